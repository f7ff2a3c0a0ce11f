/** Entries whose words changed after they were posted: whatever shows one in Slack is to show it as it is now. */
import type { Queries, Work } from '../context.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { isOtherTeam } from './connected-team.ts';
import { entryKey, queueOf, type SlackPayload, slackPayload } from './queue-to-slack.ts';

export type Revised = Extract<SlackPayload, { op: 'revise' }>['of'];

type Summary = Extract<SlackPayload, { op: 'summary' }>['entries'];

/** A post of the desk, and the entries that it shows. */
export interface EntryPost {
  teamId: string;
  channelId: string;
  ts: string;
  entries: Summary;
}

/** Asks for every post of the entry to be changed; one waiting request for a post is enough. */
export async function queueRevision(work: Work, ticketId: string, of: Revised): Promise<void> {
  if (!work.core.config.slack) return;
  const prefix = entryKey(of, '');
  const posts = await work.tx.outboxItem.findMany({
    where: keysFrom(prefix),
    select: { key: true, state: true, attempts: true },
  });
  for (const { key, state, attempts } of posts) {
    // What was never tried reads the entry when it is sent.
    if (state === 'PENDING' && attempts === 0) continue;
    const roomId = key.slice(prefix.length);
    const own = `slack:revise:${key.slice('slack:'.length)}:`;
    const before = await work.tx.outboxItem.findMany({
      where: keysFrom(own),
      select: { state: true, attempts: true },
    });
    if (before.some((each) => each.state === 'PENDING' && each.attempts === 0)) continue;
    await enqueue(work, {
      kind: 'SLACK',
      key: `${own}${before.length + 1}`,
      queueKey: queueOf(ticketId, roomId),
      payload: { op: 'revise', ticketId, roomId, of } satisfies SlackPayload,
    });
  }
}

/** Where the entry stands in a room, alone or among others; null where it was never posted there. */
export async function postOfEntry(
  queries: Queries,
  { of, roomId }: { of: Revised; roomId: string },
): Promise<EntryPost | null> {
  const own = await queries.outboxItem.findUnique({ where: { key: entryKey(of, roomId) } });
  const { takenInto } = (own?.result ?? {}) as { takenInto?: string };
  const item = takenInto ? await queries.outboxItem.findUnique({ where: { id: takenInto } }) : own;
  const post = item && (await queries.slackPost.findUnique({ where: { id: item.id } }));
  if (!item || !post || (await isOtherTeam(queries, post.teamId))) return null;
  const payload = slackPayload.parse(item.payload);
  const { teamId, channelId, ts } = post;
  return { teamId, channelId, ts, entries: payload.op === 'summary' ? payload.entries : [of] };
}

/** All keys that begin so; asked for by their order, which the index of keys knows. */
const keysFrom = (prefix: string) => ({ key: { gte: prefix, lt: `${prefix}~` } });
