/** What the bot needs to know to draw a card or a thread entry. Ids, plain text and names; no Slack markup. */
import { Prisma } from '@postern/prisma';
import type { Core } from '../context.ts';
import { ofConnectedTeam } from '../slack-rooms/connected-team.ts';
import { type ParkedAs, type RoomRow, readRooms, roomOf } from '../slack-rooms/rooms.ts';
import { audienceOf, readersOf } from '../tickets/audience.ts';
import { type Delivery, deliveriesOf } from '../tickets/reply-mails.ts';
import { eventText } from '../tickets/thread.ts';
import { type TicketHead, ticketHead, ticketRows } from '../tickets/ticket-rows.ts';

export interface SlackCard {
  ticket: TicketHead;
  /** The newest words of the customer. */
  excerpt: string;
  /** Where the ticket was filed (portal, tui, cli, api, slack, email), and by which agent when not by the customer. */
  filed: { source: string; by: string | null };
  messages: number;
  /** How many files came with the first of them. */
  files: number;
  /** The names of those whom a reply would reach, the requester first. */
  readers: string[];
  closed: { at: string; by: string | null } | null;
  /** The number of the ticket that this one was merged into. */
  mergedInto: number | null;
  /** The room this card is for; null only where Slack has no channel for cards at all. */
  room: SlackRoomView | null;
  /** Where the card stands in it, once it is posted. */
  link: { teamId: string; channelId: string; threadTs: string } | null;
}

export interface SlackRoomView {
  id: string;
  name: string;
  /** Null until Slack has said which channel has the name. */
  channelId: string | null;
  isConfidential: boolean;
  allowsGuests: boolean;
  /** Why it cannot be posted into; null while it can. */
  parkedBecause: string | null;
  parkedAs: ParkedAs | null;
}

export interface ReplyReach {
  /** Whether the portal shows it to anybody on the ticket. */
  isSeen: boolean;
  /** What became of the mails about it, as far as that is known. */
  mails: { to: string; state: Delivery['state']; reason: string | null }[];
}

export interface SlackThreadEntry {
  kind: 'customer' | 'reply' | 'note' | 'event';
  author: string;
  /** Where it was written: portal, tui, cli, slack, api. */
  source: string;
  at: string;
  text: string;
  /** Files of a message or a note. */
  files: { fileName: string; bytes: number }[];
  /** Of a note: what became of it since it was written. */
  since: 'edited' | 'withdrawn' | null;
  /** Of a reply: how it reaches the customer. */
  reach: ReplyReach | null;
}

/** The card of a ticket for one room. Null when the ticket is gone or hidden. */
export async function slackCard(
  core: Core,
  { ticketId, roomId }: { ticketId: string; roomId?: string | undefined },
): Promise<SlackCard | null> {
  const queries = core.db.read;
  const [row] = await ticketRows(
    queries,
    Prisma.sql`t."id" = ${ticketId} AND t."hidden" IS NULL`,
    Prisma.empty,
  );
  if (!row) return null;
  const inTicket = { conversation: { ticketId } };
  const [newest, first, messages, links, filing, closing, into, ticket, rooms, readers] = await Promise.all([
    queries.message.findFirst({
      where: { ...inTicket, direction: 'IN' },
      orderBy: { seq: 'desc' },
      select: { bodyText: true },
    }),
    queries.message.findFirst({
      where: inTicket,
      orderBy: { seq: 'asc' },
      select: { source: true, _count: { select: { attachments: true } } },
    }),
    queries.message.count({ where: inTicket }),
    queries.slackLink.findMany({ where: { ticketId, ...(await ofConnectedTeam(queries)) } }),
    queries.auditEvent.findFirst({ where: { ticketId, action: 'ticket.filed' } }),
    queries.auditEvent.findFirst({ where: { ticketId, action: 'ticket.closed' }, orderBy: { seq: 'desc' } }),
    row.mergedIntoId
      ? queries.ticket.findUnique({ where: { id: row.mergedIntoId }, select: { number: true } })
      : null,
    ticketHead(core, queries, row),
    readRooms(queries),
    readersOf(queries, ticketId),
  ]);
  const room = roomOf(rooms, roomId) ?? null;
  const link = linkIn(links, room);
  const byOf = (event: typeof closing) => (event?.change as { by?: string } | undefined)?.by ?? null;
  return {
    ticket,
    excerpt: newest?.bodyText ?? '',
    filed: {
      source: first?.source.toLowerCase() ?? 'portal',
      by: filing?.actor.startsWith('agent:') ? byOf(filing) : null,
    },
    messages,
    files: first?._count.attachments ?? 0,
    readers: readers.contacts.map(({ name }) => name),
    closed: row.closedAt ? { at: row.closedAt.toISOString(), by: byOf(closing) } : null,
    mergedInto: into?.number ?? null,
    room: room && roomView(room),
    link: link ? { teamId: link.teamId, channelId: link.channelId, threadTs: link.threadTs } : null,
  };
}

