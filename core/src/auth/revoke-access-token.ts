/** Taking an access token back: from then on nobody gets in with it. */
import { type AgentContext, inTransaction } from '../context.ts';
import { displayText } from '../display-text.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';

/**
 * Ends the agent's own token with this id, else the one with this name; streams that run on it end at once.
 * Throws `TOKEN_NOT_FOUND` for anything else, somebody else's token and an ordinary sign-in included.
 */
export async function revokeAccessToken(
  ctx: AgentContext,
  idOrName: string,
): Promise<{ id: string; name: string }> {
  const { agentId } = ctx.viewer;
  const asked = idOrName.trim();
  return inTransaction(ctx, async (work) => {
    const tokens = await work.tx.agentSession.findMany({
      where: {
        agentId,
        name: { not: null },
        expiresAt: { gt: work.now },
        OR: [{ id: asked }, { name: asked }],
      },
      select: { id: true, name: true },
    });
    const token = tokens.find(({ id }) => id === asked) ?? tokens[0];
    if (!token) {
      throw new PosternError('TOKEN_NOT_FOUND', `You have no token "${displayText(asked)}".`, {
        hint: 'See yours with: postern auth token list',
      });
    }
    const { id } = token;
    const name = token.name as string;
    await work.tx.agentSession.delete({ where: { id } });
    // The event wakes every running stream, and each asks whether its session still stands.
    await recordEvent(work, {
      action: 'session.revoked',
      target: `agent:${agentId}`,
      change: { session: id, name },
    });
    return { id, name };
  });
}
