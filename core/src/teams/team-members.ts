/** Who is in a team. */
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { nextVersion, requireTeamVersion } from '../if-version.ts';
import { recordEvent } from '../live/record-event.ts';
import { findTeam, requireManager, type TeamView, viewTeam } from './team-views.ts';

interface Members {
  team: string;
  emails: readonly string[];
  ifVersion?: number | undefined;
}

/** Who is in it already stays. Throws `TEAM_NOT_FOUND`, `TEAM_CHANGED`, `AGENT_NOT_FOUND`; then nothing changes. */
export function addMembers(ctx: AgentContext, wish: Members): Promise<TeamView> {
  return changeMembers(ctx, wish, 'team.joined', async (work, teamId, agentIds) => {
    const there = await work.tx.teamMember.findMany({ where: { teamId } });
    const joining = agentIds.filter((id) => !there.some(({ agentId }) => agentId === id));
    for (const agentId of joining) await work.tx.teamMember.create({ data: { teamId, agentId } });
    return joining;
  });
}

/** What they have stays theirs. Throws as `addMembers`. */
export function removeMembers(ctx: AgentContext, wish: Members): Promise<TeamView> {
  return changeMembers(ctx, wish, 'team.left', async (work, teamId, agentIds) => {
    const which = { teamId, agentId: { in: [...agentIds] } };
    const leaving = await work.tx.teamMember.findMany({ where: which });
    await work.tx.teamMember.deleteMany({ where: which });
    return leaving.map(({ agentId }) => agentId);
  });
}

function changeMembers(
  ctx: AgentContext,
  wish: Members,
  action: string,
  change: (work: Work, teamId: string, agentIds: readonly string[]) => Promise<string[]>,
): Promise<TeamView> {
  requireManager(ctx);
  return inTransaction(ctx, async (work) => {
    const team = await findTeam(work.tx, wish.team);
    requireTeamVersion(team, wish.ifVersion);
    const agents = await agentsWith(work, wish.emails);
    const changed = await change(
      work,
      team.id,
      agents.map(({ id }) => id),
    );
    if (changed.length > 0) {
      await work.tx.team.update({ where: { id: team.id }, data: nextVersion });
      await recordEvent(work, {
        action,
        target: `team:${team.id}`,
        change: {
          team: team.name,
          agents: agents.filter(({ id }) => changed.includes(id)).map(({ email }) => email),
          by: ctx.viewer.name,
        },
      });
    }
    return viewTeam(work.tx, team.name);
  });
}

async function agentsWith(work: Work, emails: readonly string[]): Promise<{ id: string; email: string }[]> {
  const wanted = [...new Set(emails.map((email) => email.trim().toLowerCase()))];
  const agents = await work.tx.agent.findMany({
    where: { email: { in: wanted }, disabledAt: null },
    select: { id: true, email: true },
  });
  const missing = wanted.find((email) => !agents.some((agent) => agent.email === email));
  if (missing === undefined) return agents;
  throw new PosternError('AGENT_NOT_FOUND', `There is no agent "${missing}".`, {
    hint: 'Check the address.',
  });
}