/** The thread of a room. Links of before there were rooms, or of a workspace that was left meanwhile, name none. */
export function linkIn<T extends { roomId: string | null; channelId: string }>(
  links: readonly T[],
  room: Pick<RoomRow, 'id' | 'channelId'> | null,
): T | undefined {
  const own = links.find((each) => each.roomId === (room?.id ?? null));
  const isOf = (each: T) => !room?.channelId || each.channelId === room.channelId;
  return own ?? links.find((each) => each.roomId === null && isOf(each));
}

export function roomView(room: RoomRow): SlackRoomView {
  const { id, name, channelId, isConfidential, allowsGuests, parkedBecause } = room;
  const parkedAs = room.parkedAs as ParkedAs | null;
  return { id, name, channelId, isConfidential, allowsGuests, parkedBecause, parkedAs };
}

/** One entry of the ticket's Slack thread; null when it is gone. */
export async function slackThreadEntry(
  core: Core,
  entry: { op: 'message'; messageId: string } | { op: 'note'; noteId: string } | { op: 'event'; seq: number },
): Promise<SlackThreadEntry | null> {
  const queries = core.db.read;
  if (entry.op === 'message') {
    const row = await queries.message.findUnique({
      where: { id: entry.messageId },
      include: {
        contact: true,
        agent: true,
        conversation: { select: { ticketId: true } },
        attachments: { select: { fileName: true, bytes: true }, orderBy: { seq: 'asc' } },
      },
    });
    if (!row) return null;
    return {
      kind: row.direction === 'IN' ? 'customer' : 'reply',
      author: row.agent?.name ?? row.contact?.name ?? row.contact?.email ?? '',
      source: row.source.toLowerCase(),
      at: row.createdAt.toISOString(),
      text: row.bodyText,
      files: row.attachments,
      since: null,
      reach: row.direction === 'IN' ? null : await replyReach(core, row),
    };
  }
  if (entry.op === 'note') {
    const row = await queries.note.findUnique({
      where: { id: entry.noteId },
      include: { agent: true, files: { select: { fileName: true, bytes: true }, orderBy: { seq: 'asc' } } },
    });
    if (!row) return null;
    return {
      kind: 'note',
      author: row.agent?.name ?? row.authorName ?? '',
      source: row.source.toLowerCase(),
      at: row.createdAt.toISOString(),
      text: row.body,
      files: row.withdrawnAt ? [] : row.files,
      since: row.withdrawnAt ? 'withdrawn' : row.editedAt ? 'edited' : null,
      reach: null,
    };
  }
  const row = await queries.auditEvent.findUnique({ where: { seq: entry.seq } });
  if (!row) return null;
  const change = row.change as Record<string, unknown>;
  return {
    kind: 'event',
    author: String(change.by ?? ''),
    source: 'desk',
    at: row.at.toISOString(),
    text: eventText(row.action, change),
    files: [],
    since: null,
    reach: null,
  };
}

/** Null for a reply of a conversation that is no ticket's any more. */
async function replyReach(
  core: Core,
  { id, conversation: { ticketId } }: { id: string; conversation: { ticketId: string | null } },
): Promise<ReplyReach | null> {
  if (ticketId === null) return null;
  const queries = core.db.read;
  const [{ to }, deliveries] = await Promise.all([
    audienceOf({ core, queries }, ticketId),
    deliveriesOf(queries, { ticketIds: [ticketId], messageIds: [id] }),
  ]);
  const mails = (deliveries.get(id) ?? []).map(({ to: { name }, state, reason }) => ({
    to: name,
    state,
    reason,
  }));
  return { isSeen: to.some(({ sees }) => sees), mails };
}
