/** A message in Slack from which something was made at the desk: a note, or a reply that waits. */
import type { Queries } from '../context.ts';

export interface SlackPlace {
  teamId: string;
  channelId: string;
  ts: string;
}

const prefix = 'slack:';

/** What the desk calls what was made of this message, as its id of elsewhere. */
export const sourceId = ({ teamId, channelId, ts }: SlackPlace) => `${prefix}${teamId}:${channelId}:${ts}`;

/**
 * Whether Slack has told that the message was changed or deleted, handled or not: events are stored under what they
 * tell, `TEAM:CHANNEL:TS:STATE`, and the state of a message as it was sent has no name.
 */
export async function isSourceChanged(queries: Queries, id: string): Promise<boolean> {
  if (!id.startsWith(prefix)) return false;
  const contentKey = { startsWith: `${id.slice(prefix.length)}:` };
  return (await queries.slackEvent.count({ where: { contentKey } })) > 0;
}

/** Whether it was deleted. */
export async function isSourceDeleted(queries: Queries, id: string): Promise<boolean> {
  const contentKey = `${id.slice(prefix.length)}:deleted`;
  return (await queries.slackEvent.count({ where: { contentKey } })) > 0;
}
