/** Whether the audit trail is whole: every event as it was written, each holding on to the one before. */
import type { Queries } from '../context.ts';
import { beginning, hashOf } from './record-event.ts';

export type AuditCheck =
  /** `last` is worth noting down elsewhere: a trail whose end was cut off looks whole from inside. */
  | { isWhole: true; events: number; last: { seq: number; hash: string } | null }
  /** `changed`: this event is not what was written; `gap`: it does not follow the one that stands before it. */
  | { isWhole: false; brokenSeq: number; reason: 'changed' | 'gap' };

const batch = 1_000;

/** Reads the whole trail in its order and names the first event that is not right. */
export async function verifyAudit(queries: Queries): Promise<AuditCheck> {
  let events = 0;
  let seq = 0;
  let hash = beginning;
  for (;;) {
    const rows = await queries.auditEvent.findMany({
      where: { seq: { gt: seq } },
      orderBy: { seq: 'asc' },
      take: batch,
    });
    for (const row of rows) {
      if (hashOf(row) !== row.hash) return { isWhole: false, brokenSeq: row.seq, reason: 'changed' };
      if (row.prevHash !== hash) return { isWhole: false, brokenSeq: row.seq, reason: 'gap' };
      ({ seq, hash } = row);
      events += 1;
    }
    if (rows.length < batch) return { isWhole: true, events, last: events > 0 ? { seq, hash } : null };
  }
}
