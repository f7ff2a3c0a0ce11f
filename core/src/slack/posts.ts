/** What a message in Slack is to the desk: one of its own posts, or words that were sent to a customer. */
import { type Context, inTransaction, type SlackViewer, type Work } from '../context.ts';
import { type SlackPlace, sourceId } from '../slack-rooms/source-message.ts';
import { slackResult } from './link-thread.ts';

/**
 * The desk's own message came back as an event. `stray` is a second copy of what stands elsewhere already: Slack took
 * in a call late, after it was looked for in vain. Of a delivery that is tried again, `unknown`: which copy will count is
 * not settled. What is under way for the first time has one copy.
 */
export async function confirmPost(
  ctx: Context<SlackViewer>,
  { deliveryId, ...place }: SlackPlace & { deliveryId: string },
): Promise<{ is: 'known' | 'stray' | 'unknown' }> {
  const post =
    (await ctx.core.db.read.slackPost.findUnique({ where: { id: deliveryId } })) ??
    (await postOfNoTicket(ctx, deliveryId));
  if (!post) return { is: (await isTriedAgain(ctx, deliveryId)) ? 'unknown' : 'known' };
  return { is: post.channelId === place.channelId && post.ts === place.ts ? 'known' : 'stray' };
}

/** What is about no ticket, such as how much waits, is kept with its item alone. */
async function postOfNoTicket({ core }: Context<SlackViewer>, id: string): Promise<SlackPlace | null> {
  const item = await core.db.read.outboxItem.findUnique({ where: { id }, select: { result: true } });
  return slackResult.safeParse(item?.result).data?.post ?? null;
}

async function isTriedAgain({ core }: Context<SlackViewer>, deliveryId: string): Promise<boolean> {
  const item = await core.db.read.outboxItem.findUnique({
    where: { id: deliveryId.replace(/\.root$/, '') },
    select: { state: true, attempts: true },
  });
  if (!item) return false;
  const isFirst = item.state === 'IN_FLIGHT' && item.attempts === 1;
  return !isFirst && ['PENDING', 'IN_FLIGHT', 'AMBIGUOUS'].includes(item.state);
}

/** Remembers that a message of a person was sent to the customer. */
export async function rememberSource(
  ctx: Context<SlackViewer>,
  source: SlackPlace & { ticketId: string; messageId: string | null },
): Promise<void> {
  await inTransaction(ctx, (work) => keepSource(work, source));
}

/** The same in a transaction that is under way. */
export async function keepSource(
  work: Work,
  source: SlackPlace & { ticketId: string; messageId: string | null },
): Promise<void> {
  const id = `source:${source.teamId}:${source.channelId}:${source.ts}`;
  await work.tx.slackPost.upsert({
    where: { id },
    create: { ...source, id, kind: 'SOURCE', createdAt: work.now },
    update: { messageId: source.messageId },
  });
}

/** The message to a customer that was made of this one, if one was. */
export async function sentFrom(
  ctx: Context<SlackViewer>,
  place: SlackPlace,
): Promise<{ ticketId: string; customer: string } | null> {
  const post = await ctx.core.db.read.slackPost.findFirst({
    where: { ...place, kind: 'SOURCE' },
    select: {
      ticketId: true,
      messageId: true,
      ticket: { select: { requester: { select: { name: true, email: true } } } },
    },
  });
  if (!post) return null;
  // What is held is remembered when it is held, and may have been taken back since.
  const hasLeft =
    post.messageId !== null ||
    (await ctx.core.db.read.heldReply.count({ where: { requestId: sourceId(place), state: 'SENT' } })) > 0;
  const { requester } = post.ticket;
  if (!hasLeft) return null;
  return { ticketId: post.ticketId, customer: requester?.name ?? requester?.email ?? 'The customer' };
}
