/** Links to tickets in Slack: a card below them, in rooms where cards stand anyway, and only where an agent posted them. */

import { type Failure, failureOf } from '@postern/core';
import type { webApi } from '@slack/bolt';
import { context } from '../render/text.ts';
import { ticketLine } from '../render/ticket-list.ts';
import { troubleOf } from '../slack-errors.ts';
import { slackIdOf } from '../slack-ids.ts';
import type { EventHandler, EventParts } from './events.ts';

/** Slack shows no more below one message. */
const mostShown = 5;

/**
 * Silent in every other case: a word about a link that is not shown would say that there is a ticket. Throws what shall
 * be tried again.
 */
export const onLinkShared: EventHandler = async (parts, { teamId, event, isShared }) => {
  const { client, people, workspace } = parts;
  const channel = slackIdOf(event.channel);
  const ts = slackIdOf(event.message_ts);
  const userId = slackIdOf(event.user);
  // A link that is only being typed stands in no channel yet.
  if (!channel || !ts || !userId || isShared || event.source === 'composer') return;
  const room = (await client.slack.rooms.query()).find(({ channelId }) => channelId === channel);
  if (!room || room.parkedBecause !== null || !(await workspace.rooms.isSafe(room, channel))) return;
  const links = ticketLinks(event.links);
  if (links.length === 0) return;
  const person = { teamId, userId };
  await people.recognise(person);
  const unfurls: webApi.LinkUnfurls = {};
  for (const { url, number } of links.slice(0, mostShown)) {
    const found = await ticketFor(parts, { ...person, ticket: number, channelId: channel });
    if (found) unfurls[url] = { blocks: [ticketLine(found), context('Postern. For the team alone.')] };
  }
  if (Object.keys(unfurls).length === 0) return;
  try {
    await workspace.web.chat.unfurl({ channel, ts, unfurls });
  } catch (error) {
    const { kind, words } = troubleOf(error);
    if (kind !== 'target' && kind !== 'room' && kind !== 'payload') throw new Error(words, { cause: error });
  }
};

const notShown = new Set<Failure['code']>(['NOT_ALLOWED', 'TICKET_NOT_FOUND', 'TICKET_DELETED']);

/** What the poster may see, or null for what they may not, what lies in the bin, and people who are no agents. */
async function ticketFor(
  { client }: EventParts,
  ask: { teamId: string; userId: string; ticket: number; channelId: string },
) {
  try {
    return (await client.slack.show.query(ask)).card?.ticket ?? null;
  } catch (error) {
    if (notShown.has(failureOf(error).code)) return null;
    throw error;
  }
}

/** The numbers at the end of addresses such as /support/tickets/1042. Slack names only links to our domains. */
export function ticketLinks(given: unknown): { url: string; number: number }[] {
  const links = Array.isArray(given) ? given : [];
  return links.flatMap((link: { url?: unknown } | null) => {
    const url = typeof link?.url === 'string' ? link.url : '';
    const number = Number(/\/tickets\/(\d{1,9})\/?$/.exec(URL.parse(url)?.pathname ?? '')?.[1]);
    return number > 0 ? [{ url, number }] : [];
  });
}
