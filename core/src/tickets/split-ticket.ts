/** Splitting a ticket: what was said from one message on becomes a ticket of its own. Notes stay where they are. */
import { Prisma } from '@postern/prisma';
import { z } from 'zod';
import { type AgentContext, inTransaction, type Queries, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { indexWords } from '../query/search-index.ts';
import { queueCardUpdate, queueThreadEntry } from '../slack-rooms/queue-to-slack.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';
import { startConversation } from './conversations.ts';
import { nextNumber } from './file-ticket.ts';
import { subjectText } from './message-text.ts';
import { isConnected } from './public-messages.ts';
import { requireNotMerged } from './require-not-merged.ts';
import { requireVersion } from './require-version.ts';
import { pipelineOf, stageWithRole } from './stages.ts';
import { keepLink } from './ticket-links.ts';
import { type TicketHead, type TicketRow, ticketHead } from './ticket-rows.ts';

/** The id of a message, or its place among the ticket's messages, from 1. */
export const messageRef = z.union(
  [z.number().int().positive(), z.string().regex(/^msg_[0-9a-z]{1,60}$/)],
  'must be the id of a message, or its place in the thread, from 1',
);

export interface SplitWish {
  ticket: TicketRef;
  message: z.infer<typeof messageRef>;
  /** As the old one unless said. */
  subject?: string | undefined;
  ifVersion?: number | undefined;
}

export type SplitTicket = TicketHead & {
  /** The ticket that it was a part of. */
  from: { number: number };
  /** How many messages went with it. */
  messages: number;
};

/**
 * Answers the new ticket. It has the people, tags, properties, assignee and team of the old one, and is linked with it.
 * Throws `BAD_INPUT` for a message that is none of the ticket's, and for its first one, for nothing would be left.
 */
export function splitTicket(ctx: AgentContext, wish: SplitWish): Promise<SplitTicket> {
  return inTransaction(ctx, (work) => splitWithin(work, ctx, wish));
}

/** The same within a transaction, which a rehearsal takes back. */
export async function splitWithin(work: Work, ctx: AgentContext, wish: SplitWish): Promise<SplitTicket> {
  const old = await accessTicket.asAgent(work.tx, ctx.viewer, wish.ticket, 'tickets.write');
  await requireNotMerged(work.tx, old);
  requireVersion(old, wish.ifVersion);
  const { staying, going } = await cut(work.tx, old, wish.message);
  const subject = subjectText(wish.subject ?? old.subject);
  const made = await makeTicket(work, old, { subject, going });
  await takePeople(work, old, made);
  await takeFields(work, old.id, made.id);
  await takeMessages(work, made.id, going);
  await keepLink(work, { from: { id: made.id }, to: old, kind: 'SPLIT' });
  await work.tx.ticket.update({
    where: { id: old.id },
    data: { lastPublicAt: clockOf(staying) ?? old.createdAt, ...touched(work) },
  });
  const by = ctx.viewer.name;
  await tell(work, old.id, 'ticket.gaveOff', { to: made.number, messages: going.length, by });
  await tell(work, made.id, 'ticket.splitOff', { from: old.number, messages: going.length, by });
  await queueCardUpdate(work, old.id, old.version + 1);
  const row = await accessTicket.asAgent(work.tx, ctx.viewer, made.id, 'tickets.read');
  const head = await ticketHead(work.core, work.tx, row);
  return { ...head, from: { number: old.number }, messages: going.length };
}

interface Said {
  id: string;
  conversationId: string;
  channelId: string;
  contactId: string | null;
  createdAt: Date;
  isPublic: boolean;
}

const touched = (work: Work) => ({ lastActivityAt: work.now, version: { increment: 1 } });

/** The ticket's own messages, before the one that was named and from it on. */
async function cut(
  queries: Queries,
  ticket: TicketRow,
  named: SplitWish['message'],
): Promise<{ staying: Said[]; going: Said[] }> {
  const rows = await queries.message.findMany({
    where: { conversation: { ticketId: ticket.id } },
    include: { channel: { select: { kind: true, enabled: true } } },
    orderBy: [{ createdAt: 'asc' }, { seq: 'asc' }],
  });
  const said = rows.map(({ channel, ...row }) => ({ ...row, isPublic: isConnected(channel) }));
  const at = typeof named === 'number' ? named - 1 : said.findIndex(({ id }) => id === named);
  if (at < 0 || at >= said.length)
    throw new PosternError(
      'BAD_INPUT',
      `Ticket #${ticket.number} has no message ${named}; it has ${said.length} of its own.`,
      { hint: `See them: postern ticket view ${ticket.number} --json` },
    );
  if (at === 0)
    throw new PosternError(
      'BAD_INPUT',
      `This is the first message of #${ticket.number}: nothing would be left. Choose a later one.`,
    );
  return { staying: said.slice(0, at), going: said.slice(at) };
}

/** When customer and desk last spoke, as far as customers read it. */
function clockOf(said: readonly Said[]): Date | undefined {
  return said.findLast(({ isPublic }) => isPublic)?.createdAt;
}

async function makeTicket(
  work: Work,
  old: TicketRow,
  { subject, going }: { subject: string; going: readonly Said[] },
): Promise<{ id: string; number: number; requesterId: string | null }> {
  const stage = await stageWithRole(work, await pipelineOf(work, old), 'NEW');
  const author = going.find(({ contactId }) => contactId !== null)?.contactId;
  const ticket = await work.tx.ticket.create({
    data: {
      id: work.core.ids.next('ticket'),
      number: await nextNumber(work),
      subject,
      stageId: stage.id,
      priority: old.priority,
      inboxId: old.inboxId,
      requesterId: author ?? old.requesterId,
      assigneeId: old.assigneeId,
      teamId: old.teamId,
      organizationId: old.organizationId,
      lastPublicAt: clockOf(going) ?? work.now,
      lastActivityAt: work.now,
      createdAt: work.now,
    },
    select: { id: true, seq: true, number: true, requesterId: true },
  });
  await indexWords(work, 'TicketSearch', ticket.seq, subject);
  return ticket;
}

/** Whoever reads the one is on the other. */
async function takePeople(
  work: Work,
  old: TicketRow,
  made: { id: string; requesterId: string | null },
): Promise<void> {
  const people = await work.tx.ticketContact.findMany({ where: { ticketId: old.id } });
  for (const { contactId } of people)
    await work.tx.ticketContact.create({
      data: {
        ticketId: made.id,
        contactId,
        role: contactId === made.requesterId ? 'REQUESTER' : 'PARTICIPANT',
      },
    });
}

/** The portal's filter may go by them: what was shown stays shown. */
async function takeFields(work: Work, from: string, to: string): Promise<void> {
  await work.tx.$executeRaw(Prisma.sql`
    INSERT INTO "TicketTag" ("ticketId", "tagId") SELECT ${to}, "tagId" FROM "TicketTag" WHERE "ticketId" = ${from}`);
  await work.tx.$executeRaw(Prisma.sql`
    INSERT INTO "PropertyValue" ("ticketId", "propertyId", "text", "number", "date")
    SELECT ${to}, "propertyId", "text", "number", "date" FROM "PropertyValue" WHERE "ticketId" = ${from}`);
}

/** Into conversations of the new ticket, one for each they were in. */
async function takeMessages(work: Work, ticketId: string, going: readonly Said[]): Promise<void> {
  for (const [, said] of Map.groupBy(going, ({ conversationId }) => conversationId)) {
    const [first] = said as [Said];
    const { id } = await startConversation(work, ticketId, first.channelId);
    await work.tx.message.updateMany({
      where: { id: { in: said.map((each) => each.id) } },
      data: { conversationId: id },
    });
  }
}

async function tell(
  work: Work,
  ticketId: string,
  action: string,
  change: Record<string, string | number>,
): Promise<void> {
  const seq = await recordEvent(work, { action, target: ticketId, ticketId, change });
  await queueThreadEntry(work, { op: 'event', ticketId, seq });
}
