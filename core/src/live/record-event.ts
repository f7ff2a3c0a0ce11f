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
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

const beginning = '0'.repeat(64);

/**
 * Writes one event and rings for those who watch. Its `seq` is the live cursor, so events must become
 * visible in the order of their seq: SQLite has one writer; PostgreSQL takes a lock until the commit.
 */
export async function recordEvent(work: Work, event: EventRecord): Promise<number> {
  if (work.core.db.engine === 'postgresql') {
    await work.tx.$executeRaw`SELECT pg_advisory_xact_lock(4312)`;
  }
  const [last] = await work.tx.$queryRaw<{ hash: string }[]>`
    SELECT "hash" FROM "AuditEvent" ORDER BY "seq" DESC LIMIT 1`;
  const prevHash = last?.hash ?? beginning;
  const row = {
    at: work.now,
    actor: work.actor,
    action: event.action,
    target: event.target,
    ticketId: event.ticketId ?? null,
    change: (event.change ?? {}) as Prisma.InputJsonObject,
    prevHash,
  };
  const hash = createHash('sha256')
    .update(canonicalJson([...Object.values(row)]))
    .digest('hex');
  const { seq } = await work.tx.auditEvent.create({ data: { ...row, hash }, select: { seq: true } });
  work.rings.changes = true;
  return seq;
}
