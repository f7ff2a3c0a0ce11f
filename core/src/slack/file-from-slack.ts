/** A ticket that an agent files from Slack in a contact's name, with what was said there as notes. */
import { z } from 'zod';
import type { Context, SlackViewer, Work } from '../context.ts';
import { type SlackPlace, sourceId } from '../slack-rooms/source-message.ts';
import { keepNote } from '../tickets/add-note.ts';
import { createTicket } from '../tickets/create-ticket.ts';
import { messageText } from '../tickets/message-text.ts';
import { customerText } from './customer-text.ts';
import { asSlackAgent, type SlackIdentity, saidBy } from './slack-people.ts';

const id = z.string().min(1).max(64);

/** One message of a thread; the name is for people who are no agents. */
export const saidInSlack = z.strictObject({
  ts: id,
  userId: id,
  authorName: z.string().max(200),
  text: z.string(),
});

export type SaidInSlack = z.infer<typeof saidInSlack>;

export interface SlackFiling extends SlackIdentity {
  /** The contact's address. */
  from: string;
  subject: string;
  body: string;
  uploads: readonly string[];
  requestId: string;
  /** The message it is filed from; null for one that nobody wrote in Slack. */
  origin: { channelId: string; ts: string; link: string | null } | null;
  /** What was said around that message, the oldest first. */
  thread: readonly SaidInSlack[];
}

/**
 * Ticket and notes together or not at all; the same request twice is one ticket. What the customer reads of it names
 * nothing as Slack calls it. Throws what `createTicket` throws.
 */
export async function fileFromSlack(
  ctx: Context<SlackViewer>,
  filing: SlackFiling,
): Promise<{ id: string; number: number }> {
  const { teamId, userId, origin, thread, ...form } = filing;
  const agent = await asSlackAgent(ctx, { teamId, userId });
  const { read } = ctx.core.db;
  const subject = await customerText(read, teamId, form.subject);
  const body = await customerText(read, teamId, form.body);
  const { id, number } = await createTicket(agent, { ...form, subject, body }, async (work, ticketId) => {
    if (!origin) return;
    await keepOrigin(work, { ticketId, teamId, channelId: origin.channelId, ts: origin.ts });
    const link = origin.link ? `\n${origin.link}` : '';
    await keepNote(work, {
      ticketId,
      text: `Filed from a message in Slack.${link}`,
      author: { agentId: agent.viewer.agentId },
      externalId: `filed:${ticketId}`,
      writtenIn: null,
    });
    for (const said of thread) await keepSaid(work, { ticketId, teamId, channelId: origin.channelId }, said);
  });
  return { id, number };
}

/** The first ticket that was made of a message is found by it: an import makes no second one of its thread. */
async function keepOrigin(work: Work, place: SlackPlace & { ticketId: string }): Promise<void> {
  const id = `filed:${place.teamId}:${place.channelId}:${place.ts}`;
  await work.tx.slackPost.upsert({
    where: { id },
    create: { ...place, id, kind: 'FILED', createdAt: work.now },
    update: {},
  });
}

async function keepSaid(
  work: Work,
  { ticketId, teamId, channelId }: { ticketId: string; teamId: string; channelId: string },
  { ts, userId, authorName, text }: SaidInSlack,
): Promise<void> {
  if (text.trim() === '') return;
  await keepNote(work, {
    ticketId,
    text: messageText(text),
    author: await saidBy(work, { teamId, userId }, authorName),
    // Of this ticket alone: the same message may be a note of another one, whose thread it stands in.
    externalId: `filed:${ticketId}:${sourceId({ teamId, channelId, ts })}`,
    writtenIn: null,
  });
}
