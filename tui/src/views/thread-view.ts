/** One ticket: its facts above, its thread below; full screen, beside the list or under it. */
import { expectedRow, isOf } from '../offline/offline-act.ts';
import type { InboxState, Ticket, TicketRow } from '../store/model.ts';
import { ticketAtHand } from '../store/model.ts';
import { needsPerson } from '../store/outbox-rows.ts';
import { writersWords } from '../store/presence.ts';
import { laterText } from '../text/later.ts';
import type { Span } from '../text/theme.ts';
import { textWidth } from '../text/width.ts';
import { connectionWords } from './head-view.ts';
import { layoutOf } from './layout.ts';
import { type Line, row, ruled, span } from './line.ts';
import { dot, type Look } from './look.ts';
import { threadBlocks } from './thread-lines.ts';
import { foldsOf, topLine, windowOf, withOffline } from './thread-window.ts';
import { momentText } from './times.ts';
import { titled } from './title-line.ts';

/** The lines above an open thread. */
export function threadHead(state: InboxState, look: Look): Line[] {
  const { columns } = state.size;
  const { headRows } = layoutOf(state);
  const ticket = ticketAtHand(state);
  if (!ticket) return Array.from({ length: headRows }, () => row(columns, []));
  const { stopped, mails } = needsPerson(state);
  const isUsual = state.connection.kind === 'live' && state.offline.length + stopped + mails === 0;
  const connection = isUsual ? [] : [connectionWords(state, look)];
  const full = [...connection, stateWords(ticket, state.now)].join(` ${dot(look)} `);
  // Which ticket it is comes before how it stands, which has room in the line below.
  const hasState = isUsual || textWidth(full) <= columns * 0.6;
  const lines = [
    titled(
      state,
      [span(` #${ticket.number} ${ticket.subject}`)],
      [span(`${hasState ? full : connection.join('')} `)],
    ),
    row(columns, [span(' '), ...factSpans(state, ticket, look, { hasState: !hasState })]),
  ];
  if (headRows > 2) lines.push(row(columns, [span(look.glyphs.rule.repeat(columns), 'rule')]));
  return lines;
}

/** Exactly `rows` lines of the thread of a ticket. */
export function threadLines(
  state: InboxState,
  id: string | null,
  room: { width: number; rows: number },
  look: Look,
): Line[] {
  const ticket = id === null ? undefined : state.tickets.get(id);
  const lines = ticket ? visibleLines(state, ticket, room, look) : waitingLines(state, id, room.width);
  while (lines.length < room.rows) lines.push(row(room.width, []));
  return lines.slice(0, room.rows);
}

function visibleLines(
  state: InboxState,
  ticket: Ticket,
  room: { width: number; rows: number },
  look: Look,
): Line[] {
  const blocks = threadBlocks(withOffline(ticket, state.offline), {
    width: room.width,
    glyphs: look.glyphs,
    me: state.me?.name ?? '',
    now: state.now,
    newFrom: state.newFrom.get(ticket.id),
    hits: state.hits,
    ...foldsOf(state, ticket),
  });
  return windowOf(blocks, topLine(blocks, state.scrolls.get(ticket.id) ?? 'end', room.rows), room.rows);
}

function waitingLines(state: InboxState, id: string | null, width: number): Line[] {
  if (id === null) return [];
  const words =
    state.connection.kind === 'reconnecting' ? 'The desk does not answer; trying again.' : 'Loading…';
  return [row(width, []), row(width, [span(`   ${words}`, 'dim')])];
}

/** The pane beside the list: two lines of facts, a rule, the thread. */
export function previewPane(state: InboxState, look: Look): Line[] {
  const { previewWidth: width, previewRows } = layoutOf(state);
  const shown = previewRow(state);
  if (!shown) return Array.from({ length: previewRows + 3 }, () => row(width, []));
  const isFocused = state.focus === 'preview';
  return [
    row(width, [span(`#${shown.number} ${shown.subject}`, 'strong')], isFocused ? 'selection' : undefined),
    row(width, factSpans(state, shown, look)),
    row(width, [span(look.glyphs.rule.repeat(width), 'rule')]),
    ...threadLines(state, shown.id, { width, rows: previewRows }, look),
  ];
}

