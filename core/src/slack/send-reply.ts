/** Answering a customer from Slack: a dialog is opened for one ticket, and only its submission sends. */
import { createHash } from 'node:crypto';
import {
  type Context,
  type Core,
  inTransaction,
  type Queries,
  type SlackViewer,
  type Work,
} from '../context.ts';
import { PosternError } from '../errors.ts';
import { hashSecret } from '../ids.ts';
import { queueReaction } from '../slack-rooms/queue-to-slack.ts';
import { accessTicket } from '../tickets/access-ticket.ts';
import { type Audience, audienceOf, readersOf } from '../tickets/audience.ts';
import { messageText } from '../tickets/message-text.ts';
import { sendReply as sendWithin, ticketClosed } from '../tickets/reply-to-ticket.ts';
import type { TicketRow } from '../tickets/ticket-rows.ts';
import { customerText } from './customer-text.ts';
import { keepSource } from './posts.ts';
import { type ReplyWarning, replyWarnings } from './reply-warnings.ts';
import { asSlackAgent, type SlackIdentity } from './slack-people.ts';

const intentLifeMs = 60 * 60_000;

export interface OpenedReply {
  /** Goes into the dialog and comes back with its submission; good once. */
  nonce: string;
  ticketId: string;
  number: number;
  subject: string;
  recipients: Audience['to'];
  /** The customer's newest words, for reading while writing. */
  lastMessage: { author: string; text: string; at: string } | null;
  /** What a colleague has answered to them since. */
  lastReply: { author: string; text: string } | null;
}

/** The message in a ticket's thread that the text is taken from. */
export interface ReplySource {
  channelId: string;
  threadTs: string;
  ts: string;
}

type Ask = SlackIdentity & { ticketId?: string | undefined; source?: ReplySource | undefined };

/**
 * Mints the intent that a submission needs. Throws `NOT_ALLOWED` for who is no agent, `TICKET_CLOSED`, and
 * `TICKET_NOT_FOUND` for a message that stands in no ticket's thread.
 */
export async function openReply(ctx: Context<SlackViewer>, ask: Ask): Promise<OpenedReply> {
  const agent = await asSlackAgent(ctx, { teamId: ask.teamId, userId: ask.userId });
  return inTransaction(agent, async (work) => {
    const ticketId = ask.ticketId ?? (await ticketOfThread(work, ask));
    const ticket = await accessTicket.asAgent(work.tx, agent.viewer, ticketId, 'tickets.write');
    if (ticket.closedAt) throw ticketClosed(ticket.number);
    const { shown, audience, newest } = await readShown(work.core, work.tx, ticket);
    const nonce = work.core.ids.secret();
    const { source } = ask;
    await work.tx.replyIntent.create({
      data: {
        nonceHash: hashSecret(nonce),
        ticketId: ticket.id,
        agentId: agent.viewer.agentId,
        audienceHash: seenHash(audience, newest?.id),
        expiresAt: new Date(work.now.getTime() + intentLifeMs),
        ...(source && { teamId: ask.teamId, channelId: source.channelId, sourceTs: source.ts }),
      },
    });
    return { ...shown, nonce };
  });
}

/** What a dialog shows, as it is now. */
export async function shownReply(
  ctx: Context<SlackViewer>,
  { ticketId, ...person }: SlackIdentity & { ticketId: string },
): Promise<Omit<OpenedReply, 'nonce'>> {
  const { core, viewer } = await asSlackAgent(ctx, person);
  const ticket = await accessTicket.asAgent(core.db.read, viewer, ticketId, 'tickets.write');
  return (await readShown(core, core.db.read, ticket)).shown;
}

async function readShown(core: Core, queries: Queries, { id, number, subject }: TicketRow) {
  const audience = await audienceOf({ core, queries }, id);
  const [last, newest] = await Promise.all([newestFromCustomer(queries, id), newestPublic(queries, id)]);
  const shown: Omit<OpenedReply, 'nonce'> = {
    ...{ ticketId: id, number, subject, recipients: audience.to },
    lastMessage: last && {
      author: last.contact?.name ?? last.contact?.email ?? '',
      text: last.bodyText,
      at: last.createdAt.toISOString(),
    },
    lastReply: newest?.agent ? { author: newest.agent.name, text: newest.bodyText } : null,
  };
  return { shown, audience, newest };
}

async function ticketOfThread({ tx }: Work, { teamId, source }: Ask): Promise<string> {
  const link =
    source &&
    (await tx.slackLink.findUnique({
      where: {
        teamId_channelId_threadTs: { teamId, channelId: source.channelId, threadTs: source.threadTs },
      },
      select: { ticketId: true },
    }));
  if (!link) throw new PosternError('TICKET_NOT_FOUND', 'This message stands in no thread of a ticket.');
  return link.ticketId;
}

