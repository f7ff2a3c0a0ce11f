/** What the bot says to one person alone: written down like everything that leaves, and read when it is sent. */
import { z } from 'zod';
import type { Work } from '../context.ts';
import { enqueue } from '../outbox/enqueue.ts';

/** What a direct message is about. */
export const dmSubject = z.discriminatedUnion('about', [
  z.strictObject({ about: z.literal('parked'), roomId: z.string() }),
]);

export type DmSubject = z.infer<typeof dmSubject>;

/** To one agent, as far as they are known in Slack; the same key twice is one message. */
export async function queueDm(work: Work, agentId: string, subject: DmSubject, key: string): Promise<void> {
  if (!work.core.config.slack) return;
  const isKnown = await work.tx.slackPerson.count({ where: { agentId, suspendedAt: null } });
  if (isKnown === 0) return;
  await enqueue(work, {
    kind: 'SLACK',
    key: `slack:dm:${agentId}:${key}`,
    queueKey: `slack:dm:${agentId}`,
    payload: { op: 'dm', agentId, subject },
  });
}

/** To everybody who manages the desk's channels. */
export async function tellAdministrators(work: Work, subject: DmSubject, key: string): Promise<void> {
  const agents = await work.tx.agent.findMany({
    where: {
      disabledAt: null,
      grants: { some: { permission: { in: ['channels.manage', 'desk.admin'] }, scope: '*' } },
    },
    select: { id: true },
  });
  for (const { id } of agents) await queueDm(work, id, subject, key);
}
