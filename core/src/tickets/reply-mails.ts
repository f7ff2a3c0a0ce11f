/** What became of the mails by which contacts are told of replies. */
import type { Prisma } from '@postern/prisma';
import type { Queries } from '../context.ts';
import { mailPayload } from '../outbox/mail-payload.ts';
import { replyKey } from '../outbox/queue-to-contacts.ts';
import type { Person } from './ticket-rows.ts';

/** A mail to one contact about one reply. */
export interface Delivery {
  to: Person;
  /** `skipped`: the portal did not show the ticket to this contact when the mail was due. */
  state: 'waiting' | 'sending' | 'unclear' | 'sent' | 'skipped' | 'parked' | 'failed' | 'cancelled';
  /** When it left, or since when it waits. */
  at: string;
  /** Why it waits, was skipped, or failed. */
  reason: string | null;
}

export interface ReplyMail {
  seq: number;
  messageId: string;
  contactId: string;
  state: string;
  lastError: string | null;
  createdAt: Date;
  doneAt: Date | null;
  result: unknown;
}

const states: Record<string, Delivery['state']> = {
  PENDING: 'waiting',
  IN_FLIGHT: 'sending',
  AMBIGUOUS: 'unclear',
  DONE: 'sent',
  PARKED: 'parked',
  DEAD: 'failed',
  CANCELLED: 'cancelled',
};

/** Every mail about these replies of these tickets, the oldest first, also those that were sent again. */
export async function replyMails(
  queries: Queries,
  { ticketIds, messageIds }: { ticketIds: readonly string[]; messageIds: readonly string[] },
): Promise<ReplyMail[]> {
  if (messageIds.length === 0) return [];
  const contacts = await everContacts(queries, ticketIds);
  const inQueues = await itemsBy(
    queries,
    'queueKey',
    ticketIds.flatMap((ticket) => contacts.map((contact) => `mail:${ticket}:${contact}`)),
  );
  // Of a message that was split off, the mail went in the queue of the other ticket.
  const known = new Set(inQueues.map(({ key }) => key));
  const firstKeys = messageIds.flatMap((message) => contacts.map((contact) => replyKey(message, contact)));
  const inOthers = await itemsBy(
    queries,
    'key',
    firstKeys.filter((key) => !known.has(key)),
  );
  const wanted = new Set(messageIds);
  const rows = [...inQueues, ...inOthers].sort((a, b) => a.seq - b.seq);
  return rows.flatMap(({ payload, ...row }) => {
    const { data } = mailPayload.safeParse(payload);
    if (data?.template !== 'reply' || !wanted.has(data.messageId)) return [];
    return [{ ...row, messageId: data.messageId, contactId: data.contactId }];
  });
}

/** SQLite takes 999 values in one query, and a ticket may have more replies times contacts. */
const keysAtOnce = 500;

async function itemsBy(
  queries: Queries,
  column: 'key' | 'queueKey',
  keys: readonly string[],
): Promise<Prisma.OutboxItemGetPayload<object>[]> {
  const rows: Prisma.OutboxItemGetPayload<object>[] = [];
  for (let from = 0; from < keys.length; from += keysAtOnce) {
    const some = keys.slice(from, from + keysAtOnce);
    rows.push(...(await queries.outboxItem.findMany({ where: { [column]: { in: some } } })));
  }
  return rows;
}

/** By the reply's id: what became of the last mail to each contact. */
export async function deliveriesOf(
  queries: Queries,
  which: { ticketIds: readonly string[]; messageIds: readonly string[] },
): Promise<ReadonlyMap<string, Delivery[]>> {
  const mails = await replyMails(queries, which);
  const people = await queries.contact.findMany({
    where: { id: { in: [...new Set(mails.map(({ contactId }) => contactId))] } },
    select: { id: true, name: true, email: true },
    orderBy: { email: 'asc' },
  });
  const found = new Map<string, Delivery[]>();
  for (const messageId of which.messageIds) {
    const deliveries = people.flatMap(({ id, name, email }) => {
      const last = mails.findLast((mail) => mail.messageId === messageId && mail.contactId === id);
      return last ? [{ to: { name: name ?? email, email }, ...stateOf(last) }] : [];
    });
    if (deliveries.length > 0) found.set(messageId, deliveries);
  }
  return found;
}

function stateOf({ state, lastError, createdAt, doneAt, result }: ReplyMail): Omit<Delivery, 'to'> {
  const { skipped } = (result ?? {}) as { skipped?: unknown };
  const at = (doneAt ?? createdAt).toISOString();
  if (typeof skipped === 'string') return { state: 'skipped', at, reason: skipped };
  return { state: states[state] ?? 'unclear', at, reason: lastError };
}

/** Whoever is on these tickets, or was. */
async function everContacts(queries: Queries, ticketIds: readonly string[]): Promise<string[]> {
  const [on, requesters, events] = await Promise.all([
    queries.ticketContact.findMany({
      where: { ticketId: { in: [...ticketIds] } },
      select: { contactId: true },
    }),
    queries.ticket.findMany({ where: { id: { in: [...ticketIds] } }, select: { requesterId: true } }),
    queries.auditEvent.findMany({
      where: {
        ticketId: { in: [...ticketIds] },
        action: { in: ['ticket.contactsChanged', 'ticket.tookIn', 'ticket.gaveBack'] },
      },
      select: { change: true },
    }),
  ]);
  const changed = events.flatMap(({ change }) => {
    const { addedIds, removedIds, joined, left } = (change ?? {}) as Record<string, unknown>;
    return [addedIds, removedIds, joined, left].flatMap((ids) => (Array.isArray(ids) ? ids.map(String) : []));
  });
  return [
    ...new Set([
      ...on.map(({ contactId }) => contactId),
      ...requesters.flatMap(({ requesterId }) => requesterId ?? []),
      ...changed,
    ]),
  ];
}
