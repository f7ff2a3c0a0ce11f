/** The audit trail: one event a change, chained by hashes, in the transaction of the change. */
import { createHash } from 'node:crypto';
import type { Prisma } from '@postern/prisma';
import type { Work } from '../context.ts';

export interface EventRecord {
  action: string;
  target: string;
  ticketId?: string;
  change?: Record<string, unknown>;
}

/** JSON with sorted keys: PostgreSQL stores objects without their order, and the hash must survive that. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part)
            // Prisma loses this one key on the way to the database.
            .filter(([key]) => key !== '__proto__')
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : part,
  );
}

/** In the order it was written: with the key that Prisma loses it cannot even write every object. */
function withoutLostKey(change: Record<string, unknown>): Prisma.InputJsonObject {
  const text = JSON.stringify(change);
  if (!text.includes('"__proto__"')) return change as Prisma.InputJsonObject;
  return JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value));
}

/** What the first event names as the hash before it. */
export const beginning = '0'.repeat(64);

/** What the event of a redaction is called. */
export const redaction = 'audit.redacted';

/** The fields of an event that its hash covers; it covers the events before through `prevHash`. */
export interface HashedEvent {
  at: Date;
  actor: string;
  action: string;
  target: string;
  ticketId: string | null;
  change: unknown;
  prevHash: string;
  /** Null in events of old, and in those that were redacted. */
  salt: string | null;
}

/** SHA-256 over the event's fields in this order. */
export function hashOf(event: HashedEvent): string {
  const { at, actor, action, target, ticketId, change, prevHash, salt } = event;
  const fields = [at, actor, action, target, ticketId, change, prevHash, ...(salt === null ? [] : [salt])];
  return createHash('sha256').update(canonicalJson(fields)).digest('hex');
}

/** Of each transaction under way, the hash of the event that it wrote last: nobody else writes meanwhile. */
const lastHashes = new WeakMap<object, string>();

async function hashBefore({ tx }: Work): Promise<string> {
  const known = lastHashes.get(tx);
  if (known !== undefined) return known;
  const [last] = await tx.$queryRaw<{ hash: string }[]>`
    SELECT "hash" FROM "AuditEvent" ORDER BY "seq" DESC LIMIT 1`;
  return last?.hash ?? beginning;
}

/**
 * Writes one event and rings for those who watch. Its `seq` is the live cursor, so events must become
 * visible in the order of their seq: so they do, because transactions write one after the other.
 */
export async function recordEvent(work: Work, event: EventRecord): Promise<number> {
  const prevHash = await hashBefore(work);
  const row = {
    at: work.now,
    actor: work.actor,
    action: event.action,
    target: event.target,
    ticketId: event.ticketId ?? null,
    change: withoutLostKey(event.change ?? {}),
    prevHash,
    // Whoever knows all of an event but a name could else try names until the hash fits, also after a redaction.
    salt: work.core.ids.secret().slice(0, 22),
  };
  const hash = hashOf(row);
  const { seq } = await work.tx.auditEvent.create({ data: { ...row, hash }, select: { seq: true } });
  lastHashes.set(work.tx, hash);
  work.rings.changes = true;
  return seq;
}
