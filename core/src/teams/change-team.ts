/** Making, renaming and deleting teams. */
import { type AgentContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { nextVersion, requireTeamVersion } from '../if-version.ts';
import { recordEvent } from '../live/record-event.ts';
import { findTeam, requireFreeName, requireManager, type TeamView, viewTeam } from './team-views.ts';

interface WhichTeam {
  team: string;
  ifVersion?: number | undefined;
}

/** A team of nobody yet. Throws `NAME_TAKEN`. */
export function createTeam(ctx: AgentContext, { name }: { name: string }): Promise<TeamView> {
  requireManager(ctx);
  return inTransaction(ctx, async (work) => {
    await requireFreeName(work.tx, name);
    const id = work.core.ids.next('team');
    await work.tx.team.create({ data: { id, name, createdAt: work.now } });
    await recordEvent(work, {
      action: 'team.created',
      target: `team:${id}`,
      change: { name, by: ctx.viewer.name },
    });
    return viewTeam(work.tx, name);
  });
}

/** Its tickets, members and inboxes stay its own. Throws `TEAM_NOT_FOUND`, `TEAM_CHANGED`, `NAME_TAKEN`. */
export function editTeam(
  ctx: AgentContext,
  { team: named, name, ifVersion }: WhichTeam & { name: string },
): Promise<TeamView> {
  requireManager(ctx);
  return inTransaction(ctx, async (work) => {
    const team = await findTeam(work.tx, named);
    requireTeamVersion(team, ifVersion);
    await requireFreeName(work.tx, name, team.id);
    if (team.name === name) return viewTeam(work.tx, name);
    await work.tx.team.update({ where: { id: team.id }, data: { name, ...nextVersion } });
    await recordEvent(work, {
      action: 'team.renamed',
      target: `team:${team.id}`,
      change: { from: team.name, to: name, by: ctx.viewer.name },
    });
    return viewTeam(work.tx, name);
  });
}

/**
 * Closed tickets of its are nobody's then. Throws `TEAM_CHANGED`, and `STILL_IN_USE` while an inbox deals out its tickets
 * to the team, or open tickets are the team's.
 */
export function deleteTeam(
  ctx: AgentContext,
  { team: named, ifVersion }: WhichTeam,
): Promise<{ name: string }> {
  requireManager(ctx);
  return inTransaction(ctx, async (work) => {
    const team = await findTeam(work.tx, named);
    requireTeamVersion(team, ifVersion);
    const { id, name } = team;
    const inbox = await work.tx.inbox.findFirst({ where: { roundRobinId: id }, select: { name: true } });
    if (inbox)
      throw new PosternError(
        'STILL_IN_USE',
        `New tickets of the inbox "${inbox.name}" go round among "${name}".`,
        {
          hint: `Say first who gets them: postern inbox edit ${JSON.stringify(inbox.name)} --assign nobody`,
        },
      );
    const open = await work.tx.ticket.count({ where: { teamId: id, closedAt: null, hidden: null } });
    if (open > 0)
      throw new PosternError(
        'STILL_IN_USE',
        `${open} open ${open === 1 ? 'ticket is' : 'tickets are'} the team's.`,
        { hint: `Give them to somebody first: postern ticket list is:open 'team:${JSON.stringify(name)}'` },
      );
    await work.tx.ticket.updateMany({ where: { teamId: id }, data: { teamId: null } });
    await work.tx.teamMember.deleteMany({ where: { teamId: id } });
    await work.tx.team.delete({ where: { id } });
    await recordEvent(work, {
      action: 'team.deleted',
      target: `team:${id}`,
      change: { name, by: ctx.viewer.name },
    });
    return { name };
  });
}
