/** Giving a ticket to an agent, to nobody, or taking it. */
import type { AgentContext, AgentViewer, Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { nearest } from '../query/nearest.ts';
import { findTeam } from '../teams/team-views.ts';
import type { TicketRef } from './access-ticket.ts';
import { changeTicket, type Decision, type TicketChange } from './change-ticket.ts';
import type { TicketHead, TicketRow } from './ticket-rows.ts';

/**
 * `to` is `me`, `none`, an e-mail address, or a name that fits one agent; `@team` gives it to a team, where a member who
 * has it keeps it, and `@none` takes it from one. Throws `AGENT_NOT_FOUND`, `TEAM_NOT_FOUND`.
 */
export function assignTicket(
  ctx: AgentContext,
  which: { ticket: TicketRef; to: string; ifVersion?: number | undefined },
): Promise<TicketHead> {
  return changeTicket(ctx, which, assigning(ctx.viewer, which.to));
}

export const assigning =
  (viewer: AgentViewer, to: string): Decision =>
  async (work, ticket) => {
    if (to.startsWith('@')) return toTeam(work, ticket, to.slice(1));
    const agent = to.toLowerCase() === 'none' ? null : await agentNamed(work, to, viewer.agentId);
    if (ticket.assigneeId === (agent?.id ?? null)) return null;
    return {
      data: { assigneeId: agent?.id ?? null },
      action: 'ticket.assigned',
      change: {
        from: ticket.assigneeName,
        to: agent?.name ?? null,
        ...{ fromId: ticket.assigneeId, toId: agent?.id ?? null },
      },
    };
  };

async function toTeam(work: Work, ticket: TicketRow, name: string): Promise<TicketChange | null> {
  const team = name.toLowerCase() === 'none' ? null : await findTeam(work.tx, name);
  const { assigneeId } = ticket;
  const isMember =
    team !== null &&
    assigneeId !== null &&
    (await work.tx.teamMember.count({ where: { teamId: team.id, agentId: assigneeId } })) > 0;
  // Without a team it stays with whoever has it.
  const keeps = team === null || isMember;
  if (ticket.teamId === (team?.id ?? null) && (keeps || assigneeId === null)) return null;
  return {
    data: { teamId: team?.id ?? null, ...(!keeps && { assigneeId: null }) },
    action: 'ticket.assigned',
    change: { from: ticket.assigneeName, to: keeps ? ticket.assigneeName : null, team: team?.name ?? null },
  };
}

/** Takes the ticket for oneself. Throws `ALREADY_CLAIMED`, naming who has it, when somebody was quicker. */
export function claimTicket(ctx: AgentContext, which: { ticket: TicketRef }): Promise<TicketHead> {
  return changeTicket(ctx, which, async (_work, ticket) => {
    if (ticket.assigneeId === ctx.viewer.agentId) return null;
    if (ticket.assigneeId) {
      throw new PosternError(
        'ALREADY_CLAIMED',
        `${ticket.assigneeName} has ticket #${ticket.number} already.`,
        { hint: `Ask them, or take it over: postern ticket assign ${ticket.number} --to me` },
      );
    }
    return {
      data: { assigneeId: ctx.viewer.agentId },
      action: 'ticket.assigned',
      change: { from: null, to: ctx.viewer.name, fromId: null, toId: ctx.viewer.agentId },
    };
  });
}

/**
 * Gives one's own ticket back to everybody; one that nobody has stays as it is. Throws `ALREADY_CLAIMED`, naming who has
 * it, for somebody else's.
 */
export function releaseTicket(ctx: AgentContext, which: { ticket: TicketRef }): Promise<TicketHead> {
  return changeTicket(ctx, which, async (_work, ticket) => {
    if (!ticket.assigneeId) return null;
    if (ticket.assigneeId !== ctx.viewer.agentId) {
      throw new PosternError(
        'ALREADY_CLAIMED',
        `${ticket.assigneeName} has ticket #${ticket.number}, so it is not yours to release.`,
        { hint: `Ask them, or take it over: postern ticket assign ${ticket.number} --to me` },
      );
    }
    return {
      data: { assigneeId: null },
      action: 'ticket.assigned',
      change: { from: ctx.viewer.name, to: null, fromId: ctx.viewer.agentId, toId: null },
    };
  });
}

/** `me`, an address, or a name that fits one agent. Throws `AGENT_NOT_FOUND`. */
export async function agentNamed(work: Work, to: string, me: string): Promise<{ id: string; name: string }> {
  const wanted = to.trim().toLowerCase();
  const agents = await work.tx.agent.findMany({
    where: { disabledAt: null },
    select: { id: true, name: true, email: true },
    orderBy: { email: 'asc' },
  });
  const exact = agents.find((agent) => (wanted === 'me' ? agent.id === me : agent.email === wanted));
  if (exact) return exact;
  const fitting = agents.filter((agent) =>
    [agent.name.toLowerCase(), agent.email.split('@')[0], ...agent.name.toLowerCase().split(/\s+/)].includes(
      wanted,
    ),
  );
  if (fitting.length === 1) return fitting[0] as { id: string; name: string };
  const choices = (fitting.length > 1 ? fitting : agents).map((agent) => agent.email);
  const guess = fitting.length > 1 ? null : nearest(wanted, choices);
  throw new PosternError(
    'AGENT_NOT_FOUND',
    fitting.length > 1 ? `"${to}" fits several agents.` : `There is no agent "${to}".`,
    {
      hint: guess ? `Did you mean ${guess}?` : `Choose one of: me, none, ${choices.slice(0, 20).join(', ')}`,
    },
  );
}
