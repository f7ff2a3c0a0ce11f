/** `postern ticket tag`: puts tags on and takes tags off. */
import { changeTickets } from '../change-tickets.ts';
import type { Args } from '../flags.ts';
import { type TicketRef, ticketRef } from '../numbers.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';
import { commaList } from '../values.ts';

/** One ticket, several, or many from stdin; all of them get the same. */
export async function act(session: Session, args: Args): Promise<number> {
  const { add, remove, more } = wishOf(args);
  return changeTickets(session, args, {
    more,
    change: (tickets, which) => tickets.tag.mutate({ ...which, add, remove }),
    done: ({ number, tags, subject }) =>
      tags.length > 0
        ? `#${number} is tagged ${tags.join(', ')}: ${subject}`
        : `#${number} has no tags: ${subject}`,
  });
}

function wishOf(args: Args): { add: string[]; remove: string[]; more: TicketRef[] } {
  const add = commaList(args.add) ?? [];
  const remove = commaList(args.remove) ?? [];
  const more: TicketRef[] = [];
  for (const word of args.tags ?? []) {
    if (word.startsWith('+')) add.push(...(commaList(word.slice(1)) ?? []));
    else if (word.startsWith('-')) remove.push(...(commaList(word.slice(1)) ?? []));
    else if (/^(#?\d+|tkt_\w+)$/.test(word)) more.push(ticketRef(word));
    else
      throw usageProblem(
        `"${word}" says neither on nor off.`,
        `Write +${word} to put the tag on, -${word} to take it off.`,
      );
  }
  if (add.length + remove.length === 0)
    throw usageProblem('Say which tags.', 'For example: postern ticket tag 1042 +billing -refund');
  return { add, remove, more };
}
