/** What the audit trail holds of an erased person: found, and taken out by a redaction that the trail tells. */
import { Prisma } from '@postern/prisma';
import type { Queries, Work } from '../context.ts';
import { canonicalJson, redaction } from '../live/record-event.ts';
import { redactEvents } from '../live/redact-events.ts';
import { erasedName, erasedText, mapStrings } from './erased-words.ts';
import { holdsAny, inSlices, type Person } from './person.ts';

/** What of a ticket counts as what the person said of themselves. */
export interface TheirTicket {
  /** Whether it stands in their name, or they opened it. */
  isTheirs: boolean;
  /** Keys of properties that the desk alone answers; any other answer on their ticket was theirs. */
  desksKeys: ReadonlySet<string>;
}

interface Event {
  seq: number;
  actor: string;
  action: string;
  target: string;
  change: Prisma.JsonValue;
}

/** Answers how many events of a ticket held something of them. */
export async function redactTicket(
  work: Work,
  person: Person,
  { ticketId, ...ticket }: TheirTicket & { ticketId: string },
): Promise<number> {
  const events = await work.tx.auditEvent.findMany({ where: { ticketId } });
  return redact(work, person, events, (event) => ticketChange(event, person, ticket));
}

/** Events about no ticket of theirs that name them, by seq: found before the transaction, as every event is looked at. */
export async function eventsNaming(
  queries: Queries,
  person: Person,
  ticketIds: readonly string[],
): Promise<number[]> {
  const { contactId, addresses } = person;
  const rows = await inSlices(
    queries,
    'AuditEvent',
    (slice) =>
      queries.$queryRaw<{ seq: bigint | number; ticketId: string | null }[]>`
        SELECT e."seq", e."ticketId" FROM "AuditEvent" e
        WHERE ${slice(Prisma.sql`e."seq"`)} AND e."action" <> ${redaction}
          AND (e."actor" = ${`contact:${contactId}`} OR e."target" = ${`contact:${contactId}`}
            OR ${holdsAny(Prisma.sql`e."change"`, [contactId, ...addresses])})`,
  );
  const theirs = new Set(ticketIds);
  return rows.filter(({ ticketId }) => !ticketId || !theirs.has(ticketId)).map(({ seq }) => Number(seq));
}

/** Answers how many of these events held something of them. */
export async function redactElsewhere(work: Work, person: Person, seqs: readonly number[]): Promise<number> {
  const events = await work.tx.auditEvent.findMany({ where: { seq: { in: [...seqs] } } });
  return redact(work, person, events, (event) => elsewhereChange(event, person));
}

async function redact(
  work: Work,
  { contactId }: Person,
  events: readonly Event[],
  changeOf: (event: Event) => unknown,
): Promise<number> {
  const redacted = events
    .map((event) => ({ event, change: changeOf(event) }))
    .filter(({ event, change }) => canonicalJson(change) !== canonicalJson(event.change))
    .map(({ event, change }) => ({ seq: event.seq, change: change as Prisma.InputJsonObject }));
  await redactEvents(work, { target: `contact:${contactId}`, events: redacted });
  return redacted.length;
}

function ticketChange(event: Event, person: Person, { isTheirs, desksKeys }: TheirTicket): unknown {
  // Names of agents and teams alone.
  if (event.action === 'ticket.assigned') return event.change;
  const { values, ...facts } = (event.change ?? {}) as { values?: Record<string, string | null> };
  const change = mapStrings(facts, (text, key) =>
    key === 'by' ? doer(event, person, text) : person.scrub.names(text),
  ) as object;
  if (!values) return change;
  const kept = Object.entries(values).map(([key, value]) => [
    key,
    value !== null && isTheirs && !desksKeys.has(key) ? erasedText : mapStrings(value, person.scrub.all),
  ]);
  return { ...change, values: Object.fromEntries(kept) };
}

function elsewhereChange(event: Event, person: Person): unknown {
  const isAboutThem = event.target === `contact:${person.contactId}`;
  if (event.action === 'contact.changed' && isAboutThem)
    return mapStrings(event.change, (text, key) => (key === 'by' ? text : erasedText));
  const listsThem = JSON.stringify(event.change).includes(person.contactId);
  return mapStrings(event.change, (text, key) => {
    if (key === 'by') return doer(event, person, text);
    return isAboutThem || listsThem ? person.scrub.names(text) : person.scrub.addresses(text);
  });
}

/** Somebody else may have the same name. */
function doer({ actor }: Event, { contactId }: Person, name: string): string {
  return actor === `contact:${contactId}` ? erasedName : name;
}
