/** The organizations that contacts belong to. */
import { Prisma } from '@postern/prisma';
import type { AgentContext, Queries } from '../context.ts';
import { readCursor, writeCursor } from '../query/cursor.ts';
import { accessOrganization } from './access-organization.ts';
import { type Sight, shownSight } from './organization-sight.ts';

export interface OrganizationView {
  name: string;
  sight: Sight;
  /** How many people are in it. */
  contacts: number;
  createdAt: string;
}

interface OrganizationColumns {
  name: string;
  sight: string;
  contacts: bigint;
  createdAt: Date;
}

/** By name, page by page. */
export async function listOrganizations(
  ctx: AgentContext,
  request: { limit: number; cursor?: string | undefined },
): Promise<{ items: OrganizationView[]; nextCursor: string | null }> {
  const after = request.cursor
    ? Prisma.sql`o."name" > ${readCursor(request.cursor, ['word'])[0]}`
    : Prisma.sql`1 = 1`;
  const rows = await organizations(
    ctx.core.db.read,
    Prisma.sql`${after} ORDER BY o."name" LIMIT ${request.limit + 1}`,
  );
  const items = rows.slice(0, request.limit);
  const last = rows.length > request.limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? writeCursor([last.name]) : null };
}

/** Throws `ORGANIZATION_NOT_FOUND`. */
export async function viewOrganization(ctx: AgentContext, name: string): Promise<OrganizationView> {
  const queries = ctx.core.db.read;
  const { id } = await accessOrganization(queries, name);
  const [view] = await organizations(queries, Prisma.sql`o."id" = ${id}`);
  return view as OrganizationView;
}

async function organizations(queries: Queries, which: Prisma.Sql): Promise<OrganizationView[]> {
  const rows = await queries.$queryRaw<OrganizationColumns[]>`
    SELECT o."name", o."sight", o."createdAt",
      (SELECT count(*) FROM "Contact" c WHERE c."organizationId" = o."id") AS "contacts"
    FROM "Organization" o WHERE ${which}`;
  return rows.map(({ name, sight, contacts, createdAt }) => ({
    name,
    sight: shownSight(sight),
    contacts: Number(contacts),
    createdAt: createdAt.toISOString(),
  }));
}
