/** The Slack threads in which a team may have written while the desk was away. */
import type { Core } from '../context.ts';
import { ofConnectedTeam } from '../slack-rooms/connected-team.ts';

export interface OpenThread {
  teamId: string;
  channelId: string;
  threadTs: string;
  /** The newest message already taken in. */
  lastTs: string;
}

/** Threads of open tickets, the most lately active first. */
export async function openThreads(core: Core, limit: number): Promise<OpenThread[]> {
  const links = await core.db.read.slackLink.findMany({
    where: { ticket: { closedAt: null }, ...(await ofConnectedTeam(core.db.read)) },
    orderBy: { ticket: { lastActivityAt: 'desc' } },
    take: limit,
    select: { teamId: true, channelId: true, threadTs: true, lastTs: true },
  });
  return links.map(({ teamId, channelId, threadTs, lastTs }) => ({ teamId, channelId, threadTs, lastTs }));
}
