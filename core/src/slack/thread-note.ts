/** Text typed in a ticket's Slack thread: a note for the team, always. Nothing here can reach a customer. */
import { type Context, inTransaction, type SlackViewer } from '../context.ts';
import { keepNote } from '../tickets/add-note.ts';
import { messageText } from '../tickets/message-text.ts';
import { findSlackAgent, type SlackIdentity } from './slack-people.ts';

export interface ThreadText extends SlackIdentity {
  channelId: string;
  threadTs: string;
  /** The message's own timestamp: with the channel it is the note's id, so Slack may send it again. */
  ts: string;
  /** For people who are no agents. */
  authorName: string;
  text: string;
}

/** Answers the note's id, or null when the thread is no ticket's. */
export async function threadNote(
  ctx: Context<SlackViewer>,
  message: ThreadText,
): Promise<{ noteId: string | null }> {
  const text = messageText(message.text);
  return inTransaction({ ...ctx, source: 'SLACK' }, async (work) => {
    const { teamId, channelId, threadTs, ts } = message;
    const link = await work.tx.slackLink.findUnique({
      where: { teamId_channelId_threadTs: { teamId, channelId, threadTs } },
    });
    if (!link) return { noteId: null };
    const externalId = `slack:${teamId}:${channelId}:${ts}`;
    const before = await work.tx.note.findUnique({ where: { externalId }, select: { id: true } });
    if (before) return { noteId: before.id };
    const agent = await findSlackAgent(work, { teamId, userId: message.userId });
    const note = await keepNote(
      { ...work, actor: agent ? `agent:${agent.id}` : `slack:${teamId}:${message.userId}` },
      {
        ticketId: link.ticketId,
        text,
        author: agent ? { agentId: agent.id } : { name: `${message.authorName} (Slack, not an agent)` },
        externalId,
        isFromThread: true,
      },
    );
    if (ts > link.lastTs) await work.tx.slackLink.update({ where: { id: link.id }, data: { lastTs: ts } });
    return { noteId: note.id };
  });
}
