/** What somebody reads of tickets in Slack: as the agent they are, with that agent's own permissions. */
import type { Context, SlackViewer } from '../context.ts';
import { readRooms } from '../slack-rooms/rooms.ts';
import { accessTicket, type TicketRef } from '../tickets/access-ticket.ts';
import { countTickets, listTickets, type Page } from '../tickets/list-tickets.ts';
import type { TicketHead } from '../tickets/ticket-rows.ts';
import { asSlackAgent, type SlackIdentity } from './slack-people.ts';
import { roomView, type SlackCard, type SlackRoomView, slackCard } from './slack-views.ts';

/** The lists of the app's Home, by name. */
export const homeLists = {
  mine: 'is:open assignee:me -is:snoozed sort:updated',
  unclaimed: 'is:open assignee:none -is:snoozed sort:created',
  snoozed: 'is:snoozed assignee:me',
} as const;

export type HomeList = keyof typeof homeLists;

export interface SlackHome {
  agent: string;
  /** Counted no further than 100. */
  counts: Record<HomeList, number>;
  page: Page<TicketHead>;
  /** What waits to be posted. */
  waiting: number;
}

const mostCounted = 100;

/** Throws `NOT_ALLOWED` for who is no agent, and `BAD_QUERY`. */
export async function findAsAgent(
  ctx: Context<SlackViewer>,
  ask: SlackIdentity & { query: string; limit: number },
): Promise<Page<TicketHead>> {
  return listTickets(await asSlackAgent(ctx, ask), { query: ask.query, limit: ask.limit });
}

/**
 * A ticket for one agent's eyes, and the room of the channel in which they ask, if cards go there: whether it is safe
 * the bot has to find out. Throws `TICKET_NOT_FOUND`.
 */
export async function showToAgent(
  ctx: Context<SlackViewer>,
  ask: SlackIdentity & { ticket: TicketRef; channelId: string | null },
): Promise<{ card: SlackCard | null; room: SlackRoomView | null }> {
  const agent = await asSlackAgent(ctx, ask);
  const { read } = ctx.core.db;
  const { id } = await accessTicket.asAgent(read, agent.viewer, ask.ticket, 'tickets.read');
  const room = (await readRooms(read)).find(({ channelId }) => channelId === ask.channelId);
  return { card: await slackCard(ctx.core, { ticketId: id }), room: room ? roomView(room) : null };
}

/** What the app's Home shows to an agent. Throws `NOT_ALLOWED`. */
export async function slackHome(
  ctx: Context<SlackViewer>,
  ask: SlackIdentity & { list: HomeList; limit: number; cursor?: string | undefined },
): Promise<SlackHome> {
  const agent = await asSlackAgent(ctx, ask);
  const [page, waiting, ...counts] = await Promise.all([
    listTickets(agent, { query: homeLists[ask.list], limit: ask.limit, cursor: ask.cursor }),
    ctx.core.db.read.outboxItem.count({
      where: { kind: 'SLACK', state: { in: ['PENDING', 'IN_FLIGHT', 'AMBIGUOUS'] } },
    }),
    ...Object.values(homeLists).map((query) => countTickets(agent, query, mostCounted)),
  ]);
  const [mine = 0, unclaimed = 0, snoozed = 0] = counts;
  return { agent: agent.viewer.name, counts: { mine, unclaimed, snoozed }, page, waiting };
}

/** Grows with every change on the desk. */
export async function newestChange(ctx: Context<SlackViewer>): Promise<{ seq: number }> {
  const { _max } = await ctx.core.db.read.auditEvent.aggregate({ _max: { seq: true } });
  return { seq: _max.seq ?? 0 };
}
