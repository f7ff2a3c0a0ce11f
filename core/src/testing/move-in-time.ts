/** A whole desk, moved in time: what happened yesterday as if it had happened today. */
import type { Work } from '../context.ts';
import { beginning, hashOf } from '../live/record-event.ts';

/**
 * Adds `ms` to every moment of a SQLite database and chains its audit trail anew, in this transaction. Moments
 * inside JSON and in texts stay as they are. For desks that nobody has lived in: an anchor of the trail that
 * somebody noted down no longer fits.
 */
export async function moveInTime({ tx }: Work, ms: number): Promise<void> {
  const columns = await tx.$queryRaw<{ table: string; column: string }[]>`
    SELECT t."name" AS "table", c."name" AS "column"
    FROM sqlite_master t JOIN pragma_table_info(t."name") c
    WHERE t."type" = 'table' AND c."type" = 'DATETIME'`;
  for (const [table, moments] of Map.groupBy(columns, (each) => each.table)) {
    const later = moments.map(({ column }) => `"${column}" = "${column}" + ${Math.trunc(ms)}`);
    await tx.$executeRawUnsafe(`UPDATE "${table}" SET ${later.join(', ')}`);
  }
  await chainAnew(tx);
}

async function chainAnew(tx: Work['tx']): Promise<void> {
  const events = await tx.auditEvent.findMany({ orderBy: { seq: 'asc' } });
  let prevHash = beginning;
  const links = events.map((event) => {
    const link = { seq: event.seq, prevHash, hash: hashOf({ ...event, prevHash }) };
    prevHash = link.hash;
    return link;
  });
  await tx.$executeRaw`
    UPDATE "AuditEvent" SET "prevHash" = link."value" ->> 'prevHash', "hash" = link."value" ->> 'hash'
    FROM json_each(${JSON.stringify(links)}) link
    WHERE "AuditEvent"."seq" = link."value" ->> 'seq'`;
}
