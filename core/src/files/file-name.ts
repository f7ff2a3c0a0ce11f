/** A file's name as somebody's machine gave it, made fit to be kept, shown and offered for saving. */

/** In characters, as people count them. */
export const longestFileName = 200;

// What hides or reorders: with a right-to-left override, "photo\u202Egnp.exe" reads as a picture. Joiners and
// variation selectors stay: scripts and emoji need them.
const unshown = /[[\p{Cc}\p{Cf}\u2028\u2029]--[\u200c\u200d]]/gv;

/** Never empty, no path, one line, at most `longestFileName` characters of which the ending stays. */
export function cleanFileName(given: string): string {
  const name = given
    // What lies further back can only be cut off.
    .slice(-20_000)
    .toWellFormed()
    .split(/[\\/]/)
    .at(-1)
    ?.replace(unshown, '')
    .replace(/\s+/g, ' ')
    .normalize('NFC');
  const bare = trimmed(name ?? '');
  if (bare === '') return 'file';
  return shortened(bare);
}

/** Without blanks around it and dots at its end, which some systems drop, and others take for a folder. */
function trimmed(name: string): string {
  let end = name.length;
  while (end > 0 && (name[end - 1] === '.' || name[end - 1] === ' ')) end -= 1;
  return name.slice(0, end).trimStart();
}

function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= longestFileName) return name;
  const ending = /\.[\p{L}\p{N}]{1,12}$/u.exec(name)?.[0] ?? '';
  return characters.slice(0, longestFileName - [...ending].length).join('') + ending;
}
