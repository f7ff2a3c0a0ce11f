/** The orders of a customer's list, and the places in it where a page begins. */
import { Prisma } from '@postern/prisma';
import { PosternError } from '../errors.ts';
import { type CursorPart, readCursor, writeCursor } from '../query/cursor.ts';
import type { TicketRow } from '../tickets/ticket-rows.ts';

/** Without a sign from the smallest or oldest on, with "-" the other way round. */
export const ticketSorts = ['-activity', 'activity', '-created', 'created', '-number', 'number'] as const;

export type TicketSort = (typeof ticketSorts)[number];

// The customers' clock: by the agents' one, the order alone would tell of work inside.
const columns = { activity: 'lastPublicAt', created: 'createdAt', number: 'number' } as const;

const columnOf = (sort: TicketSort) => columns[sort.replace('-', '') as keyof typeof columns];

export interface PageOrder {
  /** True of the tickets on the wanted side of the cursor. */
  condition: Prisma.Sql;
  /** `ORDER BY`, for reading away from the cursor. */
  orderBy: Prisma.Sql;
  /** Read from the cursor towards the beginning, so that rows come the wrong way round. */
  isBackwards: boolean;
  /** The order of an organization's index. */
  isByActivity: boolean;
  /** The same order, for rows that were read apart. */
  compare(a: TicketRow, b: TicketRow): number;
}

/** Throws `BAD_INPUT` for a cursor that is not one of this order. */
export function pageOrder(sort: TicketSort, cursor: string | undefined): PageOrder {
  const column = Prisma.raw(`t."${columnOf(sort)}"`);
  const place = cursor === undefined ? null : readPlace(sort, cursor);
  const isBackwards = place?.side === 'before';
  const isDescending = sort.startsWith('-') !== isBackwards;
  const direction = Prisma.raw(isDescending ? 'DESC' : 'ASC');
  const sign = Prisma.raw(isDescending ? '<' : '>');
  return {
    condition: place
      ? Prisma.sql`(${column}, t."seq") ${sign} (${place.value}, ${place.seq})`
      : Prisma.sql`1 = 1`,
    orderBy: Prisma.sql`ORDER BY ${column} ${direction}, t."seq" ${direction}`,
    isBackwards,
    isByActivity: columnOf(sort) === 'lastPublicAt',
    compare: (a, b) => {
      const [first, second] = isDescending ? [b, a] : [a, b];
      const [x, y] = [first[columnOf(sort)], second[columnOf(sort)]].map(Number) as [number, number];
      return x - y || first.seq - second.seq;
    },
  };
}

/** The place right after or before a ticket. It carries its order: in another one it would be another place. */
export function placeOf(sort: TicketSort, side: 'after' | 'before', row: TicketRow): string {
  const value = row[columnOf(sort)];
  return writeCursor([sort, side, value instanceof Date ? value.getTime() : value, row.seq]);
}

function readPlace(sort: TicketSort, cursor: string) {
  const isNumber = columnOf(sort) === 'number';
  const kinds: CursorPart[] = ['word', 'word', isNumber ? 'integer' : 'moment', 'integer'];
  const [ofSort, side, value, seq] = readCursor(cursor, kinds) as [string, string, number, number];
  if (ofSort !== sort || (side !== 'after' && side !== 'before')) {
    throw new PosternError('BAD_INPUT', 'This cursor belongs to another order. Start again without it.');
  }
  return { side, value: isNumber ? value : new Date(value), seq };
}
