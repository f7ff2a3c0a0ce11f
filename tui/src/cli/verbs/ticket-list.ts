/** `postern ticket list`: the tickets a query finds. */
import type { TicketHead } from '@postern/core/client';
import { explainedShape } from '../explained.ts';
import type { Args } from '../flags.ts';
import { wholeNumber } from '../numbers.ts';
import { chosenFields, printList, printOne } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';
import { ticketShape } from '../ticket-table.ts';
import { ticketFields, ticketRecord } from '../tickets.ts';
import { queryOfView } from '../view-table.ts';

const largestPage = 200;
const longestQuery = 2_000;

/** Prints at most `--limit` tickets, fetched in as many pages as that takes. */
export async function act(session: Session, args: Args): Promise<undefined> {
  if (!args.explain) chosenFields(args, ticketFields);
  const limit = wholeNumber('limit', args.limit, 1) ?? 50;
  const client = await session.client();
  const own = args.query?.join(' ');
  const ofView = args.view === undefined ? undefined : await queryOfView(client, args.view);
  const query = ofView === undefined || own === undefined ? (ofView ?? own) : `(${ofView}) ${own}`;
  if (query && query.length > longestQuery)
    throw usageProblem(`The query is too long: at most ${longestQuery.toLocaleString('en')} characters.`);
  if (args.explain) return explain(session, args, query);
  const tickets: TicketHead[] = [];
  let cursor: string | null | undefined = args.cursor;
  do {
    const page = await client.tickets.list.query({
      limit: Math.min(largestPage, limit - tickets.length),
      ...(query !== undefined && { query }),
      ...(cursor && { cursor }),
    });
    tickets.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && tickets.length < limit);
  if (tickets.length === 0) await session.say(`No ticket fits ${query ? `"${query}"` : '"is:open"'}.`);
  await printList(session, args, {
    items: tickets.map(ticketRecord),
    nextCursor: cursor ?? null,
    shape: ticketShape(session, args),
  });
}

/** How the query was understood, in place of what it finds. */
async function explain(session: Session, args: Args, query: string | undefined): Promise<undefined> {
  const { tickets } = await session.client();
  const told = await tickets.explain.query(query === undefined ? {} : { query });
  await printOne(session, args, told, explainedShape(session, args, told));
}
