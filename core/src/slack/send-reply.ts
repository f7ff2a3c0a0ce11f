/** Answering a customer from Slack: a dialog is opened for one ticket, and only its submission sends. */
import { createHash } from 'node:crypto';
import { type AgentContext, type Context, inTransaction, type SlackViewer, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { hashSecret } from '../ids.ts';
import { accessTicket } from '../tickets/access-ticket.ts';
import { type Audience, audienceOf, readersOf } from '../tickets/audience.ts';
import { replyToTicket, ticketClosed } from '../tickets/reply-to-ticket.ts';
import { asSlackAgent, type SlackIdentity } from './slack-people.ts';

const intentLifeMs = 60 * 60_000;

export interface OpenedReply {
  /** Goes into the dialog and comes back with its submission; good once. */
  nonce: string;
  number: number;
  subject: string;
  recipients: Audience['to'];
  /** The customer's newest words, for reading while writing. */
  lastMessage: { author: string; text: string; at: string } | null;
}

/** Mints the intent that a submission needs. Throws `NOT_ALLOWED` for who is no agent, `TICKET_CLOSED`. */
export async function openReply(
  ctx: Context<SlackViewer>,
  ask: SlackIdentity & { ticketId: string },
): Promise<OpenedReply> {
  const agent = await asSlackAgent(ctx, ask);
  return inTransaction(agent, async (work) => {
    const ticket = await accessTicket.asAgent(work.tx, agent.viewer, ask.ticketId, 'tickets.write');
    if (ticket.closedAt) throw ticketClosed(ticket.number);
    const audience = await audienceOf({ core: work.core, queries: work.tx }, ticket.id);
    const last = await newestFromCustomer(work, ticket.id);
    const nonce = work.core.ids.secret();
    await work.tx.replyIntent.create({
      data: {
        nonceHash: hashSecret(nonce),
        ticketId: ticket.id,
        agentId: agent.viewer.agentId,
        audienceHash: seenHash(audience, last?.id),
        expiresAt: new Date(work.now.getTime() + intentLifeMs),
      },
    });
    return {
      nonce,
      number: ticket.number,
      subject: ticket.subject,
      recipients: audience.to,
      lastMessage: last && {
        author: last.contact?.name ?? last.contact?.email ?? '',
        text: last.bodyText,
        at: last.createdAt.toISOString(),
      },
    };
  });
}

/**
 * Sends the text of a submitted dialog, once: the same nonce and text again answers the same message.
 * Throws `REPLY_INTENT_GONE` for an unknown, foreign or expired one, and `AUDIENCE_CHANGED` when the customer
 * wrote, or the recipients changed, after the dialog was opened.
 */
export async function sendReply(
  ctx: Context<SlackViewer>,
  submission: SlackIdentity & { nonce: string; body: string },
): Promise<{ messageId: string; ticketId: string }> {
  const agent = await asSlackAgent(ctx, submission);
  const intent = await ctx.core.db.read.replyIntent.findUnique({
    where: { nonceHash: hashSecret(submission.nonce) },
  });
  const isUsable =
    intent && intent.agentId === agent.viewer.agentId && intent.expiresAt > ctx.core.clock.now();
  if (!isUsable) {
    throw new PosternError(
      'REPLY_INTENT_GONE',
      'This dialog is too old. Open "Reply to customer" again; your text is still here to copy.',
    );
  }
  const audience = await readersOf(ctx.core.db.read, intent.ticketId);
  if (!intent.usedAt) await requireSeen(agent, intent, audience);
  const message = await replyToTicket(agent, {
    ticket: intent.ticketId,
    body: submission.body,
    audienceHash: audience.hash,
    requestId: `slack-${intent.nonceHash}`,
  });
  await inTransaction(agent, (work) =>
    work.tx.replyIntent.update({ where: { nonceHash: intent.nonceHash }, data: { usedAt: work.now } }),
  );
  return { messageId: message.id, ticketId: message.ticketId };
}

async function requireSeen(
  agent: AgentContext,
  intent: { ticketId: string; audienceHash: string },
  audience: Pick<Audience, 'hash'>,
): Promise<void> {
  const { read } = agent.core.db;
  const last = await newestFromCustomer({ tx: read }, intent.ticketId);
  if (seenHash(audience, last?.id) === intent.audienceHash) return;
  throw new PosternError(
    'AUDIENCE_CHANGED',
    `${last?.contact?.name ?? 'The customer'} wrote since you opened this, or the recipients changed. Read the thread, then send again.`,
  );
}

function newestFromCustomer({ tx }: Pick<Work, 'tx'>, ticketId: string) {
  return tx.message.findFirst({
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
