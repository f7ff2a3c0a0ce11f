/** The doctor looks at the database: whether it is sound, of this release, and whether its parts agree. */
import { type Core, isLoopback, verifyPart } from '@postern/core';
import {
  type Db,
  MigrationRefused,
  migrationsFolder,
  migrationsIn,
  missingMigrations,
} from '@postern/prisma';
import { type Check, counted, fail, ok, warn } from './check.ts';

const restore = 'Stop the desk and restore a backup: npx postern-server restore FILE';

/** SQLite reads every page, and every reference between rows. */
export async function checkIntegrity({ engine, read }: Db): Promise<Check> {
  const name = 'database';
  if (engine !== 'sqlite') {
    await read.$queryRaw`SELECT 1`;
    return ok(name, 'PostgreSQL answers; it looks after its own pages.');
  }
  const pages = await read.$queryRaw<Record<string, string>[]>`PRAGMA integrity_check(3)`;
  const faults = pages.map((row) => Object.values(row)[0]).filter((text) => text !== 'ok');
  if (faults.length > 0) return fail(name, `The database is damaged: ${faults.join('; ')}.`, restore);
  const loose = await read.$queryRaw<{ table: string }[]>`PRAGMA foreign_key_check`;
  if (loose.length > 0)
    return fail(
      name,
      `${counted(loose.length, 'row')} point at nothing, the first in ${loose[0]?.table}.`,
      restore,
    );
  return ok(name, 'Every page is sound, and every row points at one that is there.');
}

export async function checkMigrations({ engine, read }: Db): Promise<Check> {
  const name = 'migrations';
  try {
    const recorded = await read.$queryRaw<{ migration_name: string; checksum: string }[]>`
      SELECT "migration_name", "checksum" FROM "_prisma_migrations"`;
    const missing = missingMigrations(recorded, migrationsIn(migrationsFolder, engine));
    if (missing.length === 0) return ok(name, 'The database is of this release.');
    return fail(
      name,
      `${counted(missing.length, 'migration')} have not been applied.`,
      'Stop the desk, make a backup, then: npx postern-server migrate',
    );
  } catch (error) {
    if (error instanceof MigrationRefused)
      return fail(name, error.message, 'Use the release that made this database.');
    return fail(name, 'The database holds no desk.', 'Make one with: npx postern-server init');
  }
}

const searched = [
  ['TicketSearch', 'Ticket', `AND o."hidden" IS NOT 'PURGED'`],
  ['MessageSearch', 'Message', ''],
  ['NoteSearch', 'Note', ''],
] as const;

/** Each ticket, message and note has its words in the search index, and nothing else has. */
export async function checkSearch({ engine, read }: Db): Promise<Check> {
  const name = 'search index';
  let missing = 0;
  let left = 0;
  for (const [index, table, besides] of searched) {
    // SQLite keeps one row of sizes for each indexed row; the index itself holds no text to look at.
    const [rows, id] = engine === 'sqlite' ? [`${index}_docsize`, 'id'] : [index, 'rowid'];
    const only = engine === 'sqlite' ? besides : besides.replace('IS NOT', 'IS DISTINCT FROM');
    const [row] = await read.$queryRawUnsafe<{ missing: bigint; left: bigint }[]>(`SELECT
      (SELECT count(*) FROM "${table}" o WHERE NOT EXISTS (SELECT 1 FROM "${rows}" s WHERE s."${id}" = o."seq") ${only}) AS "missing",
      (SELECT count(*) FROM "${rows}" s WHERE NOT EXISTS (SELECT 1 FROM "${table}" o WHERE o."seq" = s."${id}")) AS "left"`);
    missing += Number(row?.missing ?? 0);
    left += Number(row?.left ?? 0);
  }
  if (missing + left === 0)
    return ok(name, 'Every ticket, message and note can be found, and nothing besides.');
  return fail(
    name,
    `${counted(missing, 'text')} cannot be found, and ${counted(left, 'entry')} belong to nothing.`,
    restore,
  );
}

