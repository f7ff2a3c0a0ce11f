/** Taking a person's words out of the audit trail, in a way that the trail itself tells and proves. */
import type { Prisma } from '@postern/prisma';
import { z } from 'zod';
import type { Queries, Work } from '../context.ts';
import { type HashedEvent, hashOf, recordEvent, redaction } from './record-event.ts';

/** An event that holds less than was written, and the event that says so. */
export interface Redacted {
  seq: number;
  by: number;
}

/** In one event of the trail. */
const mostInOne = 500;

/** Each redacted event's seq, and the hash of what stands there since. */
const redactionChange = z.object({ events: z.array(z.tuple([z.number(), z.string()])) });

type Row = HashedEvent & { seq: number; redactedIn: number | null };

/**
 * Puts another `change` in the place of what these events hold. Their own hashes stay, and so does the chain; events
 * at its end name each of them with the hash of what it holds from now on. What was there cannot be guessed from its
 * hash, for the salt goes with it.
 */
export async function redactEvents(
  work: Work,
  { target, events }: { target: string; events: readonly { seq: number; change: Prisma.InputJsonObject }[] },
): Promise<void> {
  for (let from = 0; from < events.length; from += mostInOne) {
    const some = events.slice(from, from + mostInOne);
    const rows = await work.tx.auditEvent.findMany({ where: { seq: { in: some.map(({ seq }) => seq) } } });
    const rowOf = new Map(rows.map((row) => [row.seq, row]));
    const digests = some.map(({ seq, change }) => {
      const row = rowOf.get(seq);
      if (!row || row.action === redaction) throw new Error(`Event ${seq} cannot be redacted.`);
      return [seq, hashOf({ ...row, change, salt: null })];
    });
    const redactedIn = await recordEvent(work, { action: redaction, target, change: { events: digests } });
    for (const { seq, change } of some)
      await work.tx.auditEvent.update({ where: { seq }, data: { change, salt: null, redactedIn } });
  }
}

/** For these rows: the seq of the later event that says that a row holds what it holds, or null where none does. */
export async function redactionsFor(
  queries: Queries,
  rows: readonly Row[],
): Promise<(row: Row, digest: string) => number | null> {
  const seqs = [...new Set(rows.flatMap(({ redactedIn }) => redactedIn ?? []))];
  const digests = new Map<number, Map<number, string>>();
  for (const seq of seqs) {
    const event = await queries.auditEvent.findUnique({ where: { seq } });
    // That it stands in the chain is looked at when its own turn comes; that it is what was written, here.
    if (event?.action !== redaction || hashOf(event) !== event.hash) continue;
    digests.set(seq, new Map(redactionChange.parse(event.change).events));
  }
  return ({ seq, redactedIn }, digest) =>
    redactedIn !== null && redactedIn > seq && digests.get(redactedIn)?.get(seq) === digest
      ? redactedIn
      : null;
}
