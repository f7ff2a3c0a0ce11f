/** The one-use token with which the launcher signs the sample desk's agent in. */
import { type Context, type Core, inDeskTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { hashSecret } from '../ids.ts';
import { isSampleDesk } from '../sample-mark.ts';
import { agentSessions, agentTokenPrefix } from './agent-sessions.ts';

const lifeMs = 2 * 60_000;

/** Mints a token for an agent of the sample desk, good once within two minutes. Throws on any other desk. */
export async function mintLaunchToken(core: Core, email: string): Promise<string> {
  return inDeskTransaction(core, async (work) => {
    if (!(await isSampleDesk(work.tx))) throw new Error('Launch tokens exist on the sample desk alone.');
    const agent = await work.tx.agent.findUniqueOrThrow({ where: { email } });
    const token = core.ids.secret();
    await work.tx.oneTimeToken.create({
      data: {
        idHash: hashSecret(token),
        purpose: 'LAUNCH',
        subject: agent.id,
        expiresAt: new Date(work.now.getTime() + lifeMs),
      },
    });
    return token;
  });
}

/** Trades the token for an agent session; the second try, like an expired or unknown token, is refused. */
export async function redeemLaunchToken(ctx: Context, token: string): Promise<{ token: string }> {
  const agentId = await inDeskTransaction(ctx.core, async (work) => {
    const idHash = hashSecret(token);
    const used = await work.tx.oneTimeToken.updateMany({
      where: { idHash, purpose: 'LAUNCH', usedAt: null, expiresAt: { gt: work.now } },
      data: { usedAt: work.now },
    });
    if (used.count !== 1) return null;
    return (await work.tx.oneTimeToken.findUniqueOrThrow({ where: { idHash } })).subject;
  });
  if (!agentId) {
    throw new PosternError('NOT_SIGNED_IN', 'This launch token was used or has expired.', {
      hint: 'Sign in with: postern auth login',
    });
  }
  const session = await agentSessions(ctx.core).createSession(
    agentId,
    {},
    { sessionId: ctx.core.ids.secret() },
  );
  return { token: agentTokenPrefix + session.id };
}
