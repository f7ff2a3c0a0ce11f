/** The Slack threads in which a team may have written while the desk was away. */
import type { Core } from '../context.ts';
import { ofConnectedTeam } from '../slack-rooms/connected-team.ts';
import { sourceId } from '../slack-rooms/source-message.ts';

export interface OpenThread {
  teamId: string;
  channelId: string;
  threadTs: string;
  /** The newest message already taken in. */
  lastTs: string;
}

/** The threads of all open tickets, the most lately active first. */
export async function openThreads(core: Core): Promise<OpenThread[]> {
  const links = await core.db.read.slackLink.findMany({
    where: { ticket: { closedAt: null }, ...(await ofConnectedTeam(core.db.read)) },
    orderBy: { ticket: { lastActivityAt: 'desc' } },
    select: { teamId: true, channelId: true, threadTs: true, lastTs: true },
  });
  return links.map(({ teamId, channelId, threadTs, lastTs }) => ({ teamId, channelId, threadTs, lastTs }));
}

/** What the desk made of a message of a thread. */
export interface KnownMessage {
  ts: string;
  /** When the newest change that is known was made. */
  editedAt: string | null;
  isWithdrawn: boolean;
}

/**
 * The messages of a ticket's thread that became notes. What was said below a former card of the ticket is older than the
 * card and not among them, nor is what was said before there was one.
 */
export async function messagesKnown(
  core: Core,
  { teamId, channelId, threadTs }: Pick<OpenThread, 'teamId' | 'channelId' | 'threadTs'>,
): Promise<KnownMessage[]> {
  const { read } = core.db;
  const link = await read.slackLink.findUnique({
    where: { teamId_channelId_threadTs: { teamId, channelId, threadTs } },
    select: { ticketId: true },
  });
  if (!link) return [];
  const from = sourceId({ teamId, channelId, ts: '' });
  const notes = await read.note.findMany({
    where: { ticketId: link.ticketId, externalId: { startsWith: from } },
    select: { externalId: true, editedAt: true, withdrawnAt: true },
  });
  return notes
    .map(({ externalId, editedAt, withdrawnAt }) => ({
      ts: (externalId ?? '').slice(from.length),
      editedAt: editedAt?.toISOString() ?? null,
      isWithdrawn: withdrawnAt !== null,
    }))
    .filter(({ ts }) => Number(ts) > Number(threadTs));
}
