/** The rule of a portal over all contacts and tickets at once, for settings in force and for settings not stored yet. */
import { Prisma } from '@postern/prisma';
import type { Core, Queries } from '../context.ts';
import { type Catalogue, readCatalogue } from '../query/catalogue.ts';
import { compileQuery } from '../query/compile-query.ts';
import { queryTreeSchema } from '../query/query-tree.ts';
import { onListsCondition } from './portal-audience.ts';
import { isNotConfidential, isNotHidden } from './visible-tickets.ts';
import { seesOrganization } from './who-sees.ts';

/** The settings that decide who sees what. */
export interface SightSettings {
  audience: 'ALL' | 'LISTS';
  listIds: readonly string[];
  /** As it is stored. */
  filter: unknown;
}

/** Conditions over `Contact c` (with its `Organization g`) and `Ticket t`; a pair that meets all three is visible. */
export interface PortalRule {
  /** The portal lets this contact in. */
  lets: Prisma.Sql;
  /** The portal shows this ticket to those who have a part in it. */
  shows: Prisma.Sql;
}

/** As if the portal were on. A stored filter that cannot be used shows nothing, as it does in the portal. */
export async function portalRule(core: Core, queries: Queries, settings: SightSettings): Promise<PortalRule> {
  const now = core.clock.now();
  const audience =
    settings.audience === 'ALL' ? Prisma.sql`1 = 1` : await onListsCondition(queries, settings.listIds, now);
  return {
    lets: Prisma.sql`(c."blockedAt" IS NULL AND ${audience})`,
    shows: Prisma.sql`(${isNotHidden} AND ${await filterOf(core, queries, settings.filter)})`,
  };
}

async function filterOf(core: Core, queries: Queries, stored: unknown): Promise<Prisma.Sql> {
  const filter = queryTreeSchema.safeParse(stored);
  if (!filter.success) return Prisma.sql`1 = 0`;
  const catalogue = await readCatalogue(queries);
  try {
    return compileQuery(filter.data, {
      core,
      catalogue,
      now: core.clock.now(),
      agentId: null,
      searchNotes: false,
    });
  } catch {
    return Prisma.sql`1 = 0`;
  }
}

/** True of a contact `c` who is on the ticket `t`. */
export const isOnTicket = Prisma.sql`EXISTS (SELECT 1 FROM "TicketContact" tc
  WHERE tc."ticketId" = t."id" AND tc."contactId" = c."id")`;

/** True of a contact `c`, of the organization `g`, who has a part in the ticket `t`. */
export function hasPart(catalogue: Catalogue): Prisma.Sql {
  const notConfidential = isNotConfidential(catalogue, Prisma.sql`t."inboxId"`);
  return Prisma.sql`(${isOnTicket} OR
    (t."organizationId" = c."organizationId" AND ${seesOrganization} AND ${notConfidential}))`;
}
