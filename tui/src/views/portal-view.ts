/** The portal screen: the checklist with the settings under each line, and what the row under the cursor is about. */
import { cursorOffset, textOf } from '../editor/editor.ts';
import type { InboxState } from '../store/model.ts';
import {
  enterWords,
  lineSetting,
  type PortalField,
  type PortalItem,
  type PortalRow,
  type PortalScreen,
  portalRows,
  rowAtPortalCursor,
} from '../store/portal-model.ts';
import type { Role, Span } from '../text/theme.ts';
import { wrap } from '../text/wrap.ts';
import { connectionWords, lineField } from './head-view.ts';
import { layoutOf } from './layout.ts';
import { ends, type Line, row, ruled, span, widthOf } from './line.ts';
import { dot, type Look } from './look.ts';
import { titled } from './title-line.ts';

const headRows = 2;
const leastList = 3;

/** All lines above the footer, with the cursor of the field that is written in. */
export function portalLines(
  state: InboxState,
  portal: PortalScreen,
  look: Look,
): { lines: Line[]; cursor: { x: number; y: number } | null } {
  const { columns, rows } = state.size;
  const room = rows - layoutOf(state).footRows - headRows;
  const about = aboutLines(portal, columns, look).slice(0, Math.max(0, room - leastList));
  const listRoom = room - about.length;
  const all = portalRows(portal);
  const at = Math.max(
    0,
    all.findIndex(({ id }) => id === rowAtPortalCursor(portal)?.id),
  );
  const top = Math.max(0, Math.min(at - Math.floor(listRoom / 2), all.length - listRoom));
  const shown = all.slice(top, top + listRoom);
  const field = portal.field && fieldLine(portal.field, columns, look);
  const list = shown.map((each, index) =>
    field && top + index === at ? field.line : rowLine(each, top + index === at, columns, look),
  );
  if (!portal.isLoaded) list.push(row(columns, [span('   Asking the desk…', 'dim')]));
  while (list.length < listRoom) list.push(row(columns, []));
  return {
    lines: [...headLines(state, portal, look), ...list.slice(0, listRoom), ...about],
    cursor: field ? { x: field.cursor, y: headRows + at - top } : null,
  };
}

/** Rows that a page of the list has, for moving by pages. */
export function portalPage({ size }: InboxState): number {
  return Math.max(1, size.rows - 10);
}

function headLines(state: InboxState, portal: PortalScreen, look: Look): Line[] {
  const { columns } = state.size;
  const between = ` ${dot(look)} `;
  const onOff = portal.isLoaded ? `${between}${portal.isOn ? 'ON' : 'OFF'}` : '';
  const missing = portal.items.filter(({ state: each }) => each === 'missing').map(({ label }) => label);
  const summary: Span = portal.mayChange
    ? missing.length > 0
      ? span(` Missing: ${missing.join(', ')}`, 'warning')
      : span(portal.isLoaded ? ' Nothing is missing' : '', 'success')
    : span(' Only to look at: changing needs the permission portal.settings', 'warning');
  return [
    titled(
      state,
      [span(` CUSTOMER PORTAL${onOff}${between}${portal.title}`)],
      [span(`${connectionWords(state, look)} `)],
    ),
    ends(columns, [summary], columns >= 80 ? [span(`${portal.address} `, 'dim')] : []),
  ];
}

const signs = { done: ['✓', 'x'], missing: ['✗', '!'], advice: ['·', '-'] } as const;
const roles: Record<'done' | 'missing' | 'advice', Role> = {
  done: 'success',
  missing: 'error',
  advice: 'warning',
};

function rowLine(each: PortalRow, isHere: boolean, columns: number, look: Look): Line {
  const mark = span(`${isHere ? look.glyphs.cursor : ' '} `, 'key');
  const spans = each.setting
    ? [mark, ...settingSpans(each.setting.key, each.setting.shown, columns)]
    : [mark, ...itemSpans(each.item, columns, look)];
  return row(columns, spans, isHere ? 'selection' : undefined);
}

function itemSpans({ state, label, detail }: PortalItem, columns: number, look: Look): Span[] {
  const labelWidth = columns < 60 ? 11 : 14;
  if (state === null) return [span(' '.repeat(10)), span(label.padEnd(labelWidth), 'strong')];
  const sign = signs[state][look.isAscii ? 1 : 0];
  return [
    span(`${sign} ${state.padEnd(8)}`, roles[state]),
    span(`${label.padEnd(labelWidth)} `, 'strong'),
    span(detail),
  ];
}

function settingSpans(key: string, shown: string, columns: number): Span[] {
  const indent = columns < 60 ? 2 : 12;
  return [span(' '.repeat(indent)), span(`${key.padEnd(24)} `, 'dim'), span(shown)];
}

function fieldLine(field: PortalField, columns: number, look: Look): { line: Line; cursor: number } {
  const label = columns < 60 ? '' : `${field.label}: `;
  const before = [span(`${look.glyphs.draft} ${label}`, 'key')];
  const start = Math.min(widthOf(before), columns - 12);
  const text = lineField(textOf(field.editor), cursorOffset(field.editor), columns - start - 1);
  return {
    line: [...row(start, before), ...row(columns - start, [span(text.text, 'strong')])],
    cursor: start + text.cursor,
  };
}

/** What has to be read: a refusal, an answer, or what the row is and what Enter does there. */
function aboutLines(portal: PortalScreen, columns: number, look: Look): Line[] {
  const here = rowAtPortalCursor(portal);
  const width = Math.max(1, columns - 3);
  const text = (words: string, role?: Role) =>
    wrap(words, width).map((each) => row(columns, [span(` ${each}`, role)]));
  const rule = (words: string, role: Role) => ruled(columns, look.glyphs.rule, [span(words, role)], 'rule');
  const { field, notice } = portal;
  if (field) {
    const takes = portal.settings.find(({ key }) => key === field.label)?.takes;
    const doing = field.isSaving ? 'saving…' : 'Enter saves, Esc leaves it as it was';
    return [
      rule(field.label, 'key'),
      ...(field.problem ? text(field.problem, 'error') : takes ? text(`Takes ${takes}.`, 'dim') : []),
      ...text(doing, 'dim'),
    ];
  }
  if (notice) {
    const tones: Record<typeof notice.tone, Role | undefined> = {
      plain: undefined,
      good: 'success',
      warning: 'warning',
      bad: 'error',
    };
    // An address is copied by hand, so its lines stand alone.
    return [rule(here?.item.label ?? '', 'key'), ...text(notice.text, tones[notice.tone])];
  }
  if (!here) return [];
  const { item, setting } = here;
  const shell = setting ? (setting.command ?? `postern portal set ${setting.key}=…`) : item.next;
  const own = lineSetting(item);
  const about = setting
    ? `${setting.about}. Takes ${setting.takes}.`
    : item.detail || (own ?? 'Settings of the knowledge base, which shares the domain.');
  return [
    rule(setting?.key ?? item.label, 'key'),
    ...text(about),
    ...text(`Enter: ${enterWords(here)}${shell ? `  ${dot(look)}  in a shell: ${shell}` : ''}`, 'dim'),
  ];
}
