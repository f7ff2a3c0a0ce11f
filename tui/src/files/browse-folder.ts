/** A path that is being typed: which folder it is in, and what in that folder it may become. */
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Something in a folder. */
export interface FolderEntry {
  name: string;
  isFolder: boolean;
  /** Null for a folder, and for what cannot be looked at. */
  bytes: number | null;
}

export interface TypedPath {
  /** The folder, whole. */
  folder: string;
  /** What was typed behind it. */
  rest: string;
}

/** Reads `~/do`, `/tmp/x` and `x`; a path that begins anew in the middle, as in `~/a//tmp`, counts from there. */
export function readPath(typed: string, place: { home: string; folder: string }): TypedPath {
  const anew = Math.max(typed.lastIndexOf('//') + 1, typed.lastIndexOf('/~') + 1);
  const text = typed.slice(anew);
  const path = text === '~' || text.startsWith('~/') ? `${place.home}/${text.slice(2)}` : text;
  // What stands behind the last slash is kept as it is: a dot alone asks for hidden files.
  const end = path.lastIndexOf('/') + 1;
  return { folder: resolve(place.folder, path.slice(0, end)), rest: path.slice(end) };
}

/** The path as people write it, with `~` for the home folder; a folder ends with `/`. */
export function shownPath(path: string, home: string, isFolder = false): string {
  const short = path === home ? '~' : path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
  return isFolder && !short.endsWith('/') ? `${short}/` : short;
}

// A folder of a hundred thousand files is still offered at once; whoever types finds the others.
const mostLookedAt = 300;

/** What is in the folder, folders first. Throws what the file system throws. */
export async function entriesIn(folder: string): Promise<FolderEntry[]> {
  const found = await readdir(folder, { withFileTypes: true });
  const sorted = found.toSorted((a, b) => a.name.localeCompare(b.name));
  const entries = await Promise.all(
    sorted.map(async (each, index): Promise<FolderEntry> => {
      const { name } = each;
      const mayLead = each.isSymbolicLink() || each.isFile();
      if (!mayLead || index >= mostLookedAt) return { name, isFolder: each.isDirectory(), bytes: null };
      const facts = await stat(join(folder, name)).catch(() => null);
      const isFolder = facts?.isDirectory() ?? false;
      return { name, isFolder, bytes: facts && !isFolder ? facts.size : null };
    }),
  );
  return entries.toSorted((a, b) => Number(b.isFolder) - Number(a.isFolder));
}

/** Those that fit what was typed: what begins so first, hidden ones only where a dot was typed. */
export function entriesFor(entries: readonly FolderEntry[], rest: string): readonly FolderEntry[] {
  const word = rest.toLowerCase();
  const fits = entries.filter(
    ({ name }) => (rest.startsWith('.') || !name.startsWith('.')) && name.toLowerCase().includes(word),
  );
  const begins = ({ name }: FolderEntry) => name.toLowerCase().startsWith(word);
  return fits.toSorted((a, b) => Number(begins(b)) - Number(begins(a)));
}

/** How far all of them go on alike: what Tab can type. */
export function commonStart(entries: readonly FolderEntry[], rest: string): string {
  const names = entries.map(({ name }) => name).filter((name) => name.startsWith(rest));
  const [first, ...others] = names;
  if (first === undefined) return rest;
  let length = first.length;
  for (const name of others) {
    let same = 0;
    while (same < length && name[same] === first[same]) same += 1;
    length = same;
  }
  return first.slice(0, length);
}
