/** Places in a list, as opaque words for the next page. */
import { PosternError } from '../errors.ts';

export function writeCursor(parts: (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** What may stand at a place of a cursor. */
export type CursorPart = 'word' | 'moment' | 'integer';

// Beyond these no column of either engine reaches, and PostgreSQL refuses to compare with them.
const highest = { moment: Date.UTC(9999, 11, 31), integer: 2 ** 31 - 1 };

function fits(part: unknown, kind: CursorPart): boolean {
  if (kind === 'word') return typeof part === 'string';
  return Number.isInteger(part) && (part as number) >= 0 && (part as number) <= highest[kind];
}

/** Throws `BAD_INPUT` for a cursor that this desk did not write. */
export function readCursor(cursor: string, kinds: CursorPart[]): (string | number)[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    parts = null;
  }
  const isOurs =
    Array.isArray(parts) &&
    parts.length === kinds.length &&
    kinds.every((kind, index) => fits((parts as unknown[])[index], kind));
  if (!isOurs) throw new PosternError('BAD_INPUT', 'This cursor is not one of ours. Start again without it.');
  return parts as (string | number)[];
}
