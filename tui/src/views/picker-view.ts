/** A choice, in a box over the lower part of the screen. */
import { cursorOffset, textOf } from '../editor/editor.ts';
import type { InboxState, Picker } from '../store/model.ts';
import { choicesShown } from '../store/picker.ts';
import { valueHint } from '../store/property-choices.ts';
import { truncate } from '../text/fit.ts';
import { textWidth } from '../text/width.ts';
import { detailLines, detailRoom } from './choice-detail.ts';
import { lineField } from './head-view.ts';
import { fitSpans, type Line, row, span } from './line.ts';
import type { Look } from './look.ts';

/** Lines that take the place of the last ones above the footer. */
export function pickerLines(
  state: InboxState,
  picker: Picker,
  most: number,
  look: Look,
): { lines: Line[]; cursor: { x: number; y: number } } {
  const { columns } = state.size;
  const { thin } = look.glyphs;
  const inner = columns - 4;
  const side = (line: Line): Line => [
    { spans: [span(`${thin.left} `, 'rule')] },
    ...line,
    { spans: [span(` ${thin.right}`, 'rule')] },
  ];
  const edgeLine = (first: string, words: string, last: string) =>
    row(columns, [
      span(`${first}${thin.top} `, 'rule'),
      span(truncate(words, columns - 6), 'strong'),
      span(` ${thin.top.repeat(Math.max(0, columns - 5 - textWidth(truncate(words, columns - 6))))}`, 'rule'),
      span(last, 'rule'),
    ]);
  const shown = choicesShown(picker);
  // One column for what stands beside the labels, whatever is typed.
  const detailAt =
    Math.min(inner - 24, Math.max(0, ...picker.choices.map(({ label }) => textWidth(label)))) + 2;
  const detailRows = detailRoom(picker, { inner, detailAt }, Math.max(1, most - 3));
  const room = Math.max(1, most - 3) - detailRows;
  const top = Math.max(0, Math.min(picker.index - Math.floor(room / 2), shown.length - room));
  const field = lineField(textOf(picker.editor), cursorOffset(picker.editor), inner - 2);
  const choices = shown.slice(top, top + room).map((choice, index) => {
    const isHere = top + index === picker.index;
    const spans = fitSpans(
      [
        span(`${isHere ? look.glyphs.cursor : ' '} `, 'key'),
        span(choice.label),
        span(' '.repeat(Math.max(2, detailAt - textWidth(choice.label)))),
        span(choice.detail, 'dim'),
      ],
      inner,
    );
    return side([{ spans, base: isHere ? 'selection' : undefined }]);
  });
  return {
    lines: [
      edgeLine(thin.topLeft, titleOf(picker, shown.length), thin.topRight),
      side(row(inner, [span('> ', 'key'), span(field.text)])),
      ...(choices.length > 0 ? choices : [side(row(inner, [span(emptyWords(picker), 'dim')]))]),
      ...detailLines(shown[picker.index], { inner, detailAt }, { rows: detailRows, rule: thin.top }).map(
        side,
      ),
      edgeLine(thin.bottomLeft, keysFor(picker), thin.bottomRight),
    ],
    cursor: { x: 4 + field.cursor, y: 1 },
  };
}

/** With how many of its many choices fit. */
function titleOf({ title, purpose, choices }: Picker, fitting: number): string {
  return purpose.kind === 'palette' ? `${title} (${fitting} of ${choices.length})` : title;
}

function keysFor({ purpose }: Picker): string {
  if (purpose.kind === 'saveView') return 'Enter save, Down for whom, Esc cancel';
  if (purpose.kind === 'attach') return 'Enter attach or go in, Tab complete, Down choose, Esc cancel';
  return 'Enter choose, Esc cancel';
}

function emptyWords({ purpose, choices }: Picker): string {
  if (purpose.kind === 'publish') return '  Everything in it becomes public. Esc leaves it a note.';
  if (purpose.kind === 'attach')
    return '  Nothing here fits. A name that begins with a dot shows hidden files.';
  if (purpose.kind === 'propertyValue') return `  ${valueHint(purpose.property)}`;
  if (purpose.kind === 'contacts')
    return '  Enter looks for it among all contacts; or type a whole e-mail address.';
  if (purpose.kind === 'tag') return '  Type a tag.';
  // No pipeline is without stages: they are on their way.
  if (purpose.kind === 'stage' && choices.length === 0) return '  Asking the desk…';
  return purpose.kind === 'assign' ? '  Nobody fits.' : '  Nothing fits.';
}
