/** Putting tags on a ticket, and taking them off. */
import type { AgentContext } from '../context.ts';
import { PosternError } from '../errors.ts';
import type { TicketRef } from './access-ticket.ts';
import { changeTicket, type Decision } from './change-ticket.ts';
import type { TicketHead } from './ticket-rows.ts';
import { addTags, removeTags, tagName, tagsOf } from './ticket-tags.ts';

/** On one ticket. */
export const mostTags = 50;

/**
 * Both in one change with one event. What the ticket has already, or has not, is no change; a new word joins the
 * desk's list. Throws `BAD_INPUT` for a word that can be no tag, and for one that is to be put on and taken off.
 */
export function tagTicket(
  ctx: AgentContext,
  wish: {
    ticket: TicketRef;
    add: readonly string[];
    remove: readonly string[];
    ifVersion?: number | undefined;
  },
): Promise<TicketHead> {
  return changeTicket(ctx, wish, tagging(wish));
}

/** Throws for words that can be no tags, before any ticket is looked at. */
export function tagging(wish: { add: readonly string[]; remove: readonly string[] }): Decision {
  const wantedOn = new Set(wish.add.map(tagName));
  const wantedOff = new Set(wish.remove.map(tagName));
  const both = [...wantedOn].find((name) => wantedOff.has(name));
  if (both !== undefined)
    throw new PosternError('BAD_INPUT', `"${both}" cannot be put on and taken off at once. Say which.`);
  return async (work, ticket) => {
    const before = (await tagsOf(work.tx, [ticket.id])).get(ticket.id) ?? [];
    const added = [...wantedOn].filter((name) => !before.includes(name));
    const removed = [...wantedOff].filter((name) => before.includes(name));
    if (added.length + removed.length === 0) return null;
    const count = before.length + added.length - removed.length;
    if (count > mostTags)
      throw new PosternError(
        'BAD_INPUT',
        `Ticket #${ticket.number} would have ${count} tags; ${mostTags} fit. Take some off first.`,
      );
    await addTags(work, ticket.id, added);
    await removeTags(work, ticket.id, removed);
    return { data: {}, action: 'ticket.tagged', change: { added, removed } };
  };
}
