/** Which database engine an address means. */
export type Engine = 'sqlite' | 'postgresql';

/** Throws a sentence for an address that is neither `file:` and a path nor `postgresql://`. */
export function engineOf(url: string): Engine {
  // SQLite takes an empty path for a private database that is gone at the end of the process.
  if (url.startsWith('file:') && sqliteFile(url).trim() !== '') return 'sqlite';
  if (/^postgres(ql)?:\/\//.test(url)) return 'postgresql';
  throw new Error('DATABASE_URL must be "file:" and a path (SQLite), or begin with "postgresql://".');
}

/** The path in a `file:` address, taken literally: spaces and percent signs are part of the name. */
export function sqliteFile(url: string): string {
  return url.replace(/^file:(\/\/(?=\/))?/, '');
}
