/** One action on the ticket that was named, or on each of those that a pipe brings. */
import type { Args } from './flags.ts';
import { namedTickets, type TicketRef } from './numbers.ts';
import { printList, printOne, type Shape } from './output.ts';
import { report, tellingOf } from './report.ts';
import type { Session } from './session.ts';

export interface TicketAction<Result> {
  act: (ticket: TicketRef) => Promise<Result>;
  /** Tickets that were named beside the first. */
  more?: readonly TicketRef[];
  /** A sentence for people, on stderr. */
  done?: (result: Result) => string;
  shape: Shape;
  /** Whether people at a terminal see the data too, or the sentence alone. */
  showsData: boolean;
}

/**
 * Answers the exit code. With `-`, or with several, a ticket that is refused is told and the next one follows; the exit code is that
 * of the first refusal. Trouble that would meet every ticket (no desk, no session) ends it at once.
 */
export async function eachTicket<Result extends object>(
  session: Session,
  args: Args,
  action: TicketAction<Result>,
): Promise<number> {
  const named = args.ticket as string;
  const results: Result[] = [];
  let exit = 0;
  const tickets = [...new Set([...(await namedTickets(session, named)), ...(action.more ?? [])])];
  const isMany = named === '-' || tickets.length > 1;
  for (const ticket of tickets) {
    try {
      const result = await action.act(ticket);
      results.push(result);
      if (action.done) await session.say(action.done(result));
    } catch (error) {
      if (!isMany) throw error;
      const told = await tellingOf(error, session);
      await report(session.io, told, args.json || args.jsonl);
      exit ||= told.exit;
      if ([1, 4, 8].includes(told.exit)) break;
    }
  }
  if (session.format === 'table' && !action.showsData) return exit;
  if (isMany) await printList(session, args, { items: results, nextCursor: null, shape: action.shape });
  else await printOne(session, args, results[0] as Result, action.shape);
  return exit;
}
