/** An invited agent chooses a password and is signed in. */
import { type Context, inTransaction } from '../context.ts';
import { nextVersion } from '../if-version.ts';
import { recordEvent } from '../live/record-event.ts';
import { invitationOver, readInvitation, voidInvitations } from './agent-invitations.ts';
import { beginTry } from './guessing.ts';
import { requireGoodPassword } from './password-rule.ts';
import { hashPassword } from './passwords.ts';
import { startAgentSession } from './sign-in.ts';

/**
 * Uses the code up, and every other one of the agent. Throws `LINK_EXPIRED` alike for a used, expired, replaced or
 * unknown code, `TOO_MANY_TRIES`, and as the password rule does; the code can be used again after a refused password.
 */
export async function acceptInvitation(
  ctx: Context,
  typed: { code: string; password: string },
): Promise<{ token: string; agent: { name: string; email: string } }> {
  const code = typed.code.trim();
  const { read } = ctx.core.db;
  // A guess is at nobody's account, so all guesses from one place count together.
  const succeeded = beginTry(ctx.core, { account: 'agent-invitation', address: ctx.address ?? null });
  const agentId = await readInvitation(read, code, ctx.core.clock.now());
  const agent = agentId ? await read.agent.findUnique({ where: { id: agentId } }) : null;
  if (!agent) throw invitationOver();
  succeeded();
  const portal = await read.portal.findFirst({ orderBy: { id: 'asc' }, select: { title: true } });
  requireGoodPassword(typed.password, { email: agent.email, portalTitle: portal?.title ?? '' });
  // Outside of the transaction: the work that makes guessing slow would hold up every writer.
  const passwordHash = await hashPassword(typed.password);
  await inTransaction(ctx, async (work) => {
    if ((await readInvitation(work.tx, code, work.now)) !== agent.id) throw invitationOver();
    const { count } = await work.tx.agent.updateMany({
      where: { id: agent.id, passwordHash: null, disabledAt: null },
      data: { passwordHash, ...nextVersion },
    });
    if (count !== 1) throw invitationOver();
    await voidInvitations(work, agent.id);
    await recordEvent(
      { ...work, actor: `agent:${agent.id}` },
      { action: 'agent.invitation-accepted', target: `agent:${agent.id}` },
    );
  });
  return startAgentSession(ctx, agent);
}