/** The pane under the list: a rule with the subject in it, the last of the thread. */
export function previewBelow(state: InboxState, look: Look): Line[] {
  const { previewWidth: width, previewRows } = layoutOf(state);
  if (previewRows === 0) return [];
  const shown = previewRow(state);
  const last = shown && state.tickets.get(shown.id)?.timeline.findLast((entry) => entry.kind !== 'event');
  const between = ` ${dot(look)} `;
  const writing = shown ? writersWords(state.writers.get(shown.id) ?? [], state.now) : '';
  const words: Span[] = shown
    ? [
        // Who answers it already is read before what it is about, which the list says too.
        span(writing === '' ? '' : `${writing}${between}`, 'warning'),
        span(`#${shown.number} ${shown.subject}`, state.focus === 'preview' ? 'selection' : 'strong'),
        span(shown.tags.length > 0 ? ` ${tagWords(shown)}` : ''),
        span(last ? `${between}last: ${last.author.name} ${momentText(last.at, state.now)}` : '', 'dim'),
      ]
    : [];
  return [
    ruled(width, look.glyphs.rule, words, 'rule'),
    ...threadLines(state, shown?.id ?? null, { width, rows: previewRows }, look),
  ];
}

function previewRow(state: InboxState): TicketRow | undefined {
  const { previewId, list, tickets } = state;
  if (previewId === null) return undefined;
  const row = list.rows.find((each) => each.id === previewId) ?? tickets.get(previewId);
  return row && expectedRow(row, state.offline);
}

/** The state is left out where it stands above. */
function factSpans(state: InboxState, ticket: TicketRow, look: Look, { hasState = true } = {}): Span[] {
  const between = span(` ${dot(look)} `, 'dim');
  const loaded = state.tickets.get(ticket.id);
  const copies = (loaded?.audience.to.length ?? 1) - 1;
  const writing = writersWords(state.writers.get(ticket.id) ?? [], state.now);
  const facts: Span[][] = [
    [span(ticket.requester?.name ?? 'no requester', 'strong'), span(copies > 0 ? ` +${copies} cc` : '')],
    ...(writing === '' ? [] : [[span(writing, 'warning')]]),
    ...(state.drafts.has(ticket.id) && state.composer?.ticketId !== ticket.id
      ? [[span('you have a draft', 'draft')]]
      : []),
    ...(writing === '' && loaded && loaded.drafters.length > 0 ? [[span(drafterWords(loaded), 'dim')]] : []),
    ...(state.offline.some((act) => isOf(act, ticket))
      ? [[span(`${look.glyphs.offline} not at the desk yet`, 'warning')]]
      : []),
    ...(ticket.organization ? [[span(ticket.organization)]] : []),
    ...(hasState
      ? [
          [
            span(
              stateWords(ticket, state.now),
              ticket.status === 'closed' ? 'stateClosed' : ticket.snoozed ? 'dim' : undefined,
            ),
          ],
        ]
      : []),
    [
      span(ticket.assignee ? ticket.assignee.name : 'unassigned'),
      span(ticket.team ? ` (${ticket.team})` : ''),
    ],
    ...(ticket.priority === 'normal'
      ? []
      : [[span(ticket.priority, ticket.priority === 'low' ? 'dim' : 'warning')]]),
    ...(ticket.pipeline && ticket.pipeline !== 'Support' ? [[span(ticket.pipeline, 'dim')]] : []),
    ...(ticket.tags.length > 0 ? [[span(tagWords(ticket))]] : []),
  ];
  return facts.flatMap((fact, index) => (index === 0 ? fact : [between, ...fact]));
}

/** `Bo Lindqvist has a draft` */
function drafterWords({ drafters: [first, ...others] }: Ticket): string {
  return others.length === 0 ? `${first} has a draft` : `${first} and ${others.length} more have drafts`;
}

/** `[billing, vip]` */
function tagWords({ tags }: TicketRow): string {
  return `[${tags.join(', ')}]`;
}

/** `waiting on us`, `closed`, `sleeps until tomorrow 09:00` */
function stateWords(ticket: TicketRow, now: number): string {
  const { snoozed } = ticket;
  if (ticket.isDeleted) return 'in the bin';
  if (snoozed) return `sleeps until ${snoozed.until === null ? 'they reply' : laterText(snoozed.until, now)}`;
  return ticket.status === 'closed' ? 'closed' : ticket.stage.toLowerCase();
}
