/** Looks at a SQLite file before the desk trusts it. */
import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { engineOf, sqliteFile } from './engine.ts';

/**
 * Answers null when the database can be used (a missing file can), else what is wrong with it in SQLite's words.
 * `quick_check` reads every page, so it runs only on files up to `fullCheckBytes`; above it the schema is read.
 */
export function findDamage(url: string, fullCheckBytes = 64 * 1024 * 1024): string | null {
  if (engineOf(url) !== 'sqlite') return null;
  const file = sqliteFile(url);
  if (!existsSync(file) || statSync(file).size === 0) return null;
  let db: Database.Database | undefined;
  try {
    db = new Database(file);
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    if (statSync(file).size > fullCheckBytes) return null;
    const answer = db.pragma('quick_check(1)', { simple: true }) as string;
    return answer === 'ok' ? null : oneLine(answer);
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB'))
      return (error as Error).message;
    throw error;
  } finally {
    db?.close();
  }
}

/** SQLite puts a heading over what it found. */
function oneLine(answer: string): string {
  return answer.replace(/^\*{3}.*?\*{3}\s+/, '').replaceAll(/\s+/g, ' ');
}
