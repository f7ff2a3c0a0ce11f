/** With POSTERN_TEST=1, tells a test what it sees: frame number, hash of the frame, keys taken in, whether all is quiet. */

/** The private OSC number; terminals drop what they do not know. */
export const markerCode = 7771;

export interface Marker {
  frame: number;
  hash: string;
  /** Events of the keyboard taken in so far. */
  keys: number;
  /** The size that the frame was drawn for: `120x40`. */
  size: string;
  /** Whether nothing is under way: no request, no chord. */
  isQuiet: boolean;
}

/** The escape that carries a marker. */
export function markerText({ frame, hash, keys, size, isQuiet }: Marker): string {
  return `\u001b]${markerCode};frame=${frame};hash=${hash};keys=${keys};size=${size};quiet=${isQuiet ? 1 : 0}\u0007`;
}

/** A short hash of a frame (FNV-1a). */
export function frameHash(lines: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const line of lines) {
    for (let at = 0; at < line.length; at += 1) hash = Math.imul(hash ^ line.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ 10, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