export interface Submission extends SlackIdentity {
  nonce: string;
  body: string;
  /** Files that the agent brought before. */
  uploads: readonly string[];
  /** Where the ticket goes with it: it waits for the customer, is closed, or stays where it is. */
  after: 'wait' | 'close' | 'stay';
  /** Of the text that was shown with its warnings, as a former answer gave it. */
  shown: string | null;
}

export type SubmittedReply =
  | { is: 'sent'; messageId: string; ticketId: string }
  /** Nothing was sent: this is what the customer would read, and what looks wrong in it. */
  | { is: 'to be shown'; text: string; shown: string; isConverted: boolean; warnings: ReplyWarning[] };

/**
 * Sends the text of a submitted dialog, once, with its files: the same nonce and text again answers the same message.
 * A text that had to be converted, or has warnings, is sent only after exactly that text and they were shown. Throws
 * `REPLY_INTENT_GONE` for an unknown, foreign or expired nonce, and `AUDIENCE_CHANGED` when the customer or a colleague
 * wrote, or the recipients changed, after the dialog was opened.
 */
export async function sendReply(ctx: Context<SlackViewer>, submission: Submission): Promise<SubmittedReply> {
  const { teamId, userId, nonce } = submission;
  const agent = await asSlackAgent(ctx, { teamId, userId });
  const { agentId } = agent.viewer;
  return inTransaction(agent, async (work): Promise<SubmittedReply> => {
    const intent = await work.tx.replyIntent.findUnique({ where: { nonceHash: hashSecret(nonce) } });
    if (!intent || intent.agentId !== agentId || intent.expiresAt <= work.now) throw intentGone();
    const { ticketId, nonceHash } = intent;
    const typed = messageText(submission.body);
    const text = messageText(await customerText(work.tx, teamId, typed));
    const audience = await readersOf(work.tx, ticketId);
    if (!intent.usedAt) {
      await requireSeen(work, intent, audience);
      const warnings = await replyWarnings(work.tx, agent.viewer, { ticketId, text });
      const shown = hashSecret(JSON.stringify([text, warnings]));
      const isConverted = text !== typed;
      if (submission.shown !== shown && (isConverted || warnings.length > 0))
        return { is: 'to be shown', text, shown, isConverted, warnings };
    }
    const message = await sendWithin(work, agent.viewer, {
      ticket: ticketId,
      text,
      audienceHash: audience.hash,
      requestId: `slack-${nonceHash}`,
      uploads: submission.uploads,
      actions: submission.after === 'close' ? { close: true } : null,
      staysInStage: submission.after === 'stay',
    });
    if (!intent.usedAt) {
      await work.tx.replyIntent.update({ where: { nonceHash }, data: { usedAt: work.now } });
      const { channelId, sourceTs: ts } = intent;
      if (channelId && ts) {
        await keepSource(work, { teamId, channelId, ts, ticketId, messageId: message.id });
        await queueReaction(work, { ticketId, channelId, ts });
      }
    }
    return { is: 'sent', messageId: message.id, ticketId: message.ticketId };
  });
}

function intentGone(): PosternError {
  return new PosternError(
    'REPLY_INTENT_GONE',
    'This dialog is too old. Open "Reply to customer" again; your text is still here to copy.',
  );
}

async function requireSeen(
  { tx }: Work,
  intent: { ticketId: string; audienceHash: string },
  audience: Pick<Audience, 'hash'>,
): Promise<void> {
  const last = await newestPublic(tx, intent.ticketId);
  if (seenHash(audience, last?.id) === intent.audienceHash) return;
  const who = last?.agent?.name ?? last?.contact?.name ?? 'The customer';
  throw new PosternError(
    'AUDIENCE_CHANGED',
    `${who} wrote since you opened this, or the recipients changed. Read the thread, then send again.`,
  );
}

/** The newest thing that the customer can read, whoever wrote it: after a colleague's answer yours may be one too many. */
function newestPublic(queries: Queries, ticketId: string) {
  return queries.message.findFirst({
    where: { conversation: { ticketId } },
    orderBy: { seq: 'desc' },
    include: { contact: { select: { name: true } }, agent: { select: { name: true } } },
  });
}

function newestFromCustomer(queries: Queries, ticketId: string) {
  return queries.message.findFirst({
    where: { conversation: { ticketId }, direction: 'IN' },
    orderBy: { seq: 'desc' },
    include: { contact: { select: { name: true, email: true } } },
  });
}

function seenHash(audience: Pick<Audience, 'hash'>, lastMessageId: string | undefined): string {
  return createHash('sha256')
    .update(`${audience.hash}:${lastMessageId ?? ''}`)
    .digest('base64url');
}
