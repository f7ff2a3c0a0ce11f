/** The codes with which invited agents choose their first password: only hashes are stored, each works once and ends by itself. */
import type { Queries, Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { hashSecret } from '../ids.ts';

/** An invitation can be accepted for so long. */
export const invitationDays = 7;

/** Begins every code, so that a leaked one is recognised and none looks like a flag of a command. */
const prefix = 'pai_';
const purpose = 'AGENT_INVITE';

/** Makes a code for the agent and answers it; it is in no table. Those from before go on until they are voided. */
export async function mintInvitation(
  work: Work,
  agentId: string,
): Promise<{ code: string; expiresAt: string }> {
  const code = prefix + work.core.ids.secret();
  const expiresAt = new Date(work.now.getTime() + invitationDays * 86_400_000);
  await work.tx.oneTimeToken.create({
    data: { idHash: hashSecret(code), purpose, subject: agentId, expiresAt },
  });
  return { code, expiresAt: expiresAt.toISOString() };
}

/** The id of the agent whom the code invites, without using it up. Null for a used, expired or unknown one. */
export async function readInvitation(queries: Queries, code: string, now: Date): Promise<string | null> {
  const row = await queries.oneTimeToken.findFirst({
    where: { idHash: hashSecret(code), purpose, usedAt: null, expiresAt: { gt: now } },
    select: { subject: true },
  });
  return row?.subject ?? null;
}

/** Ends every code of the agent that was not used. */
export async function voidInvitations(work: Work, agentId: string): Promise<void> {
  await work.tx.oneTimeToken.updateMany({
    where: { subject: agentId, purpose, usedAt: null },
    data: { usedAt: work.now },
  });
}

/** The queue of an agent's invitation mails; its rows tell which invitation is the newest. */
export function invitationQueue(agentId: string): string {
  return `mail:agent-invite:${agentId}`;
}

/** The refusal of a code that cannot be used, whatever the reason. */
export function invitationOver(): PosternError {
  return new PosternError('LINK_EXPIRED', 'This invitation cannot be used: no code like this is waiting.', {
    hint: 'It may have been used, replaced, or too old. Ask an administrator of the desk for a new one.',
  });
}
