/** Slack does not let the app in any more. Administrators hear of it by mail, because Slack cannot tell them. */
import { z } from 'zod';
import { type Context, inTransaction, type Queries, type SlackViewer, type Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { queueMail } from '../outbox/queue-mail.ts';
import { releaseWaiting } from './release-waiting.ts';

const refusal = z.strictObject({
  /** In a sentence, with what to do. */
  because: z.string(),
  since: z.string(),
});

export type Refusal = z.infer<typeof refusal>;

const settingKey = 'slack.refused';

/** Null while Slack lets the app in, as far as the bot has said. */
export async function readRefusal(queries: Queries): Promise<Refusal | null> {
  const row = await queries.setting.findUnique({ where: { key: settingKey } });
  return refusal.safeParse(row?.value).data ?? null;
}

/**
 * Keeps that Slack refuses the app, and tells the administrators by mail, once a day at most; what waits goes on waiting.
 * With null it is over, and what waited goes at once. The same again changes nothing.
 */
export async function tellAccess(ctx: Context<SlackViewer>, because: string | null): Promise<void> {
  const before = await readRefusal(ctx.core.db.read);
  if ((before === null) === (because === null)) return;
  await inTransaction(ctx, async (work) => {
    const now = await readRefusal(work.tx);
    if ((now === null) === (because === null)) return;
    if (because === null) await letIn(work);
    else await refuse(work, { because, since: work.now.toISOString() });
  });
}

async function refuse(work: Work, value: Refusal): Promise<void> {
  await work.tx.setting.create({ data: { key: settingKey, value } });
  await recordEvent(work, { action: 'slack.refused', target: 'slack', change: { because: value.because } });
  for (const agentId of await administrators(work)) {
    // By the day: a Slack that cannot make up its mind fills no mailbox.
    const key = `mail:slackRefused:${agentId}:${value.since.slice(0, 10)}`;
    await queueMail(work, { key, queueKey: key, payload: { template: 'slackRefused', agentId } });
  }
}

async function letIn(work: Work): Promise<void> {
  await work.tx.setting.delete({ where: { key: settingKey } });
  await recordEvent(work, { action: 'slack.letIn', target: 'slack' });
  await releaseWaiting(work);
}

/** Everybody who manages the desk's channels. */
export async function administrators({ tx }: Work): Promise<string[]> {
  const agents = await tx.agent.findMany({
    where: {
      disabledAt: null,
      grants: { some: { permission: { in: ['channels.manage', 'desk.admin'] }, scope: '*' } },
    },
    select: { id: true },
  });
  return agents.map(({ id }) => id);
}
