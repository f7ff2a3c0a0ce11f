/** Whether the audit trail is whole: every event as it was written, each holding on to the one before. */
import type { Queries } from '../context.ts';
import { beginning, hashOf } from './record-event.ts';
import { type Redacted, redactionsFor } from './redact-events.ts';

/** An event of the trail and its hash. Noted down elsewhere, it shows later that the trail up to it is the same. */
export interface Anchor {
  seq: number;
  hash: string;
}

export interface WholeAudit {
  isWhole: true;
  events: number;
  last: Anchor | null;
  /** Events that hold less than was written, as a later event of the trail says of them, word for word. */
  redacted: Redacted[];
}

export interface BrokenAudit {
  isWhole: false;
  brokenSeq: number;
  /** `changed`: this event is not what was written; `gap`: it does not follow the one that stands before it. */
  reason: 'changed' | 'gap';
  /** The hash that stands there: the event's own, or what it names as the one before. */
  found: string;
  /** The hash that should stand there. */
  expected: string;
}

export type AuditCheck =
  /** `last` is worth noting down elsewhere: a trail whose end was cut off looks whole from inside. */
  WholeAudit | BrokenAudit;

const batch = 1_000;

/** Reads the whole trail in its order and names the first event that is not right. */
export async function verifyAudit(queries: Queries): Promise<AuditCheck> {
  let events = 0;
  let last: Anchor | null = null;
  const redacted: Redacted[] = [];
  for (;;) {
    const part = await verifyPart(queries, last, batch);
    if (!part.isWhole) return part;
    events += part.events;
    last = part.last;
    redacted.push(...part.redacted);
    if (part.isEnd) return { isWhole: true, events, last, redacted };
  }
}

/** The same of at most `most` events behind one that was looked at before; null for the beginning. */
export async function verifyPart(
  queries: Queries,
  after: Anchor | null,
  most: number,
): Promise<(WholeAudit & { isEnd: boolean }) | BrokenAudit> {
  let last = after;
  let events = 0;
  const redacted: Redacted[] = [];
  while (events < most) {
    const rows = await queries.auditEvent.findMany({
      where: { seq: { gt: last?.seq ?? 0 } },
      orderBy: { seq: 'asc' },
      take: Math.min(batch, most - events),
    });
    if (rows.length === 0) return { isWhole: true, events, last, redacted, isEnd: true };
    const redactionOf = await redactionsFor(queries, rows);
    for (const row of rows) {
      const { seq, hash, prevHash } = row;
      const own = hashOf(row);
      const by = own === hash ? null : redactionOf(row, own);
      if (by !== null) redacted.push({ seq, by });
      else if (own !== hash)
        return { isWhole: false, brokenSeq: seq, reason: 'changed', found: hash, expected: own };
      const before = last?.hash ?? beginning;
      if (prevHash !== before)
        return { isWhole: false, brokenSeq: seq, reason: 'gap', found: prevHash, expected: before };
      last = { seq, hash };
      events += 1;
    }
  }
  return { isWhole: true, events, last, redacted, isEnd: false };
}

/** Whether an event that was noted down is still in the trail, `changed`, or `missing`. */
export async function checkAnchor(
  queries: Queries,
  { seq, hash }: Anchor,
): Promise<'kept' | 'changed' | 'missing'> {
  const event = await queries.auditEvent.findUnique({ where: { seq }, select: { hash: true } });
  if (!event) return 'missing';
  return event.hash === hash ? 'kept' : 'changed';
}
