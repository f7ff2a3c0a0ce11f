/** Contacts as lists show them, page by page. */
import { Prisma } from '@postern/prisma';
import type { Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { readCursor, writeCursor } from '../query/cursor.ts';

export interface ContactHead {
  email: string;
  name: string | null;
  organization: string | null;
  /** Whether there is a password, so that the contact can sign in. */
  isRegistered: boolean;
  isBlocked: boolean;
  createdAt: string;
}

export interface ContactPage {
  items: ContactHead[];
  nextCursor: string | null;
}

/** By address, or the newest first. */
export type ContactOrder = 'email' | 'created';

interface ContactColumns {
  id: string;
  email: string;
  name: string | null;
  organization: string | null;
  isRegistered: boolean | number;
  blockedAt: Date | null;
  createdAt: Date;
}

/** In their order, so many are looked at before all are: enough for whatever fits more than one in twenty. */
const firstLook = 1_000;

interface PageWish {
  condition: Prisma.Sql;
  /** The same condition, where there is a spelling that is quicker to ask of one contact after the other. */
  oneByOne?: Prisma.Sql;
  order: ContactOrder;
  limit: number;
  cursor?: string | undefined;
}

/** One page of the contacts `c` that meet a condition; who was erased is none. Throws `BAD_INPUT` for a cursor of another order. */
export async function pageOfContacts(queries: Queries, wish: PageWish): Promise<ContactPage> {
  const { order, limit } = wish;
  const early = await queries.$queryRaw<ContactColumns[]>(amongTheNext(wish));
  const rows = early.length > limit ? early : await queries.$queryRaw<ContactColumns[]>(amongAll(wish));
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(toContactHead),
    nextCursor: last ? writeCursor([order, order === 'email' ? last.email : last.id]) : null,
  };
}

const columns = Prisma.sql`c."id", c."email", c."name", o."name" AS "organization",
  c."passwordHash" IS NOT NULL AS "isRegistered", c."blockedAt", c."createdAt"`;
const organization = Prisma.sql`LEFT JOIN "Organization" o ON o."id" = c."organizationId"`;

/** Follows the index and stops early: quick where many fit, and a walk through all of them where few do. */
function amongTheNext({ condition, oneByOne = condition, order, limit, cursor }: PageWish): Prisma.Sql {
  // Ids begin with the moment they were given, so their index answers for the newest without one of its own.
  const column = order === 'email' ? Prisma.sql`c."email"` : Prisma.sql`c."id"`;
  const sorted = Prisma.sql`${column} ${order === 'email' ? Prisma.sql`ASC` : Prisma.sql`DESC`}`;
  return Prisma.sql`
    SELECT ${columns}
    FROM (SELECT * FROM "Contact" c WHERE c."erasedAt" IS NULL AND ${after(column, order, cursor)} ORDER BY ${sorted} LIMIT ${firstLook}) c
    ${organization} WHERE ${oneByOne} ORDER BY ${sorted} LIMIT ${limit + 1}`;
}

/** Finds first and sorts then: quick where few fit. */
function amongAll({ condition, order, limit, cursor }: PageWish): Prisma.Sql {
  // Spelled so that no index of the order answers: row by row in that order the table is read ten times as slowly.
  const column = order === 'email' ? Prisma.sql`(c."email" || '')` : Prisma.sql`(c."id" || '')`;
  const direction = order === 'email' ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  return Prisma.sql`
    SELECT ${columns} FROM "Contact" c ${organization}
    WHERE c."erasedAt" IS NULL AND ${condition} AND ${after(column, order, cursor)} ORDER BY ${column} ${direction} LIMIT ${limit + 1}`;
}

function after(column: Prisma.Sql, order: ContactOrder, cursor: string | undefined): Prisma.Sql {
  if (cursor === undefined) return Prisma.sql`1 = 1`;
  const [key, place] = readCursor(cursor, ['word', 'word']);
  if (key !== order)
    throw new PosternError('BAD_INPUT', 'This cursor belongs to another order. Start again without it.');
  return order === 'email' ? Prisma.sql`${column} > ${place}` : Prisma.sql`${column} < ${place}`;
}

function toContactHead(row: ContactColumns): ContactHead {
  return {
    email: row.email,
    name: row.name,
    organization: row.organization,
    isRegistered: Boolean(row.isRegistered),
    isBlocked: row.blockedAt !== null,
    createdAt: row.createdAt.toISOString(),
  };
}
