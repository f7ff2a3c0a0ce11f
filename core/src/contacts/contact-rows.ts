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

/** One page of the contacts `c` that meet a condition. Throws `BAD_INPUT` for a cursor of another order. */
export async function pageOfContacts(
  queries: Queries,
  wish: {
    condition: Prisma.Sql;
    order: ContactOrder;
    limit: number;
    cursor?: string | undefined;
  },
): Promise<ContactPage> {
  const { order, limit } = wish;
  // Ids begin with the moment they were given, so their index answers for the newest without one of its own.
  const [column, direction] =
    order === 'email' ? [Prisma.sql`c."email"`, Prisma.sql`ASC`] : [Prisma.sql`c."id"`, Prisma.sql`DESC`];
  const rows = await queries.$queryRaw<ContactColumns[]>`
    SELECT c."id", c."email", c."name", o."name" AS "organization", c."passwordHash" IS NOT NULL AS "isRegistered",
      c."blockedAt", c."createdAt"
    FROM "Contact" c LEFT JOIN "Organization" o ON o."id" = c."organizationId"
    WHERE ${wish.condition} AND ${after(order, wish.cursor)}
    ORDER BY ${column} ${direction} LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(toContactHead),
    nextCursor: last ? writeCursor([order, order === 'email' ? last.email : last.id]) : null,
  };
}

function after(order: ContactOrder, cursor: string | undefined): Prisma.Sql {
  if (cursor === undefined) return Prisma.sql`1 = 1`;
  const [key, place] = readCursor(cursor, ['word', 'word']);
  if (key !== order)
    throw new PosternError('BAD_INPUT', 'This cursor belongs to another order. Start again without it.');
  return order === 'email' ? Prisma.sql`c."email" > ${place}` : Prisma.sql`c."id" < ${place}`;
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
