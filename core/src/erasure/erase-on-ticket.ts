/** One ticket without the person who is erased. */
import type { Prisma } from '@postern/prisma';
import type { Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { queueCardUpdate } from '../slack-rooms/queue-to-slack.ts';
import { replyMails } from '../tickets/reply-mails.ts';
import { redactTicket } from './erase-trail.ts';
import { type ErasedWords, eraseWords, indexAnew } from './erase-words.ts';
import { erasedText } from './erased-words.ts';
import type { Person } from './person.ts';

export interface ErasedOnTicket extends ErasedWords {
  /** Subjects that were theirs: 1 or 0. */
  subjects: number;
  values: number;
  events: number;
}

/** Idempotent, also after a crash between two tickets. Its clocks stay: to others on it nothing happened. */
export async function eraseOnTicket(work: Work, person: Person, ticketId: string): Promise<ErasedOnTicket> {
  const { tx } = work;
  const ticket = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId } });
  const isTheirs = ticket.requesterId === person.contactId || (await opened(work, person, ticketId));
  const subject = isTheirs ? erasedText : person.scrub.names(ticket.subject);
  await scrubMails(work, person, { ticketId, before: ticket.subject, after: subject });
  const words = await eraseWords(work, person, ticketId);
  const desksKeys = await keysOfTheDesk(work);
  const values = await eraseValues(work, person, { ticketId, isTheirs, desksKeys });
  const events = await redactTicket(work, person, { ticketId, isTheirs, desksKeys });
  const { count } = await tx.ticketContact.deleteMany({ where: { ticketId, contactId: person.contactId } });
  const subjects = subject === ticket.subject ? 0 : 1;
  const erased = { ...words, subjects, values, events };
  if (subjects + words.messages + words.files.length + words.texts + values + events + count === 0)
    return erased;
  const { version } = await tx.ticket.update({
    where: { id: ticketId },
    data: { subject, version: { increment: 1 } },
    select: { version: true },
  });
  if (subjects > 0 && ticket.hidden !== 'PURGED') await indexAnew(work, 'TicketSearch', ticket.seq, subject);
  await recordEvent(work, {
    action: 'ticket.contactErased',
    target: ticketId,
    ticketId,
    change: { by: person.by },
  });
  await queueCardUpdate(work, ticketId, version);
  return erased;
}

/** Agents may have put another requester on it since, or split it off. */
async function opened({ tx }: Work, { contactId }: Person, ticketId: string): Promise<boolean> {
  const first = await tx.message.findFirst({
    where: { conversation: { ticketId } },
    orderBy: { seq: 'asc' },
    select: { contactId: true },
  });
  return first?.contactId === contactId;
}

/** Choices come from the desk's own list, and internal properties are asked of nobody. */
async function keysOfTheDesk({ tx }: Work): Promise<ReadonlySet<string>> {
  const rows = await tx.property.findMany({
    where: { OR: [{ audience: 'INTERNAL' }, { type: { in: ['YES_NO', 'SELECT', 'MULTI_SELECT'] } }] },
    select: { key: true },
  });
  return new Set(rows.map(({ key }) => key));
}

async function eraseValues(
  { tx }: Work,
  { scrub }: Person,
  wish: { ticketId: string; isTheirs: boolean; desksKeys: ReadonlySet<string> },
): Promise<number> {
  const { ticketId } = wish;
  const rows = await tx.propertyValue.findMany({ where: { ticketId }, include: { property: true } });
  let values = 0;
  for (const { property, propertyId, text } of rows) {
    const isAnswer = wish.isTheirs && !wish.desksKeys.has(property.key);
    const without = property.type === 'TEXT' ? scrub.all(text) : text;
    if (!isAnswer && without === text) continue;
    values += 1;
    const where = { ticketId_propertyId_text: { ticketId, propertyId, text } };
    if (isAnswer) await tx.propertyValue.delete({ where });
    else await tx.propertyValue.update({ where, data: { text: without } });
  }
  return values;
}

/** Mails to others on the ticket, kept with their words. Those to the person are gone by now. */
async function scrubMails(
  { tx }: Work,
  { scrub }: Person,
  { ticketId, before, after }: { ticketId: string; before: string; after: string },
): Promise<void> {
  const replies = await tx.message.findMany({
    where: { conversation: { ticketId }, direction: 'OUT' },
    select: { id: true },
  });
  const mails = await replyMails(tx, { ticketIds: [ticketId], messageIds: replies.map(({ id }) => id) });
  for (const { seq, result } of mails) {
    if (result === null || typeof result !== 'object') continue;
    const { subject, text } = result as { subject?: unknown; text?: unknown };
    const without = (part: unknown) =>
      typeof part === 'string' ? scrub.all(part.replaceAll(before || erasedText, after || erasedText)) : part;
    const kept = {
      ...result,
      ...(subject !== undefined && { subject: without(subject) }),
      ...(text !== undefined && { text: without(text) }),
    };
    if (JSON.stringify(kept) === JSON.stringify(result)) continue;
    await tx.outboxItem.update({ where: { seq }, data: { result: kept as Prisma.InputJsonObject } });
  }
}
