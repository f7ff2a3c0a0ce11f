/** Making an access token: an agent's session with a name, for a script or another device. */
import { z } from 'zod';
import { quoted } from '../contacts/find-named.ts';
import { type AgentContext, inTransaction } from '../context.ts';
import { displayText } from '../display-text.ts';
import { PosternError } from '../errors.ts';
import { hashSecret } from '../ids.ts';
import { recordEvent } from '../live/record-event.ts';
import { agentSessionDays, agentTokenPrefix } from './agent-sessions.ts';

const dayMs = 86_400_000;

/** What a token can be called: 1 to 80 characters on one line, none of which a screen would hide or obey. */
export const accessTokenName = z
  .string()
  .trim()
  .min(1, 'must have 1 to 80 characters')
  .max(80, 'must have 1 to 80 characters')
  .refine((name) => displayText(name) === name, 'must be one line of visible characters');

export interface CreatedToken {
  /** Names the token without being it, such as `ses_…`. */
  id: string;
  name: string;
  /** The secret itself. This is the only time that the desk knows it. */
  token: string;
  expiresAt: string;
}

/** Signs the agent in once more, under a name. Throws `NAME_TAKEN` while another of its tokens has that name. */
export async function createAccessToken(ctx: AgentContext, name: string): Promise<CreatedToken> {
  const { agentId } = ctx.viewer;
  return inTransaction(ctx, async (work) => {
    const namesake = await work.tx.agentSession.findFirst({
      where: { agentId, name, expiresAt: { gt: work.now } },
    });
    if (namesake) {
      throw new PosternError('NAME_TAKEN', `You have a token named "${name}" already.`, {
        hint: `Choose another name, or end that one: postern auth token revoke ${quoted(name)}`,
      });
    }
    const id = work.core.ids.next('session');
    const secret = work.core.ids.secret();
    const expiresAt = new Date(work.now.getTime() + agentSessionDays * dayMs);
    await work.tx.agentSession.create({
      data: { id, idHash: hashSecret(secret), agentId, name, expiresAt, createdAt: work.now },
    });
    await recordEvent(work, {
      action: 'session.created',
      target: `agent:${agentId}`,
      change: { session: id, name },
    });
    return { id, name, token: agentTokenPrefix + secret, expiresAt: expiresAt.toISOString() };
  });
}
