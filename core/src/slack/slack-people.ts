/** Which agent a Slack person is: by verified e-mail at their first act, by the stored link ever after. */
import { findAgentViewer } from '../auth/agents.ts';
import {
  type AgentContext,
  type Context,
  type Core,
  inTransaction,
  type Queries,
  type SlackViewer,
  type Work,
} from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { isOtherTeam, ofConnectedTeam } from '../slack-rooms/connected-team.ts';
import { isStrict } from './slack-state.ts';

export interface SlackIdentity {
  teamId: string;
  userId: string;
}

/** What Slack says of a person (`users.info`). */
export interface SlackProfile {
  email: string | null;
  isBot: boolean;
  /** Guests, people of other workspaces and strangers are never agents, whatever their address. */
  isGuestOrForeign: boolean;
  isDeleted: boolean;
  /** As Slack names it, such as Europe/Madrid. */
  timeZone?: string | null | undefined;
}

/** Whether Slack lets this person be an agent at all, whatever their address or their code. */
export function mayActAsAgent({ isBot, isGuestOrForeign, isDeleted }: SlackProfile): boolean {
  return !isBot && !isGuestOrForeign && !isDeleted;
}

/** Whether this person is linked already, so that the bot need not ask Slack for the profile. */
export async function isLinked(ctx: Context<SlackViewer>, person: SlackIdentity): Promise<boolean> {
  return (await ctx.core.db.read.slackPerson.findUnique({ where: { teamId_userId: person } })) !== null;
}

/**
 * Links a Slack person to the active agent with the same address; answers the agent's name, or null. In strict mode an
 * address says nothing, because whoever administers the workspace can change it.
 */
export async function linkPerson(
  ctx: Context<SlackViewer>,
  person: SlackIdentity,
  profile: SlackProfile,
): Promise<{ agentName: string | null }> {
  return inTransaction(ctx, async (work) => {
    if (await isOtherTeam(work.tx, person.teamId)) return { agentName: null };
    if (!mayActAsAgent(profile)) {
      await work.tx.slackPerson.deleteMany({ where: person });
      return { agentName: null };
    }
    const linked = await work.tx.slackPerson.findUnique({
      where: { teamId_userId: person },
      include: { agent: true },
    });
    // A changed address does not move the link: whoever can edit profiles could otherwise become anybody.
    if (linked) return { agentName: linked.agent.disabledAt ? null : linked.agent.name };
    if (!profile.email || (await isStrict(ctx.core))) return { agentName: null };
    const agent = await work.tx.agent.findUnique({ where: { email: profile.email.trim().toLowerCase() } });
    // Who was invited and has not accepted works here not yet.
    if (!agent || agent.disabledAt || agent.passwordHash === null) return { agentName: null };
    const timeZone = profile.timeZone ?? null;
    await work.tx.slackPerson.create({ data: { ...person, agentId: agent.id, timeZone } });
    await recordEvent(work, {
      action: 'slack.personLinked',
      target: `agent:${agent.id}`,
      change: { teamId: person.teamId, userId: person.userId },
    });
    return { agentName: agent.name };
  });
}

/** The agent behind a Slack person inside a transaction, or null. */
export async function findSlackAgent(work: Work, person: SlackIdentity) {
  const linked = await work.tx.slackPerson.findUnique({
    where: { teamId_userId: person },
    include: { agent: true },
  });
  if (!linked || linked.suspendedAt || linked.agent.disabledAt) return null;
  return (await isOtherTeam(work.tx, person.teamId)) ? null : linked.agent;
}

/**
 * How a note names somebody who is no agent, or none any more: Slack is not asked for the name of whoever is linked, so
 * that is the one the desk has.
 */
export async function strangerName(work: Work, person: SlackIdentity, authorName: string): Promise<string> {
  const linked = authorName.trim()
    ? null
    : await work.tx.slackPerson.findUnique({ where: { teamId_userId: person }, include: { agent: true } });
  return `${authorName.trim() || linked?.agent.name || 'Somebody'} (Slack, not an agent)`;
}

/** Whose note it is that was said in Slack. */
export async function saidBy(work: Work, person: SlackIdentity, authorName: string) {
  const agent = await findSlackAgent(work, person);
  return agent ? { agentId: agent.id } : { name: await strangerName(work, person, authorName) };
}

/** The bot's request, made into that agent's own: the same permissions hold as in the terminal. Throws `NOT_ALLOWED`. */
export async function asSlackAgent(ctx: Context<SlackViewer>, person: SlackIdentity): Promise<AgentContext> {
  const linked = await ctx.core.db.read.slackPerson.findUnique({
    where: { teamId_userId: { teamId: person.teamId, userId: person.userId } },
  });
  await requireConnectedTeam(ctx.core.db.read, person.teamId);
  const viewer = linked && !linked.suspendedAt && (await findAgentViewer(ctx.core, linked.agentId));
  if (!viewer) throw await notAnAgent(ctx.core);
  return { ...ctx, viewer, source: 'SLACK' };
}

/** Throws `NOT_ALLOWED` for another workspace than the connected one. */
export async function requireConnectedTeam(queries: Queries, teamId: string): Promise<void> {
  if (await isOtherTeam(queries, teamId))
    throw new PosternError('NOT_ALLOWED', 'This desk is connected to another workspace of Slack.', {
      hint: 'Do it there, or in the terminal.',
    });
}

/** Names whom to ask, and what an agent can do who is not known here yet. */
async function notAnAgent(core: Core): Promise<PosternError> {
  if (await isStrict(core))
    return new PosternError('NOT_ALLOWED', 'Only agents of this desk can do that, and you are not linked.', {
      hint: 'If you are one, type postern slack link in the terminal, and here: /postern link CODE. Else ask an administrator of the desk.',
    });
  return new PosternError(
    'NOT_ALLOWED',
    'Only agents of this desk can do that. Your Slack address belongs to none of them.',
    { hint: 'Ask an administrator of the desk to add you as an agent with your Slack e-mail address.' },
  );
}

/** Who an agent is in Slack, or null; with several accounts, the one that was linked first. */
export async function personOf(ctx: Context<SlackViewer>, agentId: string): Promise<SlackIdentity | null> {
  return ctx.core.db.read.slackPerson.findFirst({
    where: {
      agentId,
      suspendedAt: null,
      agent: { disabledAt: null },
      ...(await ofConnectedTeam(ctx.core.db.read)),
    },
    select: { teamId: true, userId: true },
  });
}

/** Somebody may not act for their agent while Slack says they are deactivated or a guest. */
export async function suspendPerson(
  ctx: Context<SlackViewer>,
  {
    isSuspended,
    timeZone,
    ...person
  }: SlackIdentity & { isSuspended: boolean; timeZone?: string | undefined },
): Promise<void> {
  const row = await ctx.core.db.read.slackPerson.findUnique({ where: { teamId_userId: person } });
  if (row && timeZone && row.timeZone !== timeZone)
    await inTransaction(ctx, (work) =>
      work.tx.slackPerson.update({ where: { teamId_userId: person }, data: { timeZone } }),
    );
  if (!row || (row.suspendedAt !== null) === isSuspended) return;
  await inTransaction(ctx, async (work) => {
    await work.tx.slackPerson.update({
      where: { teamId_userId: person },
      data: { suspendedAt: isSuspended ? work.now : null },
    });
    await recordEvent(work, {
      action: isSuspended ? 'slack.personSuspended' : 'slack.personResumed',
      target: `agent:${row.agentId}`,
      change: { ...person },
    });
  });
}
