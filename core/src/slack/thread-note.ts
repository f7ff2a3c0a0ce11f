/** Text typed in a ticket's Slack thread: a note for the team, always. Nothing here can reach a customer. */
import { type Context, inTransaction, type Queries, type SlackViewer } from '../context.ts';
import { type AttachmentLimits, readAttachmentLimits } from '../files/attachment-limits.ts';
import { type RoomRow, readRooms } from '../slack-rooms/rooms.ts';
import { isSourceDeleted, sourceId } from '../slack-rooms/source-message.ts';
import { keepNote } from '../tickets/add-note.ts';
import { messageText } from '../tickets/message-text.ts';
import { findSlackAgent, type SlackIdentity, strangerName } from './slack-people.ts';

export interface ThreadText extends SlackIdentity {
  channelId: string;
  threadTs: string;
  /** The message's own timestamp: with the channel it is the note's id, so Slack may send it again. */
  ts: string;
  /** For people who are no agents. */
  authorName: string;
  text: string;
  /** Files that the writer brought along, as their uploads. */
  uploads: readonly string[];
}

/**
 * Answers the note's id, or null when the thread is no ticket's (`isTicket` false), or when its room ignores people who
 * are no agents, or when the message was deleted meanwhile.
 */
export async function threadNote(
  ctx: Context<SlackViewer>,
  message: ThreadText,
): Promise<{ noteId: string | null; isTicket: boolean }> {
  const text = messageText(message.text);
  return inTransaction({ ...ctx, source: 'SLACK' }, async (work) => {
    const { teamId, channelId, threadTs, ts } = message;
    const link = await work.tx.slackLink.findUnique({
      where: { teamId_channelId_threadTs: { teamId, channelId, threadTs } },
    });
    if (!link) return { noteId: null, isTicket: false };
    const externalId = sourceId(message);
    const before = await work.tx.note.findUnique({ where: { externalId }, select: { id: true } });
    if (before) return { noteId: before.id, isTicket: true };
    if (await isSourceDeleted(work.tx, externalId)) return { noteId: null, isTicket: true };
    const person = { teamId, userId: message.userId };
    const agent = await findSlackAgent(work, person);
    const room = await roomOfLink(work.tx, link);
    if (!agent && room && !room.keepsStrangers) return { noteId: null, isTicket: true };
    const note = await keepNote(
      { ...work, actor: agent ? `agent:${agent.id}` : `slack:${teamId}:${message.userId}` },
      {
        ticketId: link.ticketId,
        text,
        uploads: message.uploads,
        author: agent
          ? { agentId: agent.id }
          : { name: await strangerName(work, person, message.authorName) },
        externalId,
        writtenIn: room?.id ?? null,
      },
    );
    if (ts > link.lastTs) await work.tx.slackLink.update({ where: { id: link.id }, data: { lastTs: ts } });
    return { noteId: note.id, isTicket: true };
  });
}

/** Whether the files of a message are to be fetched: an agent's, in a ticket's thread, and not kept before. */
export async function noteFiles(
  { core }: Context<SlackViewer>,
  message: Pick<ThreadText, 'teamId' | 'userId' | 'channelId' | 'threadTs' | 'ts'>,
): Promise<AttachmentLimits & { wantsFiles: boolean }> {
  const { read } = core.db;
  const { teamId, userId, channelId, threadTs } = message;
  const [limits, link, person, before] = await Promise.all([
    readAttachmentLimits(read),
    read.slackLink.count({ where: { teamId, channelId, threadTs } }),
    read.slackPerson.count({ where: { teamId, userId, suspendedAt: null, agent: { disabledAt: null } } }),
    read.note.count({ where: { externalId: sourceId(message) } }),
  ]);
  return { ...limits, wantsFiles: link > 0 && person > 0 && before === 0 };
}

/** The room of a thread; links of before there were rooms name none. */
export async function roomOfLink(
  queries: Queries,
  link: { roomId: string | null; channelId: string },
): Promise<RoomRow | undefined> {
  const rooms = await readRooms(queries);
  return (
    rooms.find(({ id }) => id === link.roomId) ??
    rooms.find(({ channelId }) => channelId === link.channelId) ??
    rooms.find((room) => room.isDefault)
  );
}
