/** What the bot says to one person alone: written down like everything that leaves, and read when it is sent. */
import { z } from 'zod';
import type { Work } from '../context.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { queueMail } from '../outbox/queue-mail.ts';
import { ofConnectedTeam } from './connected-team.ts';
import { administrators } from './refused-access.ts';

/** What a direct message is about. */
export const dmSubject = z.discriminatedUnion('about', [
  z.strictObject({ about: z.literal('parked'), roomId: z.string() }),
  z.strictObject({ about: z.literal('resumed'), roomId: z.string() }),
  z.strictObject({ about: z.literal('assigned'), ticketId: z.string(), seq: z.number().int() }),
  z.strictObject({ about: z.literal('answered'), ticketId: z.string(), messageId: z.string() }),
  z.strictObject({ about: z.literal('digest'), day: z.string() }),
]);

export type DmSubject = z.infer<typeof dmSubject>;

/** What an agent may do without. */
export const optionalSubjects = ['assigned', 'answered'] as const;
export type OptionalSubject = (typeof optionalSubjects)[number];

/** Where it is kept what an agent does not want to be told. */
export const silenceKey = (agentId: string) => `slack.silence.${agentId}`;
export const silence = z.array(z.enum(optionalSubjects));

/** To one agent, as far as they are known in Slack and want to hear of it; the same key twice is one message. */
export async function queueDm(work: Work, agentId: string, subject: DmSubject, key: string): Promise<void> {
  if (!work.core.config.slack) return;
  if (!(await isInSlack(work, agentId)) || (await isSilenced(work, agentId, subject))) return;
  await enqueue(work, {
    kind: 'SLACK',
    key: `slack:dm:${agentId}:${key}`,
    queueKey: `slack:dm:${agentId}`,
    payload: { op: 'dm', agentId, subject },
  });
}

/** Of a ticket given to somebody by somebody else, or by the desk. */
export async function tellAssignee(
  work: Work,
  given: { ticketId: string; to: unknown; by: string | null; seq: number },
): Promise<void> {
  const { ticketId, to, by, seq } = given;
  if (typeof to !== 'string' || to === by) return;
  await queueDm(work, to, { about: 'assigned', ticketId, seq }, `assigned:${seq}`);
}

/**
 * A parked channel, to everybody who manages the desk's channels: in Slack, or by mail, once a day at most, where Slack
 * does not know them. That it is over is told in Slack alone.
 */
export async function tellAdministrators(
  work: Work,
  subject: Extract<DmSubject, { roomId: string }>,
  key: string,
): Promise<void> {
  const { about, roomId } = subject;
  for (const agentId of await administrators(work)) {
    await queueDm(work, agentId, subject, key);
    if (about !== 'parked' || (await isInSlack(work, agentId))) continue;
    const mailKey = `mail:slackParked:${agentId}:${roomId}:${work.now.toISOString().slice(0, 10)}`;
    await queueMail(work, {
      key: mailKey,
      queueKey: mailKey,
      payload: { template: 'slackParked', agentId, roomId },
    });
  }
}

async function isInSlack({ tx }: Work, agentId: string): Promise<boolean> {
  const team = await ofConnectedTeam(tx);
  return (await tx.slackPerson.count({ where: { agentId, suspendedAt: null, ...team } })) > 0;
}

async function isSilenced({ tx }: Work, agentId: string, { about }: DmSubject): Promise<boolean> {
  const row = await tx.setting.findUnique({ where: { key: silenceKey(agentId) } });
  const silenced: readonly string[] = silence.safeParse(row?.value).data ?? [];
  return silenced.includes(about);
}
