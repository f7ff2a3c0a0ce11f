/** Following a ticket that is somebody else's: a follower hears of it what its assignee hears. */
import { type AgentContext, inTransaction, type Queries, type Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';
import { requireNotMerged } from './require-not-merged.ts';
import { requireVersion } from './require-version.ts';
import { type Person, type TicketHead, ticketHead } from './ticket-rows.ts';

interface Which {
  ticket: TicketRef;
  ifVersion?: number | undefined;
}

/** Reading is enough for it, and it changes nothing of the ticket. Who follows already stays as they are. */
export function followTicket(ctx: AgentContext, which: Which): Promise<TicketHead> {
  return asFollower(ctx, which, async (work, ticketId) => {
    if (!(await addFollower(work, { ticketId, agentId: ctx.viewer.agentId }))) return null;
    return 'ticket.followed';
  });
}

/** Who does not follow stays as they are. */
export function unfollowTicket(ctx: AgentContext, which: Which): Promise<TicketHead> {
  return asFollower(ctx, which, async (work, ticketId) => {
    const { count } = await work.tx.ticketFollower.deleteMany({
      where: { ticketId, agentId: ctx.viewer.agentId },
    });
    return count > 0 ? 'ticket.unfollowed' : null;
  });
}

/** Answers whether this is new; two who add the same one at once add one. */
export async function addFollower(
  work: Work,
  { ticketId, agentId }: { ticketId: string; agentId: string },
): Promise<boolean> {
  const added = await work.tx.$executeRaw`
    INSERT INTO "TicketFollower" ("ticketId", "agentId", "since") VALUES (${ticketId}, ${agentId}, ${work.now})
    ON CONFLICT DO NOTHING`;
  return added > 0;
}

/** By name; those who work here no more are none. */
export async function followersOf(queries: Queries, ticketId: string): Promise<Person[]> {
  const rows = await queries.ticketFollower.findMany({
    where: { ticketId, agent: { disabledAt: null } },
    include: { agent: { select: { name: true, email: true } } },
  });
  return rows
    .map(({ agent }) => agent)
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.email.localeCompare(b.email, 'en'));
}

function asFollower(
  ctx: AgentContext,
  which: Which,
  change: (work: Work, ticketId: string) => Promise<string | null>,
): Promise<TicketHead> {
  return inTransaction(ctx, async (work) => {
    const ticket = await accessTicket.asAgent(work.tx, ctx.viewer, which.ticket, 'tickets.read');
    await requireNotMerged(work.tx, ticket);
    requireVersion(ticket, which.ifVersion);
    const action = await change(work, ticket.id);
    if (action)
      await recordEvent(work, {
        action,
        target: ticket.id,
        ticketId: ticket.id,
        change: { by: ctx.viewer.name },
      });
    return ticketHead(ctx.core, work.tx, ticket);
  });
}
