/** Posts that have failed for long, although Slack refuses nothing: administrators hear of it by mail, once. */
import { z } from 'zod';
import { type Core, inDeskTransaction, type Queries, type Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { queueMail } from '../outbox/queue-mail.ts';
import { administrators, readRefusal } from './refused-access.ts';
import { readRooms } from './rooms.ts';

/** Source: our own rule, slack.md 5.4. */
const patienceMs = 5 * 60_000;

const failing = z.strictObject({
  /** When what waits for longest was written down. */
  since: z.string(),
  /** In a sentence, as the last try said it. */
  because: z.string(),
});

export type FailingPosts = z.infer<typeof failing>;

const settingKey = 'slack.failing';

/** Null while posts arrive, or none is tried. */
export async function readFailing(queries: Queries): Promise<FailingPosts | null> {
  const row = await queries.setting.findUnique({ where: { key: settingKey } });
  return failing.safeParse(row?.value).data ?? null;
}

/** Keeps whether posts fail, and tells the administrators when that begins; once a day at most. */
export async function tellFailing(core: Core): Promise<void> {
  if (!core.config.slack) return;
  const { read } = core.db;
  const [before, now] = [await readFailing(read), await failingNow(core, read)];
  if ((before === null) === (now === null)) return;
  await inDeskTransaction(core, async (work) => {
    // Another worker may have told it meanwhile.
    if (((await readFailing(work.tx)) === null) === (now === null)) return;
    if (now === null) await work.tx.setting.delete({ where: { key: settingKey } });
    else await tell(work, now);
  });
}

/**
 * Nothing has arrived for a while, and something was tried in vain all that time. What waits for a room that must not be
 * posted into, or for Slack to let the app in, is told of elsewhere.
 */
async function failingNow(core: Core, queries: Queries): Promise<FailingPosts | null> {
  if (await readRefusal(queries)) return null;
  const parked = (await readRooms(queries)).filter(({ parkedAt }) => parkedAt !== null);
  const longAgo = new Date(core.clock.now().getTime() - patienceMs);
  const oldest = await queries.outboxItem.findFirst({
    where: {
      kind: 'SLACK',
      state: { in: ['PENDING', 'IN_FLIGHT', 'AMBIGUOUS'] },
      attempts: { gt: 1 },
      lastError: { not: null },
      createdAt: { lte: longAgo },
      NOT: parked.map(({ id }) => ({ queueKey: { endsWith: `:${id}` } })),
    },
    orderBy: { seq: 'asc' },
    select: { createdAt: true, lastError: true },
  });
  if (!oldest) return null;
  const arrived = await queries.outboxItem.count({ where: { kind: 'SLACK', doneAt: { gt: longAgo } } });
  return arrived > 0 ? null : { since: oldest.createdAt.toISOString(), because: oldest.lastError ?? '' };
}

async function tell(work: Work, value: FailingPosts): Promise<void> {
  await work.tx.setting.create({ data: { key: settingKey, value } });
  await recordEvent(work, { action: 'slack.failing', target: 'slack', change: { because: value.because } });
  for (const agentId of await administrators(work)) {
    const key = `mail:slackFailing:${agentId}:${work.now.toISOString().slice(0, 10)}`;
    await queueMail(work, { key, queueKey: key, payload: { template: 'slackFailing', agentId } });
  }
}
