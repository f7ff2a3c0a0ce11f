/** The small conditions that compiled queries are made of, whatever they are about. */
import { Prisma } from '@postern/prisma';
import { PosternError } from '../errors.ts';
import { momentsOf } from './query-dates.ts';
import type { QueryValue } from './query-tree.ts';

/** True of every row. */
export const always = Prisma.sql`1 = 1`;
/** True of none. */
export const never = Prisma.sql`1 = 0`;

/** Of no conditions: true. */
export function allOf(parts: Prisma.Sql[]): Prisma.Sql {
  return parts.length === 0 ? always : Prisma.sql`(${Prisma.join(parts, ' AND ')})`;
}

/** Of no conditions: false. */
export function anyOf(parts: Prisma.Sql[]): Prisma.Sql {
  return parts.length === 0 ? never : Prisma.sql`(${Prisma.join(parts, ' OR ')})`;
}

/** The plain value; a comparison or a range is refused with `BAD_QUERY`. */
export function wordOf(field: string, value: QueryValue): string {
  if (value.kind === 'word') return value.text;
  throw new PosternError('BAD_QUERY', `"${field}:" takes a plain value, without "<", ">" or "..".`);
}

/** The refusal of a value that is none of the valid ones. */
export function badValue(field: string, value: QueryValue, valid: string[]): PosternError {
  const shown = value.kind === 'word' ? value.text : '…';
  const list = valid.map((name) => (/\s/.test(name) ? `"${name}"` : name)).join(', ');
  return new PosternError('BAD_QUERY', `"${field}:${shown}" is not known. Valid are ${list}.`);
}

/** A moment in a column against a day, a word such as `today`, a range or a comparison. Throws `BAD_QUERY`. */
export function dateCondition(field: string, column: Prisma.Sql, value: QueryValue, now: Date): Prisma.Sql {
  if (value.kind === 'range') {
    const { from } = momentsOf(field, value.from, now);
    const { to } = momentsOf(field, value.to, now);
    return Prisma.sql`(${column} >= ${from} AND ${column} < ${to})`;
  }
  const { from, to } = momentsOf(field, value.text, now);
  if (value.kind === 'word') return Prisma.sql`(${column} >= ${from} AND ${column} < ${to})`;
  switch (value.comparison) {
    case '>':
      return Prisma.sql`${column} >= ${to}`;
    case '>=':
      return Prisma.sql`${column} >= ${from}`;
    case '<':
      return Prisma.sql`${column} < ${from}`;
    case '<=':
      return Prisma.sql`${column} < ${to}`;
  }
}

/** Names are the same in any case. */
export function isNamed(column: Prisma.Sql, lower: string): Prisma.Sql {
  return Prisma.sql`lower(${column}) IN (${Prisma.join(spellingsOf(lower))})`;
}

/** Whether a text holds another one, in any case. */
export function holdsText(column: Prisma.Sql, lower: string): Prisma.Sql {
  return anyOf(
    spellingsOf(lower).map((text) => Prisma.sql`lower(${column}) LIKE ${`%${likeText(text)}%`} ESCAPE '\\'`),
  );
}

/** What `lower` may make of a text: SQLite's folds ASCII alone, so other letters are offered as people write them. */
function spellingsOf(lower: string): string[] {
  const capitalised = lower.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
  const spellings = [lower, capitalised, lower.toUpperCase()].map((name) =>
    name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  );
  return [...new Set(spellings)];
}

/** Text inside a LIKE pattern, taken literally. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