const stuckAfterMs = 10 * 60_000;

export async function checkOutbox({ read }: Db, now: Date): Promise<Check> {
  const name = 'outbox';
  const late = new Date(now.getTime() - stuckAfterMs);
  // What stands behind one that is tried again is not late itself.
  const [row] = await read.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS "count" FROM "OutboxItem" o
    WHERE ((o."state" IN ('PENDING', 'AMBIGUOUS') AND o."dueAt" < ${late})
        OR (o."state" = 'IN_FLIGHT' AND o."leaseUntil" < ${late}))
      AND NOT EXISTS (SELECT 1 FROM "OutboxItem" p WHERE p."queueKey" = o."queueKey" AND p."seq" < o."seq"
        AND p."state" IN ('PENDING', 'IN_FLIGHT', 'AMBIGUOUS'))`;
  const stuck = Number(row?.count ?? 0);
  const tried = await read.outboxItem.count({ where: { state: 'PENDING', attempts: { gt: 0 } } });
  const dead = await read.outboxItem.count({ where: { state: 'DEAD' } });
  const parked = await read.outboxItem.count({ where: { state: 'PARKED' } });
  const unheard = await read.slackEvent.count({ where: { state: 'DEAD' } });
  if (stuck > 0)
    return fail(
      name,
      `${counted(stuck, 'item')} should have left more than 10 minutes ago.`,
      'Start the desk, or look at its log for why the worker stands still.',
    );
  if (dead + parked + tried > 0)
    return warn(
      name,
      `${counted(dead, 'item')} failed for good, ${counted(parked, 'item')} wait for somebody, ${tried} are tried again.`,
      'See why: postern outbox list',
    );
  if (unheard > 0)
    return warn(
      name,
      `${counted(unheard, 'event')} of Slack could not be handled in five tries.`,
      'Look in the log for "an event of Slack is tried again"; what people wrote is still in Slack.',
    );
  return ok(name, 'Nothing is late, and nothing failed.');
}

const lastEvents = 2_000;

/** The end of the trail; the whole of it takes its time, and is for `postern audit verify`. */
export async function checkTrail({ read }: Db): Promise<Check> {
  const name = 'audit trail';
  const [before] = await read.auditEvent.findMany({
    orderBy: { seq: 'desc' },
    skip: lastEvents,
    take: 1,
    select: { seq: true, hash: true },
  });
  const part = await verifyPart(read, before ?? null, lastEvents);
  if (part.isWhole) return ok(name, `The last ${counted(part.events, 'event')} are as they were written.`);
  return fail(
    name,
    `Event ${part.brokenSeq} of the audit trail was changed, or one before it is missing.`,
    'Look at it: postern audit verify',
  );
}

const toleranceMs = 60_000;

export async function checkClock({ read }: Db, now: Date): Promise<Check> {
  const name = 'clock';
  const last = await read.auditEvent.findFirst({ orderBy: { seq: 'desc' }, select: { at: true } });
  const ahead = last ? last.at.getTime() - now.getTime() : 0;
  if (ahead > toleranceMs)
    return fail(
      name,
      `This machine says ${now.toISOString()}, and the desk last wrote at ${last?.at.toISOString()}.`,
      'Set the clock of this machine right.',
    );
  return ok(name, `This machine says ${now.toISOString()}.`);
}

/** The sample desk's passwords are known to everybody. */
export function checkSample({ config, isSampleDesk }: Pick<Core, 'config' | 'isSampleDesk'>): Check {
  const name = 'sample desk';
  if (!isSampleDesk) return ok(name, 'This is no sample desk.');
  if (!isLoopback(config.host))
    return fail(
      name,
      `This is the sample desk, and it listens on ${config.host}.`,
      'Make a desk of your own, for these passwords are public: npx postern-server init',
    );
  return ok(name, 'This is the sample desk, for this machine alone.');
}
