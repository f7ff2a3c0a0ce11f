/** A code from the terminal that says who somebody in Slack is: the one way where addresses in Slack are not trusted. */
import { randomInt } from 'node:crypto';
import { type AgentContext, type Context, inTransaction, type SlackViewer } from '../context.ts';
import { PosternError } from '../errors.ts';
import { hashSecret } from '../ids.ts';
import { recordEvent } from '../live/record-event.ts';
import {
  mayActAsAgent,
  requireConnectedTeam,
  type SlackIdentity,
  type SlackProfile,
} from './slack-people.ts';

const lifeMs = 10 * 60_000;
/** Without letters and digits that look alike: 8 of 31 are 39 bits, for ten minutes and one use. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const length = 8;

/** A new code for the agent; the one before it is good no more. */
export async function mintLinkCode(ctx: AgentContext): Promise<{ linkCode: string; expiresAt: string }> {
  const { agentId } = ctx.viewer;
  const letters = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  return inTransaction(ctx, async (work) => {
    const expiresAt = new Date(work.now.getTime() + lifeMs);
    await work.tx.slackLinkCode.deleteMany({ where: { OR: [{ agentId }, { expiresAt: { lt: work.now } }] } });
    await work.tx.slackLinkCode.create({ data: { codeHash: hashSecret(letters), agentId, expiresAt } });
    return { linkCode: `${letters.slice(0, 4)}-${letters.slice(4)}`, expiresAt: expiresAt.toISOString() };
  });
}

/**
 * Makes a Slack person the agent whose code it is, whoever they were before. Works once. Throws `LINK_EXPIRED`, and
 * `NOT_ALLOWED` for those who can be nobody's agent whatever they know: bots, guests, people of other workspaces.
 */
export async function redeemLinkCode(
  ctx: Context<SlackViewer>,
  { code, profile, ...person }: SlackIdentity & { code: string; profile: SlackProfile },
): Promise<{ agentName: string }> {
  if (!mayActAsAgent(profile))
    throw new PosternError('NOT_ALLOWED', 'Guests, bots and people of other workspaces cannot be agents.', {
      hint: 'Ask an administrator of this workspace for a full account.',
    });
  await requireConnectedTeam(ctx.core.db.read, person.teamId);
  return inTransaction({ ...ctx, source: 'SLACK' }, async (work) => {
    const codeHash = hashSecret(code.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''));
    const row = await work.tx.slackLinkCode.findUnique({ where: { codeHash }, include: { agent: true } });
    if (!row || row.expiresAt <= work.now || row.agent.disabledAt)
      throw new PosternError('LINK_EXPIRED', 'This code is wrong, used up, or older than ten minutes.', {
        hint: 'Get another one in the terminal: postern slack link',
      });
    const { agentId } = row;
    await work.tx.slackLinkCode.delete({ where: { codeHash } });
    const timeZone = profile.timeZone ?? null;
    await work.tx.slackPerson.upsert({
      where: { teamId_userId: person },
      create: { ...person, agentId, timeZone },
      update: { agentId, timeZone, suspendedAt: null },
    });
    await recordEvent(
      { ...work, actor: `agent:${agentId}` },
      { action: 'slack.personLinked', target: `agent:${agentId}`, change: { ...person, by: 'code' } },
    );
    return { agentName: row.agent.name };
  });
}
