/** Merging a ticket into another one, and taking that back. The rows stay where they are; see `merged-tickets.ts`. */
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { queueCardUpdate, queueThreadEntry } from '../slack-rooms/queue-to-slack.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';
import { requireNotMerged } from './require-not-merged.ts';
import { requireVersion } from './require-version.ts';
import { type TicketHead, type TicketRow, ticketHead } from './ticket-rows.ts';

export interface MergeWish {
  ticket: TicketRef;
  into: TicketRef;
  /** Whether the people of the merged ticket join the one that is left, and so read all of it. */
  withPeople?: boolean | undefined;
  ifVersion?: number | undefined;
}

/**
 * Answers the ticket that is left. Nobody reads more than before, unless the people join. Throws `BAD_INPUT` for a
 * ticket into itself, `TICKET_MERGED` where one of the two is merged already, so that no ring can come about.
 */
export function mergeTicket(ctx: AgentContext, wish: MergeWish): Promise<TicketHead> {
  return inTransaction(ctx, (work) => mergeWithin(work, ctx, wish));
}

/** The same within a transaction, which a rehearsal takes back. */
export async function mergeWithin(work: Work, ctx: AgentContext, wish: MergeWish): Promise<TicketHead> {
  const from = await accessTicket.asAgent(work.tx, ctx.viewer, wish.ticket, 'tickets.write');
  const into = await accessTicket.asAgent(work.tx, ctx.viewer, wish.into, 'tickets.write');
  if (from.id === into.id)
    throw new PosternError(
      'BAD_INPUT',
      `Ticket #${from.number} cannot be merged into itself. Name another ticket.`,
    );
  await requireNotMerged(work.tx, from);
  await requireNotMerged(work.tx, into);
  requireVersion(from, wish.ifVersion);
  const joined = wish.withPeople ? await joinPeople(work, from, into) : [];
  await work.tx.ticket.update({ where: { id: from.id }, data: { mergedIntoId: into.id, ...touched(work) } });
  await work.tx.ticket.update({ where: { id: into.id }, data: touched(work) });
  await tell(work, from, 'ticket.merged', { into: into.number, joined, by: ctx.viewer.name });
  await tell(work, into, 'ticket.tookIn', { ticket: from.number, joined, by: ctx.viewer.name });
  return ticketHead(
    work.core,
    work.tx,
    await accessTicket.asAgent(work.tx, ctx.viewer, into.id, 'tickets.read'),
  );
}

/**
 * Answers the ticket that stands by itself again, with everything that was its own; who joined by the merge leaves,
 * unless they have written since. Throws `BAD_INPUT` for one that is not merged.
 */
export function unmergeTicket(
  ctx: AgentContext,
  which: { ticket: TicketRef; ifVersion?: number | undefined },
): Promise<TicketHead> {
  return inTransaction(ctx, async (work) => {
    const ticket = await accessTicket.asAgent(work.tx, ctx.viewer, which.ticket, 'tickets.write');
    if (!ticket.mergedIntoId)
      throw new PosternError(
        'BAD_INPUT',
        `Ticket #${ticket.number} is not merged, so there is nothing to take back.`,
      );
    requireVersion(ticket, which.ifVersion);
    const into = await work.tx.ticket.findUniqueOrThrow({ where: { id: ticket.mergedIntoId } });
    const left = await leave(work, ticket.id, into.id);
    await work.tx.ticket.update({ where: { id: ticket.id }, data: { mergedIntoId: null, ...touched(work) } });
    await work.tx.ticket.update({ where: { id: into.id }, data: touched(work) });
    await tell(work, ticket, 'ticket.unmerged', { from: into.number, by: ctx.viewer.name });
    await tell(work, into, 'ticket.gaveBack', { ticket: ticket.number, left, by: ctx.viewer.name });
    const after = await accessTicket.asAgent(work.tx, ctx.viewer, ticket.id, 'tickets.read');
    return ticketHead(work.core, work.tx, after);
  });
}

const touched = (work: Work) => ({ lastActivityAt: work.now, version: { increment: 1 } });

async function tell(
  work: Work,
  { id, version }: Pick<TicketRow, 'id' | 'version'>,
  action: string,
  change: Record<string, string | number | string[]>,
): Promise<void> {
  const seq = await recordEvent(work, { action, target: id, ticketId: id, change });
  await queueThreadEntry(work, { op: 'event', ticketId: id, seq });
  await queueCardUpdate(work, id, version + 1);
}

/** Ids of those who were not on the other ticket before. */
async function joinPeople(work: Work, from: TicketRow, into: TicketRow): Promise<string[]> {
  const there = await work.tx.ticketContact.findMany({ where: { ticketId: into.id } });
  const known = new Set(there.map(({ contactId }) => contactId));
  const people = await work.tx.ticketContact.findMany({ where: { ticketId: from.id } });
  const joined = people.map(({ contactId }) => contactId).filter((id) => !known.has(id));
  for (const contactId of joined)
    await work.tx.ticketContact.create({ data: { ticketId: into.id, contactId, role: 'PARTICIPANT' } });
  return joined;
}

/** Answers the ids of those who left. */
async function leave(work: Work, ticketId: string, intoId: string): Promise<string[]> {
  const merge = await work.tx.auditEvent.findFirst({
    where: { ticketId, action: 'ticket.merged' },
    orderBy: { seq: 'desc' },
  });
  const { joined = [] } = (merge?.change ?? {}) as { joined?: string[] };
  const left: string[] = [];
  for (const contactId of joined) {
    const written = await work.tx.message.count({ where: { contactId, conversation: { ticketId: intoId } } });
    if (written > 0) continue;
    await work.tx.ticketContact.deleteMany({ where: { ticketId: intoId, contactId, role: 'PARTICIPANT' } });
    left.push(contactId);
  }
  return left;
}
