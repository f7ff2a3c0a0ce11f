/** Who is to be erased: what they were ever called, and where they left anything. */
import { Prisma } from '@postern/prisma';
import { accessContact, type Contact } from '../contacts/access-contact.ts';
import type { Queries } from '../context.ts';
import { likeText } from '../query/conditions.ts';
import { erasedName, type Known, type Scrubber, scrubberFor } from './erased-words.ts';

export interface Person extends Known {
  contact: Contact;
  /** The agent who erases, for the events that say so. */
  by: string;
  scrub: Scrubber;
}

/** Throws `CONTACT_NOT_FOUND`, also for one who was erased. */
export async function personToErase(queries: Queries, email: string, by: string): Promise<Person> {
  const contact = await accessContact(queries, email);
  const contactId = contact.id;
  const names = new Set(contact.name === null ? [] : [contact.name]);
  const addresses = new Set([contact.email]);
  const events = await queries.auditEvent.findMany({
    where: {
      OR: [
        { target: `contact:${contactId}`, action: { in: ['contact.changed', 'contact.created'] } },
        { actor: `contact:${contactId}` },
      ],
    },
    select: { action: true, change: true },
  });
  for (const { action, change } of events) {
    const facts = (change ?? {}) as Record<string, unknown>;
    for (const text of stringsIn(action === 'contact.changed' ? facts.name : facts.by)) names.add(text);
    for (const text of stringsIn(action.startsWith('contact.') ? facts.email : null)) addresses.add(text);
  }
  names.delete(erasedName);
  const known = { contactId, names: [...names], addresses: [...addresses] };
  return { ...known, contact, by, scrub: scrubberFor(known) };
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
}

/** Every ticket that they are on, that stands in their name, on which they wrote, or that took such a one in. */
export async function ticketsOf(queries: Queries, contactId: string): Promise<string[]> {
  const [on, named] = await Promise.all([
    queries.ticketContact.findMany({ where: { contactId }, select: { ticketId: true } }),
    queries.ticket.findMany({ where: { requesterId: contactId }, select: { id: true } }),
  ]);
  const wrote = await inSlices(
    queries,
    'Message',
    (slice) =>
      queries.$queryRaw<{ id: string }[]>`
        SELECT DISTINCT cv."ticketId" AS "id" FROM "Message" m JOIN "Conversation" cv ON cv."id" = m."conversationId"
        WHERE m."contactId" = ${contactId} AND cv."ticketId" IS NOT NULL AND ${slice(Prisma.sql`m."seq"`)}`,
  );
  const ids = new Set([...on.map(({ ticketId }) => ticketId), ...[...named, ...wrote].map(({ id }) => id)]);
  for (let looked: string[] = [...ids]; looked.length > 0; ) {
    const rows = await queries.ticket.findMany({
      where: { id: { in: looked }, mergedIntoId: { not: null } },
      select: { mergedIntoId: true },
    });
    looked = rows.flatMap(({ mergedIntoId }) => (mergedIntoId && !ids.has(mergedIntoId) ? mergedIntoId : []));
    for (const id of looked) ids.add(id);
  }
  return [...ids].sort();
}

const sliceRows = 20_000;

/**
 * Looks through a whole table, a part at a time: no index leads to what a text holds, and while SQLite reads, nobody
 * else is served.
 */
export async function inSlices<T>(
  queries: Queries,
  table: 'Message' | 'AuditEvent' | 'OutboxItem' | 'SlackEvent',
  rowsIn: (slice: (seq: Prisma.Sql) => Prisma.Sql) => Promise<T[]>,
): Promise<T[]> {
  const [row] = await queries.$queryRaw<{ last: bigint | number | null }[]>`
    SELECT max("seq") AS "last" FROM ${Prisma.raw(`"${table}"`)}`;
  const last = Number(row?.last ?? 0);
  const found: T[] = [];
  for (let from = 0; from < last; from += sliceRows)
    found.push(...(await rowsIn((seq) => Prisma.sql`${seq} > ${from} AND ${seq} <= ${from + sliceRows}`)));
  return found;
}

/**
 * True where a column holds one of these texts, whatever the case of its letters a to z, also as a part of something
 * longer: it finds candidates, and the whole address decides.
 */
export function holdsAny(column: Prisma.Sql, texts: readonly string[]): Prisma.Sql {
  const each = texts.map((text) => {
    // As it stands in JSON, where a quotation mark is two signs.
    const written = JSON.stringify(text).slice(1, -1);
    return Prisma.sql`lower(CAST(${column} AS TEXT)) LIKE lower(${`%${likeText(written)}%`}) ESCAPE '\\'`;
  });
  return each.length === 0 ? Prisma.sql`1 = 0` : Prisma.sql`(${Prisma.join(each, ' OR ')})`;
}
