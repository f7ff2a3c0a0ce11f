/** Which tickets a verb is about: the one that was named, those that a pipe brings, or those that a query finds. */
import type { TicketHead } from '@postern/core/client';
import type { Args } from './flags.ts';
import { namedTickets, type TicketRef } from './numbers.ts';
import { printList, type Shape } from './output.ts';
import { CliProblem, usageProblem } from './problem.ts';
import type { Session } from './session.ts';
import { ticketRecord } from './tickets.ts';

export interface Chosen {
  ticket: TicketRef;
  /** The version in which a query found it. */
  version?: number;
}

/** Null where nothing is to be done: nothing was found, or this was only a look. */
export type Choice = { tickets: Chosen[]; isMany: boolean } | null;

const largestPage = 200;
const mostShown = 5;

/**
 * With `--query` says how many tickets it finds and the first of them, and asks when there are several.
 * Throws a usage problem for what does not go together, and `CANCELLED` when the person says no.
 */
export async function chosenTickets(
  session: Session,
  args: Args,
  { more = [], shape }: { more?: readonly TicketRef[] | undefined; shape: Shape },
): Promise<Choice> {
  if (args.query !== undefined) {
    if (more.length > 0) throw usageProblem('Numbers and --query do not go together.');
    if (args['if-version'] !== undefined)
      throw usageProblem('--if-version is about one ticket, and --query looks at versions by itself.');
    return queried(session, args, shape);
  }
  if (args['dry-run'])
    throw usageProblem('--dry-run goes with --query.', 'Without it, see: postern ticket view');
  const named = args.ticket as string;
  const tickets = [...new Set([...(await namedTickets(session, named)), ...more])];
  return {
    tickets: tickets.map((ticket) => ({ ticket })),
    isMany: named === '-' || tickets.length > 1,
  };
}

async function queried(session: Session, args: Args, shape: Shape): Promise<Choice> {
  const query = (args.query ?? []).join(' ');
  const isEverything = await matchesAll(query);
  const found = await findAll(session, args, query);
  if (found.length === 0) {
    await session.say(`No ticket fits "${query}".`);
    return null;
  }
  if (!args['dry-run'] && isEverything && !args.yes) {
    throw usageProblem(
      `This query matches every ticket: ${found.length.toLocaleString('en')} of them.`,
      'Say which ones. If you do mean all of them: add --yes',
    );
  }
  const asks = found.length > 1 && !args.yes && !args['dry-run'];
  const tell = asks && session.canAsk ? session.show : session.say;
  for (const line of lookOf(found, query)) await tell(line);
  if (args['dry-run']) {
    if (session.format !== 'table')
      await printList(session, args, { items: found.map(ticketRecord), nextCursor: null, shape });
    await session.say('This was a dry run: nothing was changed.');
    return null;
  }
  if (asks && !(await session.confirm(`Go on with these ${found.length.toLocaleString('en')} tickets?`)))
    throw new CliProblem('CANCELLED', 'Nothing was changed.');
  return { tickets: found.map(({ number, version }) => ({ ticket: number, version })), isMany: true };
}

async function matchesAll(query: string): Promise<boolean> {
  const { parseQuery } = await import('@postern/core/words');
  const { tree } = parseQuery(query);
  return 'and' in tree && tree.and.length === 0;
}

async function findAll(session: Session, args: Args, query: string): Promise<TicketHead[]> {
  const { wholeNumber } = await import('./numbers.ts');
  const most = wholeNumber('limit', args.limit, 1) ?? Number.POSITIVE_INFINITY;
  const { tickets } = await session.client();
  const found: TicketHead[] = [];
  let cursor: string | null = null;
  do {
    const limit = Math.min(largestPage, most - found.length);
    const page: Awaited<ReturnType<typeof tickets.list.query>> = await tickets.list.query({
      query,
      limit,
      ...(cursor && { cursor }),
    });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && found.length < most);
  return found;
}

function lookOf(found: readonly TicketHead[], query: string): string[] {
  const count = found.length === 1 ? 'One ticket fits' : `${found.length.toLocaleString('en')} tickets fit`;
  const left = found.length - mostShown;
  return [
    `${count} "${query}":`,
    ...found
      .slice(0, mostShown)
      .map(
        ({ number, subject, stage, assignee }) =>
          `  #${number}  ${subject} (${stage}, ${assignee ? assignee.name : 'nobody'})`,
      ),
    ...(left > 0 ? [`  and ${left.toLocaleString('en')} more`] : []),
  ];
}

/** Whether a ticket that changed since the look still fits, and in which version. Null where it does not. */
export async function findAgain(
  session: Session,
  args: Args,
  ticket: TicketRef,
): Promise<{ version: number } | null> {
  const { tickets } = await session.client();
  const query = `number:${ticket} (${(args.query ?? []).join(' ').trim() || `number:${ticket}`})`;
  const { items } = await tickets.list.query({ query, limit: 1 });
  return items[0] ?? null;
}
