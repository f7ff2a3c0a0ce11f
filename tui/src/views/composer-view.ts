/** The two composers. A reply is thin and open, a note is solid and filled; both say in words who will read them. */
import { displayText, sizeWords } from '@postern/core/words';
import { view as editorView } from '../editor/editor.ts';
import { namesOf, unseenWords } from '../store/composing-words.ts';
import type { Composer, InboxState } from '../store/model.ts';
import type { Frame } from '../text/glyphs.ts';
import type { Role, Span } from '../text/theme.ts';
import { actLines } from './act-lines.ts';
import type { ComposerBox } from './layout.ts';
import { fitSpans, type Line, row, span, widthOf } from './line.ts';
import { arrow, dot, type Look } from './look.ts';
import { clockSeconds } from './times.ts';

/** A composer on the screen. */
export interface ComposerLines {
  lines: Line[];
  /** The cursor's cell in them. */
  cursor: { x: number; y: number };
}

/** Exactly `box.rows` lines. */
export function composerLines(
  state: InboxState,
  composer: Composer,
  box: ComposerBox,
  look: Look,
): ComposerLines {
  return composer.kind === 'reply'
    ? replyLines(state, composer, box, look)
    : noteLines(state, composer, box, look);
}

function replyLines(state: InboxState, composer: Composer, box: ComposerBox, look: Look): ComposerLines {
  const { columns } = state.size;
  const frame = look.glyphs.thin;
  const text = editorView(composer.editor, box.width, box.textRows, composer.top);
  const between = ` ${dot(look)} `;
  const side = (spans: readonly Span[]): Line => [
    {
      spans: [
        span(`${frame.left} `, 'publicFrame'),
        ...fitSpans(spans, box.width),
        span(` ${frame.right}`, 'publicFrame'),
      ],
    },
  ];
  const desk = state.stripe === null ? [] : [`${between}${state.desk}`];
  const top = [
    ['PUBLIC REPLY ', `${arrow(look)} ${readers(composer)}`, `${between}#${composer.number}`, ...desk],
    ['PUBLIC REPLY ', `${arrow(look)} ${readers(composer)}`, `${between}#${composer.number}`],
    ['PUBLIC REPLY ', `${arrow(look)} ${readers(composer)}`],
  ];
  const bottom = [
    [
      'Ctrl+S SEND TO CUSTOMER ',
      composer.customer,
      `${between}Esc keep draft${between}Ctrl+E editor${between}Ctrl+A attach`,
    ],
    ['Ctrl+S SEND TO CUSTOMER ', composer.customer, `${between}Esc keep draft${between}Ctrl+A attach`],
    ['Ctrl+S SEND TO CUSTOMER ', composer.customer, `${between}Esc keep draft`],
    ['Ctrl+S SEND TO CUSTOMER ', composer.customer],
    ['Ctrl+S SEND TO CUSTOMER ', firstName(composer)],
  ];
  return {
    lines: [
      edge(columns, frame, 'top', top, 'publicFrame', 'publicMark'),
      ...text.lines.map((each) => side([span(each)])),
      ...fileSpans(composer, box).map(side),
      ...(composer.acts ? actLines(composer.acts, box.width, box.mostActRows, between).map(side) : []),
      side(underReply(composer, between)),
      edge(columns, frame, 'bottom', bottom, 'publicFrame', 'publicMark'),
    ],
    cursor: { x: 2 + text.cursor.col, y: 1 + text.cursor.row },
  };
}

