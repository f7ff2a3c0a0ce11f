/** What happened since a moment that may bear on what one contact saw: looked for before a transaction holds up others. */
import { Prisma } from '@postern/prisma';
import type { Queries } from '../context.ts';

export interface Later {
  seq: number;
  at: Date;
  action: string;
  target: string;
  ticketId: string | null;
  change: Record<string, unknown>;
}

interface Who {
  contactId: string;
  portalId: string;
}

const eventsAtOnce = 20_000;

/** By the portal, its lists, the contact and the contact's tickets. Answers up to which event it looked. */
export async function laterEvents(
  queries: Queries,
  who: Who,
  at: Date,
): Promise<{ events: Later[]; until: number }> {
  const last = await queries.auditEvent.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true } });
  const until = last?.seq ?? 0;
  const events: Later[] = [];
  // A part at a time: while SQLite reads, nobody else is served.
  for (let from: Date | null = at; from !== null; ) {
    const next: { at: Date } | null = await queries.auditEvent.findFirst({
      where: { at: { gt: from } },
      orderBy: [{ at: 'asc' }, { seq: 'asc' }],
      skip: eventsAtOnce,
      select: { at: true },
    });
    const isBefore = next ? Prisma.sql`AND e."at" <= ${next.at}` : Prisma.empty;
    const part = Prisma.sql`e."at" > ${from} ${isBefore} AND e."seq" <= ${until}`;
    events.push(...(await bearing(queries, who, part)));
    from = next?.at ?? null;
  }
  return { events, until };
}

/** Those that came after that event: a few, for inside the transaction. */
export async function eventsAfter(
  queries: Queries,
  who: Who,
  { at, until }: { at: Date; until: number },
): Promise<Later[]> {
  const events = await bearing(queries, who, Prisma.sql`e."seq" > ${until}`);
  return events.filter((event) => event.at > at);
}

async function bearing(queries: Queries, { contactId, portalId }: Who, part: Prisma.Sql): Promise<Later[]> {
  const rows = await queries.$queryRaw<Row[]>`
    SELECT e."seq", e."at", e."action", e."target", e."ticketId", CAST(e."change" AS TEXT) AS "change"
    FROM "AuditEvent" e
    WHERE ${part} AND (e."target" = ${`portal:${portalId}`}
      OR e."target" = ${`contact:${contactId}`} AND e."action" = 'contact.changed'
      OR e."action" IN ('list.added', 'list.removed', 'list.changed', 'organization.changed', 'inbox.edited')
      OR e."action" IN ('ticket.contactsChanged', 'ticket.gaveBack')
        AND CAST(e."change" AS TEXT) LIKE ${`%"${contactId}"%`})`;
  return rows.map((row) => ({
    ...row,
    seq: Number(row.seq),
    at: new Date(row.at),
    change: JSON.parse(row.change) ?? {},
  }));
}

interface Row extends Omit<Later, 'seq' | 'at' | 'change'> {
  seq: bigint | number;
  at: Date | string;
  change: string;
}
