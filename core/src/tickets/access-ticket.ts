/** The only way from a number or an id to a ticket: as an agent, or as a contact through `visible`. */
import { Prisma } from '@postern/prisma';
import { z } from 'zod';
import { requirePermission, scopesOf } from '../auth/agents.ts';
import type { AgentViewer, ContactViewer, Core, Permission, Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { isMerged, whatIsLeftOf } from '../visibility/merged-tickets.ts';
import {
  passesAllGates,
  passesOwnGates,
  type Shut,
  type VisibleTickets,
  visible,
} from '../visibility/visible-tickets.ts';
import { type TicketRow, ticketRows } from './ticket-rows.ts';

const notARef = 'must be a ticket number such as 1042';

/** What people say (1042) or what the desk says (`tkt_…`). */
export const ticketRef = z.union(
  [
    z.number().int(notARef).positive(notARef).max(2_147_483_647, notARef),
    z.string().regex(/^tkt_[0-9a-z]{1,60}$/, notARef),
  ],
  notARef,
);

export type TicketRef = z.infer<typeof ticketRef>;

/** Where an agent may do something, as a condition on `Ticket t`. */
export function agentScope(agent: AgentViewer, permission: Permission): Prisma.Sql {
  return Prisma.sql`(t."hidden" IS NULL AND ${inScope(agent, permission)})`;
}

/** The same with what lies in the bin. */
export function agentScopeWithBin(agent: AgentViewer, permission: Permission): Prisma.Sql {
  return Prisma.sql`((t."hidden" IS NULL OR t."hidden" = 'DELETED') AND ${inScope(agent, permission)})`;
}

function inScope(agent: AgentViewer, permission: Permission): Prisma.Sql {
  const scopes = scopesOf(agent, permission);
  if (scopes === 'everywhere') return Prisma.sql`1 = 1`;
  if (scopes.length === 0) return Prisma.sql`1 = 0`;
  return Prisma.sql`t."inboxId" IN (${Prisma.join(scopes)})`;
}

async function findRow(queries: Queries, ref: TicketRef, scope: Prisma.Sql): Promise<TicketRow | undefined> {
  const which = typeof ref === 'number' ? Prisma.sql`t."number" = ${ref}` : Prisma.sql`t."id" = ${ref}`;
  const [row] = await ticketRows(queries, Prisma.sql`${which} AND ${scope}`, Prisma.empty);
  return row;
}

async function findFollowing(
  queries: Queries,
  ref: TicketRef,
  rule: VisibleTickets,
): Promise<TicketRow | undefined> {
  const row = await findRow(queries, ref, passesAllGates(rule));
  if (row) return row;
  const merged = await findRow(queries, ref, Prisma.sql`${isMerged} AND ${passesOwnGates(rule)}`);
  return merged && findRow(queries, await whatIsLeftOf(queries, merged.id), passesAllGates(rule));
}

/** "Not yours" and "not there" are one answer, word for word. */
export function ticketNotFound(ref: TicketRef): PosternError {
  const shown = typeof ref === 'number' ? `#${ref}` : ref;
  return new PosternError('TICKET_NOT_FOUND', `There is no ticket ${shown}, or you may not see it.`, {
    hint: 'Check the number.',
  });
}

function ticketDeleted(number: number): PosternError {
  return new PosternError('TICKET_DELETED', `Ticket #${number} is in the bin. Restore it first.`, {
    number,
    hint: `See the bin: postern ticket list is:deleted. To restore it: postern ticket restore ${number}`,
  });
}

export const accessTicket = {
  /**
   * A ticket the agent may read, and change where `permission` says so. Throws `TICKET_NOT_FOUND` or `NOT_ALLOWED`, and
   * `TICKET_DELETED` for one that lies in the bin.
   */
  async asAgent(
    queries: Queries,
    agent: AgentViewer,
    ref: TicketRef,
    permission: Permission,
  ): Promise<TicketRow> {
    const row = await accessTicket.asAgentInBin(queries, agent, ref, permission);
    if (row.deletedAt) throw ticketDeleted(row.number);
    return row;
  },

  /** The same, wherever it lies: for reading it, and for taking it out of the bin. */
  async asAgentInBin(
    queries: Queries,
    agent: AgentViewer,
    ref: TicketRef,
    permission: Permission,
  ): Promise<TicketRow> {
    requirePermission(agent, permission);
    const row = await findRow(queries, ref, agentScopeWithBin(agent, 'tickets.read'));
    if (!row) throw ticketNotFound(ref);
    requirePermission(agent, permission, row.inboxId);
    return row;
  },

  /** As `asAgent` for reading, spam and deleted ones too: for the question why nobody sees them. */
  async asAgentEvenHidden(queries: Queries, agent: AgentViewer, ref: TicketRef): Promise<TicketRow> {
    requirePermission(agent, 'tickets.read');
    const row = await findRow(queries, ref, inScope(agent, 'tickets.read'));
    if (!row) throw ticketNotFound(ref);
    return row;
  },

  /** A ticket that is visible to the contact. Throws `TICKET_NOT_FOUND` for any gate that shuts. */
  async asContact(core: Core, queries: Queries, contact: ContactViewer, ref: TicketRef): Promise<TicketRow> {
    return accessTicket.within(queries, await visible(core, contact.standing), ref);
  },

  /**
   * The same, under a rule that `visible` has answered for this contact. The number of a ticket that was merged leads
   * to the one that is left, for whoever may read both.
   */
  async within(queries: Queries, rule: VisibleTickets | Shut, ref: TicketRef): Promise<TicketRow> {
    const row = 'shut' in rule ? undefined : await findFollowing(queries, ref, rule);
    if (!row) throw ticketNotFound(ref);
    return row;
  },
};