function noteLines(state: InboxState, composer: Composer, box: ComposerBox, look: Look): ComposerLines {
  const { columns } = state.size;
  const frame = look.glyphs.solid;
  const text = editorView(composer.editor, box.width, box.textRows, composer.top);
  const between = ` ${dot(look)} `;
  const gutter = look.glyphs.gutter.repeat(2);
  const side = (spans: readonly Span[]): Line => [
    {
      spans: [
        span(`${frame.left} ${gutter} `, 'noteGutter'),
        ...fitSpans(spans, box.width),
        span(` ${frame.right}`, 'noteGutter'),
      ],
      base: 'note',
    },
  ];
  const never = `never shown to ${composer.customer}`;
  const desk = state.stripe === null ? [] : [`${between}${state.desk}`];
  const top = [
    ['INTERNAL NOTE', `${between}team only${between}`, never, `${between}#${composer.number}`, ...desk],
    ['INTERNAL NOTE', `${between}team only${between}`, never, `${between}#${composer.number}`],
    ['INTERNAL NOTE', between, never, `${between}#${composer.number}`],
    ['INTERNAL NOTE', between, never],
    ['INTERNAL NOTE', `${between}never to ${firstName(composer)}`],
  ];
  const bottom = [
    [
      'Ctrl+N KEEP INSIDE',
      between,
      never,
      `${between}Esc keep draft${between}Ctrl+E editor${between}Ctrl+A attach`,
    ],
    ['Ctrl+N KEEP INSIDE', between, never, `${between}Esc keep draft${between}Ctrl+A attach`],
    ['Ctrl+N KEEP INSIDE', between, never, `${between}Esc keep draft`],
    ['Ctrl+N KEEP INSIDE', between, never],
    ['Ctrl+N KEEP INSIDE', `, not to ${firstName(composer)}`],
  ];
  return {
    lines: [
      edge(columns, frame, 'top', top, 'noteFrame', 'noteFrame'),
      ...text.lines.map((each) => side([span(each)])),
      ...fileSpans(composer, box).map(side),
      side([span(savedWords(composer), 'dim')]),
      edge(columns, frame, 'bottom', bottom, 'noteFrame', 'noteFrame'),
    ],
    cursor: { x: 5 + text.cursor.col, y: 1 + text.cursor.row },
  };
}

/** A line for each file that goes along; the last one counts those without a line of their own. */
function fileSpans({ files }: Composer, { fileRows }: ComposerBox): Span[][] {
  const named = files.length > fileRows ? fileRows - 1 : fileRows;
  const rest = files.slice(named);
  const lines = files
    .slice(0, named)
    .map(({ name, bytes }) => [
      span('+ ', 'key'),
      span(displayText(name)),
      span(` ${sizeWords(bytes)}`, 'dim'),
    ]);
  if (fileRows === 0 || rest.length === 0) return lines;
  const bytes = rest.reduce((sum, file) => sum + file.bytes, 0);
  const words = named === 0 ? `${rest.length} files` : `${rest.length} more files`;
  return [...lines, [span('+ ', 'key'), span(words), span(` ${sizeWords(bytes)}`, 'dim')]];
}

/** A frame's edge with the fullest words that fit; the last ones are cut when even they do not. */
function edge(
  columns: number,
  frame: Frame,
  place: 'top' | 'bottom',
  wordings: readonly (readonly string[])[],
  role: Role,
  strong: Role,
): Line {
  const [first, line, last] =
    place === 'top'
      ? [frame.topLeft, frame.top, frame.topRight]
      : [frame.bottomLeft, frame.bottom, frame.bottomRight];
  const room = columns - 6;
  const spansOf = (parts: readonly string[]) =>
    parts.map((part, index) => span(part, index === 0 ? strong : role));
  const fitting = wordings.find((parts) => widthOf(spansOf(parts)) <= room) ?? wordings.at(-1) ?? [];
  const words = spansOf(fitting);
  const cut = fitSpans(words, Math.min(room, widthOf(words)));
  return row(
    columns,
    [
      span(`${first}${line} `, role),
      ...cut,
      span(` ${line.repeat(Math.max(1, columns - 5 - widthOf(cut)))}`, role),
      span(last, role),
    ],
    role === 'noteFrame' ? 'noteFrame' : undefined,
  );
}

/** In a narrow window the first name says enough, and the words before it must stay. */
function firstName({ customer }: Composer): string {
  return customer.split(/\s+/)[0] ?? customer;
}

function readers(composer: Composer): string {
  return composer.audience ? namesOf(composer.audience) : composer.customer;
}

/** The warning comes first: in a narrow window the moment of the draft is what may be cut. */
function underReply(composer: Composer, between: string): Span[] {
  const unseen = composer.audience && unseenWords(composer.audience.to);
  const saved = span(savedWords(composer), 'dim');
  if (!unseen) return [saved];
  const warning = span(`No mail: ${unseen}`, 'warning');
  return saved.text === '' ? [warning] : [warning, span(between, 'dim'), saved];
}

function savedWords({ isSending, uploading, savedAt }: Composer): string {
  if (uploading !== null) return `uploading ${uploading}…`;
  if (isSending) return 'sending…';
  return savedAt === null ? '' : `draft saved ${clockSeconds(savedAt)}`;
}
