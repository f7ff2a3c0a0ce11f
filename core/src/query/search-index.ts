/** Keeps the words of subjects, messages and notes, and asks for them. The engines differ here and nowhere else. */
import { type Db, Prisma } from '@postern/prisma';
import type { Core, Work } from '../context.ts';
import { fts5Query, holdsPhrase, searchPhrase, searchWords, tsQuery } from './search-words.ts';

export type SearchTable = 'TicketSearch' | 'MessageSearch' | 'NoteSearch';

/** Stores the words of a new row under its `seq`. */
export async function indexWords(work: Work, table: SearchTable, seq: number, text: string): Promise<void> {
  const words = searchWords(text).join(' ');
  const name = Prisma.raw(`"${table}"`);
  if (work.core.db.engine === 'sqlite') {
    await work.tx.$executeRaw`INSERT INTO ${name} (rowid, "words") VALUES (${seq}, ${words})`;
  } else {
    await work.tx
      .$executeRaw`INSERT INTO ${name} (rowid, "words") VALUES (${seq}, to_tsvector('simple', ${words}))`;
  }
}

/** Forgets the words of rows that go. */
export async function forgetWords(work: Work, table: SearchTable, seqs: readonly number[]): Promise<void> {
  const name = Prisma.raw(`"${table}"`);
  for (const seq of seqs) await work.tx.$executeRaw`DELETE FROM ${name} WHERE rowid = ${seq}`;
}

/**
 * A condition that is true where the row `seq` of `table` holds the words in this order; the last word may be
 * unfinished. Null when the text has nothing to search for.
 */
export function holdsWords(core: Core, table: SearchTable, seq: Prisma.Sql, text: string): Prisma.Sql | null {
  const rows = rowsWithWords(core, table, text);
  return rows && Prisma.sql`${seq} IN (${rows})`;
}

/** The `seq` of every row of `table` that holds the words so. Null when the text has nothing to search for. */
export function rowsWithWords(core: Core, table: SearchTable, text: string): Prisma.Sql | null {
  const words = searchPhrase(text);
  if (!words) return null;
  const name = Prisma.raw(`"${table}"`);
  return core.db.engine === 'sqlite'
    ? Prisma.sql`SELECT rowid FROM ${name} WHERE ${name} MATCH ${fts5Query(words)}`
    : Prisma.sql`SELECT rowid FROM ${name} WHERE "words" @@ to_tsquery('simple', ${tsQuery(words)})`;
}

const sqlName = 'holds_words';

/** Lets SQL ask whether a text holds words as its index would say. PostgreSQL keeps the words of each row anyway. */
export function defineWordSearch(db: Db): void {
  db.defineFunction(sqlName, (text: unknown, phrase: unknown) =>
    Number(typeof text === 'string' && typeof phrase === 'string' && holdsPhrase(text, phrase)),
  );
}

/**
 * The same condition asked of one row alone, for words that very many rows hold: their list takes long, and FTS5
 * makes the whole of it for each row that it is asked about (70 ms of two million rows, measured).
 */
export function textHoldsWords(
  core: Core,
  table: SearchTable,
  row: { column: Prisma.Sql; seq: Prisma.Sql },
  text: string,
): Prisma.Sql {
  const words = searchPhrase(text) ?? [];
  const name = Prisma.raw(`"${table}"`);
  return core.db.engine === 'sqlite'
    ? Prisma.sql`${Prisma.raw(sqlName)}(${row.column}, ${words.join(' ')}) = 1`
    : Prisma.sql`EXISTS (SELECT 1 FROM ${name} s WHERE s.rowid = ${row.seq} AND s."words" @@ to_tsquery('simple', ${tsQuery(words)}))`;
}
