/** The desk's contact lists, and who is on one. */
import { Prisma } from '@postern/prisma';
import type { AgentContext, Core } from '../context.ts';
import { compileContactQuery } from '../query/compile-contact-query.ts';
import { accessList, type ContactList } from './access-list.ts';
import { shownFilter, storedFilter } from './contact-filter.ts';
import { type ContactHead, pageOfContacts } from './contact-rows.ts';

export interface ListHead {
  name: string;
  /** Whom it finds, as a query; null for a list by hand. */
  filter: string | null;
  members: number;
  /** The portals that let its members in. */
  portals: string[];
  createdAt: string;
}

/** A list and one page of its members, by address. */
export interface ListView extends ListHead {
  items: ContactHead[];
  nextCursor: string | null;
}

/** All of them by name. */
export async function listLists(ctx: AgentContext): Promise<ListHead[]> {
  const rows = await ctx.core.db.read.contactList.findMany({ select: headColumns, orderBy: { name: 'asc' } });
  const heads: ListHead[] = [];
  for (const row of rows) heads.push(await toListHead(ctx.core, row));
  return heads;
}

/** Throws `LIST_NOT_FOUND`. */
export async function viewListHead(ctx: AgentContext, name: string): Promise<ListHead> {
  const queries = ctx.core.db.read;
  const { id } = await accessList(queries, name);
  return toListHead(
    ctx.core,
    await queries.contactList.findUniqueOrThrow({ where: { id }, select: headColumns }),
  );
}

/** Throws `LIST_NOT_FOUND`. */
export async function viewList(
  ctx: AgentContext,
  request: { list: string; limit: number; cursor?: string | undefined },
): Promise<ListView> {
  const list = await accessList(ctx.core.db.read, request.list);
  const page = await pageOfContacts(ctx.core.db.read, {
    ...membersOf(list, ctx.core.clock.now()),
    order: 'email',
    limit: request.limit,
    cursor: request.cursor,
  });
  return { ...(await viewListHead(ctx, list.name)), ...page };
}

const headColumns = {
  id: true,
  name: true,
  filter: true,
  createdAt: true,
  portals: { select: { portal: { select: { slug: true } } } },
} satisfies Prisma.ContactListSelect;

type HeadColumns = Prisma.ContactListGetPayload<{ select: typeof headColumns }>;

async function toListHead(core: Core, row: HeadColumns): Promise<ListHead> {
  return {
    name: row.name,
    filter: shownFilter(row.filter),
    members: await countMembers(core, { ...row, filter: storedFilter(row.filter) }),
    portals: row.portals.map(({ portal }) => portal.slug).sort(),
    createdAt: row.createdAt.toISOString(),
  };
}

async function countMembers(core: Core, list: ContactList): Promise<number> {
  if (!list.filter) return core.db.read.contactListMember.count({ where: { listId: list.id } });
  const [row] = await core.db.read.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS "count" FROM "Contact" c WHERE ${compileContactQuery(list.filter, core.clock.now())}`;
  return Number(row?.count ?? 0);
}

/** Conditions on `Contact c`. */
function membersOf(list: ContactList, now: Date): { condition: Prisma.Sql; oneByOne?: Prisma.Sql } {
  if (list.filter) return { condition: compileContactQuery(list.filter, now) };
  const ofList = Prisma.sql`"ContactListMember" m WHERE m."listId" = ${list.id}`;
  return {
    condition: Prisma.sql`c."id" IN (SELECT m."contactId" FROM ${ofList})`,
    oneByOne: Prisma.sql`EXISTS (SELECT 1 FROM ${ofList} AND m."contactId" = c."id")`,
  };
}
