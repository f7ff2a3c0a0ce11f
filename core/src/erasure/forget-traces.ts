/** What erased words leave behind where no query finds them: contents of files, and pages of the search index. */
import { Prisma } from '@postern/prisma';
import { type Core, inDeskTransaction, type Work } from '../context.ts';
import type { SearchTable } from '../query/search-index.ts';
import { isNamedByFile } from '../tickets/named-files.ts';

/** A content that was stored since is left to the daily sweep: an upload stores first and names afterwards. */
const underWayMs = 60_000;

/** Removes contents that no row names any more. */
export async function removeContents(core: Core, contents: Iterable<string>): Promise<void> {
  const before = new Date(core.clock.now().getTime() - underWayMs);
  for (const sha256 of contents)
    await core.files.remove(sha256, before, (content) => isNamedByFile(core.db.read, content));
}

const key = 'search.forgets';
const tables: readonly SearchTable[] = ['TicketSearch', 'MessageSearch', 'NoteSearch'];

/** Written down with the erasure, so that the search index is put in order however often the desk stops meanwhile. */
export async function rememberTraces({ core, tx, now }: Work): Promise<void> {
  if (core.db.engine !== 'sqlite') return;
  const value = { since: now.toISOString(), begun: [] as string[] };
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

/** Whether SQLite writes zeros over whole pages that become free too; else they stay in the file until they are needed. */
export async function writeOver({ core, tx }: Pick<Work, 'core' | 'tx'>, isOn: boolean): Promise<void> {
  if (core.db.engine === 'sqlite')
    await tx.$queryRaw`PRAGMA secure_delete = ${Prisma.raw(isOn ? 'ON' : 'FAST')}`;
}

/** About a megabyte of the index: milliseconds, for everybody else waits. */
const pagesAtOnce = 250;

/**
 * Writes the parts of the search index anew that still hold words of rows which are gone: SQLite marks these words as
 * gone and keeps them until then. At most `most` pieces; housework does the rest. PostgreSQL does it by itself.
 */
export async function forgetTraces(core: Core, most = 40): Promise<void> {
  for (let piece = 0; piece < most; piece += 1) {
    const isDone = await nextPiece(core);
    if (isDone) return;
  }
}

async function nextPiece(core: Core): Promise<boolean> {
  // Asked by the reader first: a desk at rest must not write every minute.
  if (core.db.engine !== 'sqlite' || !(await core.db.read.setting.findUnique({ where: { key } })))
    return true;
  return inDeskTransaction(core, async ({ tx }) => {
    await writeOver({ core, tx }, true);
    const row = await tx.setting.findUnique({ where: { key } });
    if (!row) return true;
    const { begun, ...rest } = row.value as { since: string; begun: string[] };
    for (const table of tables) {
      const isBegun = begun.includes(table);
      // The first call puts all segments on one level, the next ones merge them.
      const did = await merge({ tx }, table, isBegun ? pagesAtOnce : -pagesAtOnce);
      if (!isBegun) begun.push(table);
      else if (!did) continue;
      await tx.setting.update({ where: { key }, data: { value: { ...rest, begun } } });
      await writeOver({ core, tx }, false);
      return false;
    }
    await tx.setting.delete({ where: { key } });
    await writeOver({ core, tx }, false);
    return true;
  });
}

/** Answers whether there was anything to merge. */
async function merge({ tx }: Pick<Work, 'tx'>, table: SearchTable, pages: number): Promise<boolean> {
  const name = Prisma.raw(`"${table}"`);
  const before = await changes({ tx });
  await tx.$executeRaw`INSERT INTO ${name} (${name}, rank) VALUES ('merge', ${pages})`;
  // The statement itself counts as one (https://sqlite.org/fts5.html#the_merge_command).
  return (await changes({ tx })) - before >= 2;
}

async function changes({ tx }: Pick<Work, 'tx'>): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: bigint | number }[]>`SELECT total_changes() AS "count"`;
  return Number(row?.count ?? 0);
}
