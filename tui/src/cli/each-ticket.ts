/** One action on the ticket that was named, or on each of those that a pipe brings or a query finds. */
import { type Chosen, chosenTickets, findAgain } from './chosen-tickets.ts';
import type { Args } from './flags.ts';
import { shownTicket, type TicketRef } from './numbers.ts';
import { printList, printOne, type Shape } from './output.ts';
import { report, type Told, tellingOf } from './report.ts';
import type { Session } from './session.ts';

export interface TicketAction<Result> {
  /** `version` is the one in which a query found it. */
  act: (ticket: TicketRef, version?: number) => Promise<Result>;
  /** Tickets that were named beside the first. */
  more?: readonly TicketRef[];
  /** A sentence for people, on stderr. */
  done?: (result: Result) => string;
  shape: Shape;
  /** Whether people at a terminal see the data too, or the sentence alone. */
  showsData: boolean;
}

type Outcome<Result> = { result: Result } | { told: Told } | { passedOver: TicketRef };

/** Enough that waiting for the desk costs little, few enough that others get their turn. */
const atOnce = 4;
const mostTries = 3;
/** What would meet every ticket: no desk, no session, a desk that fails. */
const endsAll = [1, 4, 8];

/**
 * Answers the exit code. Of several tickets each is done by itself: one that is refused is told, and the others are
 * done. The exit code is 1 then, or that of the first refusal when none was done. What a query found and what no
 * longer fits it is passed over and told. Trouble that would meet every ticket ends it, with its own exit code.
 */
export async function eachTicket<Result extends object>(
  session: Session,
  args: Args,
  action: TicketAction<Result>,
): Promise<number> {
  const choice = await chosenTickets(session, args, action);
  if (!choice) return 0;
  const { tickets, isMany } = choice;
  if (!isMany) return onlyTicket(session, args, action, tickets[0] as Chosen);
  const results: Result[] = [];
  const refusals: number[] = [];
  for (let next = 0; next < tickets.length && !refusals.some(isFatal); next += atOnce) {
    const part = tickets.slice(next, next + atOnce);
    const outcomes = await Promise.all(part.map((chosen) => outcomeOf(session, args, action, chosen)));
    for (const outcome of outcomes) {
      if ('result' in outcome) {
        results.push(outcome.result);
        if (action.done) await session.say(action.done(outcome.result));
      } else if ('told' in outcome) {
        // The same trouble four times over is told once.
        if (!refusals.some(isFatal)) await report(session.io, outcome.told, args.json || args.jsonl);
        refusals.push(outcome.told.exit);
      } else
        await session.show(`Passed over ${shownTicket(outcome.passedOver)}: it no longer fits the query.`);
    }
  }
  if (session.format !== 'table' || action.showsData)
    await printList(session, args, { items: results, nextCursor: null, shape: action.shape });
  return refusals.find(isFatal) ?? (refusals.length > 0 && results.length > 0 ? 1 : (refusals[0] ?? 0));
}

function isFatal(exit: number): boolean {
  return endsAll.includes(exit);
}

async function onlyTicket<Result extends object>(
  session: Session,
  args: Args,
  action: TicketAction<Result>,
  { ticket }: Chosen,
): Promise<number> {
  const result = await action.act(ticket);
  if (action.done) await session.say(action.done(result));
  if (session.format !== 'table' || action.showsData) await printOne(session, args, result, action.shape);
  return 0;
}

async function outcomeOf<Result>(
  session: Session,
  args: Args,
  action: TicketAction<Result>,
  { ticket, version }: Chosen,
): Promise<Outcome<Result>> {
  let seen = version;
  for (let tries = 1; ; tries += 1) {
    try {
      return { result: await action.act(ticket, seen) };
    } catch (error) {
      const told = await tellingOf(error, session);
      const isStale = told.code === 'TICKET_CHANGED' || told.code === 'TICKET_NOT_FOUND';
      if (seen === undefined || !isStale || tries === mostTries) return { told };
      const again = await findAgain(session, args, ticket);
      if (!again) return { passedOver: ticket };
      seen = again.version;
    }
  }
}
