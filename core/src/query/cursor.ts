/** Places in a list, as opaque words for the next page. */
import { PosternError } from '../errors.ts';

export function writeCursor(parts: (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Throws `BAD_INPUT` for a cursor that this desk did not write. */
export function readCursor(cursor: string, types: ('string' | 'number')[]): (string | number)[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    parts = null;
  }
  const fits =
    Array.isArray(parts) &&
    parts.length === types.length &&
    // Dates beyond this cannot be made, and no index holds them.
    parts.every(
      (part, index) =>
        typeof part === types[index] && (typeof part === 'string' || Math.abs(part) <= 8.64e15),
    );
  if (!fits) throw new PosternError('BAD_INPUT', 'This cursor is not one of ours. Start again without it.');
  return parts as (string | number)[];
}
