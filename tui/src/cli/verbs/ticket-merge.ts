/** `postern ticket merge`: makes one of two tickets. */
import { mergeWords } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { ticketRef, wholeNumber } from '../numbers.ts';
import { chosenFields, printOne } from '../output.ts';
import { CliProblem } from '../problem.ts';
import type { Session } from '../session.ts';
import { ticketShape } from '../ticket-table.ts';
import { ticketFields, ticketRecord } from '../tickets.ts';

/** Shows who would gain and who would lose sight, and asks, unless `--yes`. Prints the ticket that is left. */
export async function act(session: Session, args: Args): Promise<number | undefined> {
  chosenFields(args, ticketFields);
  // The verb needs both, so they are there.
  const wish = {
    ticket: ticketRef(args.ticket as string),
    into: ticketRef(args.into as string),
    withPeople: args['with-people'],
  };
  const ifVersion = wholeNumber('if-version', args['if-version'], 0);
  const { tickets } = await session.client();
  const effect = await tickets.mergeEffect.query(wish);
  if (!args.yes && session.canAsk) for (const line of mergeWords(effect)) await session.show(line);
  if (!(await session.confirm('Merge them?'))) throw new CliProblem('CANCELLED', 'Nothing was merged.');
  const left = await tickets.merge.mutate({ ...wish, ...(ifVersion !== undefined && { ifVersion }) });
  await session.say(
    `Merged #${effect.ticket.number} into #${left.number}. Taken back with: postern ticket unmerge ${effect.ticket.number}`,
  );
  if (session.format !== 'table')
    await printOne(session, args, ticketRecord(left), ticketShape(session, args));
  return 0;
}
