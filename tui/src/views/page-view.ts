/** A page to read about a ticket: a title, lines that scroll. */
import type { InboxState } from '../store/model.ts';
import type { ContactCard, HistoryRow, Page } from '../store/pages.ts';
import { withOwnMoments } from '../text/later.ts';
import { textWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { layoutOf } from './layout.ts';
import { ends, type Line, row, span } from './line.ts';
import { dot, type Look } from './look.ts';
import { propertyFacts } from './sides.ts';
import { ageText, momentText } from './times.ts';
import { titled } from './title-line.ts';

/** The title and the blank line under it. */
const headRows = 2;

/** All lines above the footer. */
export function pageLines(state: InboxState, page: Page, look: Look): Line[] {
  const { columns } = state.size;
  const room = pageRoom(state);
  const body = bodyOf(state, page).slice(page.top, page.top + room);
  while (body.length < room) body.push(row(columns, []));
  const about = page.output ? ` ${page.output.title}` : null;
  const title = page.kind === 'history' ? 'History' : 'Contact';
  const more = page.history ? `${page.history.length} events ` : '';
  return [
    titled(state, [span(about ?? ` #${page.number} ${dot(look)} ${title}`)], [span(more)]),
    row(columns, []),
    ...body,
  ];
}

/** Lines of the part that scrolls. */
export function pageRoom(state: InboxState): number {
  return Math.max(1, state.size.rows - layoutOf(state).footRows - headRows);
}

/** How far down the first line may stand. */
export function lastPageTop(state: InboxState): number {
  return state.page ? Math.max(0, bodyOf(state, state.page).length - pageRoom(state)) : 0;
}

function bodyOf(state: InboxState, page: Page): Line[] {
  const { columns } = state.size;
  if (page.problem) return [row(columns, [span(` ${page.problem}`, 'error')])];
  if (page.output)
    return page.output.lines.flatMap((line) =>
      wrap(line, Math.max(10, columns - 2)).map((each) => row(columns, [span(` ${each}`)])),
    );
  if (page.kind === 'history' && page.history)
    return page.history.flatMap((event) => eventLines(event, columns, state.now));
  if (page.kind === 'contact' && page.contact) return contactLines(state, page, page.contact);
  return [row(columns, [span(' Asking the desk…', 'dim')])];
}

function eventLines({ at, who, text }: HistoryRow, columns: number, now: number): Line[] {
  const when = momentText(at, now).padEnd(13);
  const indent = ' '.repeat(when.length + 2);
  const [first = '', ...rest] = wrap(
    `${withOwnMoments(text, now)} · ${who}`,
    Math.max(20, columns - indent.length - 1),
  );
  return [
    row(columns, [span(` ${when} `, 'dim'), span(first)]),
    ...rest.map((line) => row(columns, [span(indent), span(line)])),
  ];
}

function contactLines(state: InboxState, page: Page, { name, facts, tickets }: ContactCard): Line[] {
  const { columns } = state.size;
  const properties = propertyFacts(state, page.ticketId);
  const factLines = (each: readonly (readonly [string, string])[]) => {
    const widest = Math.max(...each.map(([label]) => textWidth(label)));
    return each.map(([label, value]) =>
      row(columns, [span(` ${label}${' '.repeat(widest - textWidth(label))}  `, 'dim'), span(value)]),
    );
  };
  return [
    row(columns, [span(` ${name}`, 'strong')]),
    ...factLines(facts),
    ...(properties.length > 0
      ? [row(columns, []), row(columns, [span(' This ticket', 'dim')]), ...factLines(properties)]
      : []),
    row(columns, []),
    row(columns, [span(' Their newest tickets', 'dim')]),
    ...tickets.map((ticket) =>
      ends(
        columns,
        [
          span(` ${ticket.number} `, 'dim'),
          span(ticket.subject, ticket.status === 'closed' ? 'dim' : undefined),
        ],
        [
          span(`${ticket.status === 'closed' ? 'closed' : ticket.stage.toLowerCase()} `, 'dim'),
          span(`${ageText(ticket.lastActivityAt, state.now)} `, 'dim'),
        ],
      ),
    ),
  ];
}
