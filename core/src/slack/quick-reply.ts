/** `@Postern reply: …` in a ticket's thread: held for a few seconds, in which its writer can take it back. */
import type { AgentContext, Context, SlackViewer } from '../context.ts';
import { PosternError } from '../errors.ts';
import { isSourceChanged, sourceId } from '../slack-rooms/source-message.ts';
import { accessTicket } from '../tickets/access-ticket.ts';
import { audienceOf } from '../tickets/audience.ts';
import { holdReply } from '../tickets/hold-reply.ts';
import { leakWords } from '../tickets/leak-words.ts';
import { messageText } from '../tickets/message-text.ts';
import { sendHeldUnchanged } from '../tickets/release-held.ts';
import { takeBack } from '../tickets/take-back.ts';
import { customerText } from './customer-text.ts';
import { rememberSource } from './posts.ts';
import { replyWarnings } from './reply-warnings.ts';
import { asSlackAgent, type SlackIdentity } from './slack-people.ts';
import { roomOfLink } from './thread-note.ts';

/** How long an `@Postern reply:` waits. Source: our own rule, slack.md L6. */
export const quickHoldMs = 15_000;
/** A message that reaches the desk later than this is not sent. */
const longestLateMs = 60_000;

export interface QuickReply extends SlackIdentity {
  channelId: string;
  threadTs: string;
  ts: string;
  text: string;
}

export type QuickAnswer =
  /** The thread is no ticket's, or its room takes no replies: the message is a note like any other. */
  { is: 'note' } | { is: 'held'; held: string; recipients: { name: string | null; email: string }[] };

/**
 * Holds the text for the ticket's present readers; the same message twice is one reply. Throws what refuses a reply,
 * and `BAD_INPUT` for one that looks as if it were meant for the team.
 */
export async function holdQuickReply(ctx: Context<SlackViewer>, message: QuickReply): Promise<QuickAnswer> {
  const { teamId, userId, channelId, threadTs, ts } = message;
  const { read } = ctx.core.db;
  const link = await read.slackLink.findUnique({
    where: { teamId_channelId_threadTs: { teamId, channelId, threadTs } },
  });
  const isAllowed = link && (await roomOfLink(read, link))?.takesReplies;
  if (!isAllowed || (await isSourceChanged(read, sourceId(message)))) return { is: 'note' };
  requireRecent(ctx.core.clock.now(), ts);
  const agent = await asSlackAgent(ctx, { teamId, userId });
  const { ticketId } = link;
  await requireForCustomers(agent, ticketId, message);
  const audience = await audienceOf({ core: ctx.core, queries: read }, ticketId);
  const held = await holdReply(
    agent,
    { ticket: ticketId, body: message.text, audienceHash: audience.hash, requestId: sourceId(message) },
    { releaseAt: new Date(ctx.core.clock.now().getTime() + quickHoldMs), stopIfTheyWrite: true },
  );
  const messageId = held.kind === 'sent' ? held.message.id : null;
  await rememberSource(ctx, { teamId, channelId, ts, ticketId, messageId });
  return held.kind === 'sent'
    ? { is: 'held', held: '', recipients: audience.to }
    : { is: 'held', held: held.id, recipients: audience.to };
}

/** The reply that this message was held as, if it waits still, is taken back: its words changed, or are gone. */
export async function cancelQuickReply(
  ctx: Context<SlackViewer>,
  place: SlackIdentity & { channelId: string; ts: string },
): Promise<{ isTakenBack: boolean }> {
  const row = await ctx.core.db.read.heldReply.findFirst({
    where: { requestId: sourceId(place), state: 'HELD' },
    select: { id: true },
  });
  if (!row) return { isTakenBack: false };
  const agent = await asSlackAgent(ctx, place);
  try {
    await takeBack(agent, row.id);
    return { isTakenBack: true };
  } catch (error) {
    // It left in this very moment.
    if (error instanceof PosternError && error.code === 'REPLY_LEFT') return { isTakenBack: false };
    throw error;
  }
}

/** Throws `REPLY_LEFT` once it has gone out, and `HELD_REPLY_NOT_FOUND` for one of somebody else. */
export async function undoHeld(
  ctx: Context<SlackViewer>,
  wish: SlackIdentity & { reply: string },
): Promise<void> {
  await takeBack(await asSlackAgent(ctx, wish), wish.reply);
}

/** Throws `TICKET_CHANGED` when the customer wrote, or the message changed, since it was held: nobody has read that here. */
export async function sendHeld(
  ctx: Context<SlackViewer>,
  wish: SlackIdentity & { reply: string },
): Promise<void> {
  await sendHeldUnchanged(await asSlackAgent(ctx, wish), wish.reply);
}

/** A message that was written before an outage answers a thread that its writer may not have read since. */
function requireRecent(now: Date, ts: string): void {
  if (now.getTime() - Number(ts) * 1_000 <= longestLateMs) return;
  throw new PosternError('BAD_INPUT', 'This was written too long ago to be sent now.', {
    hint: 'Read the thread, then press "Reply to customer".',
  });
}

/** There is no dialog that could ask back, so what looks like the team's own is not held at all. */
async function requireForCustomers(
  agent: AgentContext,
  ticketId: string,
  { teamId, text: body }: QuickReply,
): Promise<void> {
  const { read } = agent.core.db;
  if ((await customerText(read, teamId, body)) !== body)
    throw new PosternError(
      'BAD_INPUT',
      'It names people, channels or files of Slack, so this was not sent.',
      {
        hint: 'Press "Reply to customer" to see what would be sent.',
      },
    );
  const ticket = await accessTicket.asAgent(read, agent.viewer, ticketId, 'tickets.write');
  const [warning] = await replyWarnings(read, agent.viewer, {
    ticketId: ticket.id,
    text: messageText(body),
  });
  if (!warning) return;
  const what = warning.kind === 'slack' ? 'leads into your Slack' : leakWords[warning.kind];
  throw new PosternError('BAD_INPUT', `"${warning.passage.slice(0, 100)}" ${what}, so this was not sent.`, {
    hint: 'Change it, or press "Reply to customer" to send it as it is.',
  });
}
