/** What a choice says and its row has no room for: it stands whole below the choices while it is the one at hand. */
import type { Choice, Picker } from '../store/model.ts';
import { truncate } from '../text/fit.ts';
import { textWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { type Line, row, span } from './line.ts';

/** Rows at most; who loses sight of a ticket is never cut for the sake of the list. */
const mostRows = 3;
const mostRowsOfMerge = 8;

/** UTF-16 units of a text that are looked at. */
const mostUnits = 2_000;

/** Where the box has its columns. */
export interface ChoiceColumns {
  /** Of the box inside its frame. */
  inner: number;
  /** Where what stands beside the labels begins. */
  detailAt: number;
}

/**
 * Rows to keep free below the choices, the rule above them included: as many as any of them needs, so that the box
 * stays where it is. 0 where everything fits, or where choices would have to go for it.
 */
export function detailRoom(picker: Picker, columns: ChoiceColumns, room: number): number {
  const most = picker.purpose.kind === 'merging' ? mostRowsOfMerge : mostRows;
  // Words do not fill their rows: a few columns of each stay empty.
  const filled = Math.max(1, columns.inner - 10);
  const rows = picker.choices.map((choice) => Math.ceil(textWidth(cutOff(choice, columns)) / filled));
  const needed = Math.min(most, Math.max(0, ...rows));
  const left = room - Math.min(picker.choices.length, 3);
  return needed === 0 || left < 2 ? 0 : Math.min(needed + 1, left);
}

/** Exactly `rows` lines for the choice at hand, the rule first. */
export function detailLines(
  choice: Choice | undefined,
  columns: ChoiceColumns,
  { rows, rule }: { rows: number; rule: string },
): Line[] {
  if (rows === 0) return [];
  const { inner } = columns;
  const fitting = rows - 1;
  const text = choice ? truncate(cutOff(choice, columns), fitting * inner) : '';
  const whole = wrap(text, inner - 2);
  // The last row is cut by the frame, which says so.
  const shown = [...whole.slice(0, fitting - 1), whole.slice(fitting - 1).join(' ')];
  return [
    row(inner, [span(rule.repeat(inner), 'rule')]),
    ...Array.from({ length: fitting }, (_, index) => row(inner, [span(`  ${shown[index] ?? ''}`, 'dim')])),
  ];
}

/** All that the choice's row cuts; empty where it cuts nothing. Of a long text no more is looked at than could be shown. */
function cutOff(choice: Choice, { inner, detailAt }: ChoiceColumns): string {
  const label = beginning(choice.label);
  const detail = beginning(choice.detail);
  const labelWidth = textWidth(label);
  const isLabelCut = 2 + labelWidth > inner;
  const isDetailCut = detail !== '' && 2 + Math.max(labelWidth + 2, detailAt) + textWidth(detail) > inner;
  if (!isLabelCut && !isDetailCut) return '';
  return [...(isLabelCut ? [label] : []), ...(detail === '' ? [] : [detail])].join('  ');
}

function beginning(text: string): string {
  return text.length <= mostUnits ? text : text.slice(0, mostUnits).toWellFormed();
}
