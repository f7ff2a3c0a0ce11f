/** What stands beside the list or the thread where there is room: the views at the left, who asked at the right. */
import { displayText } from '@postern/core/words';
import { type InboxState, numbered, rowAtCursor, ticketAtHand } from '../store/model.ts';
import { valueParts } from '../store/standings.ts';
import { truncate } from '../text/fit.ts';
import { textWidth } from '../text/width.ts';
import { countText } from './head-view.ts';
import { type Line, row, span } from './line.ts';
import type { Look } from './look.ts';

/** Every view with its number and its count, one a line; exactly `rows` lines. */
export function railLines(state: InboxState, width: number, rows: number, look: Look): readonly Line[] {
  const { counts, view: shownView } = state;
  const key = [shownView, width, rows, look.isAscii].join();
  const known = rails.get(state.views);
  if (known?.counts === counts && known.key === key) return known.lines;
  const lines = makeRail(state, width, rows, look);
  rails.set(state.views, { counts, key, lines });
  return lines;
}

const rails = new WeakMap<
  InboxState['views'],
  { counts: InboxState['counts']; key: string; lines: readonly Line[] }
>();

function makeRail(state: InboxState, width: number, rows: number, look: Look): Line[] {
  const room = width - 1;
  const bar = span(look.glyphs.bar, 'rule');
  const digits = numbered(state.views).length;
  const lines: Line[] = [row(width, [span(' Views', 'strong')], 'header')];
  for (const [index, view] of state.views.entries()) {
    const count = state.counts[index];
    const shown = count === null || count === undefined ? '' : countText(count);
    const key = index < digits ? String(index + 1) : ' ';
    const name = truncate(view.name, room - 5 - textWidth(shown));
    const gap = ' '.repeat(Math.max(1, room - 4 - textWidth(name) - textWidth(shown)));
    const isHere = state.view === index;
    lines.push([
      ...row(
        room,
        [span(` ${key} `, isHere ? undefined : 'key'), span(`${name}${gap}${shown}`)],
        isHere ? 'selection' : undefined,
      ),
      ...row(1, [bar]),
    ]);
  }
  while (lines.length < rows) lines.push([...row(room, []), ...row(1, [bar])]);
  return lines.slice(0, rows);
}

/** The ticket's own fields, in lines of `label  value`; none where nothing is known of them. */
export function propertyFacts(
  state: Pick<InboxState, 'tickets'>,
  ticketId: string,
): readonly (readonly [label: string, value: string])[] {
  const { properties } = state.tickets.get(ticketId) ?? { properties: null };
  return (properties ?? []).map(({ label, value }) => [label, displayText(valueParts(value).join(', '))]);
}

/** The person of the ticket at hand and what the ticket's properties say; exactly `rows` lines. */
export function panelLines(state: InboxState, width: number, rows: number, look: Look): Line[] {
  const bar = span(`${look.glyphs.bar} `, 'rule');
  const line = (...spans: Parameters<typeof row>[1]) => row(width, [bar, ...spans]);
  const { panel } = state;
  const lines: Line[] = [row(width, [span(' Contact', 'strong')], 'header')];
  if (panel?.problem) lines.push(line(span(panel.problem, 'error')));
  else if (panel?.card) {
    const { name, facts, tickets } = panel.card;
    lines.push(line(span(name, 'strong')));
    for (const [label, value] of facts) lines.push(line(span(`${label}  `, 'dim'), span(value)));
    const properties = propertyFacts(state, state.openId ?? state.previewId ?? rowAtCursor(state)?.id ?? '');
    if (properties.length > 0) lines.push(line(), line(span('This ticket', 'dim')));
    for (const [label, value] of properties) lines.push(line(span(`${label}  `, 'dim'), span(value)));
    lines.push(line(), line(span('Their newest tickets', 'dim')));
    for (const ticket of tickets)
      lines.push(
        line(
          span(`${ticket.number} `, ticket.status === 'closed' ? 'dim' : 'key'),
          span(ticket.subject, ticket.status === 'closed' ? 'dim' : undefined),
        ),
      );
  } else lines.push(line(span('Asking the desk…', 'dim')));
  const linked = state.tickets.get(ticketAtHand(state)?.id ?? '')?.links ?? [];
  if (linked.length > 0) lines.push(line(), line(span('Linked tickets', 'dim')));
  for (const { number, subject, isClosed, what } of linked)
    lines.push(
      line(span(`${number} `, isClosed ? 'dim' : 'key'), span(subject, isClosed ? 'dim' : undefined)),
      line(span(`  ${what}`, 'dim')),
    );
  while (lines.length < rows) lines.push(line());
  return lines.slice(0, rows);
}
