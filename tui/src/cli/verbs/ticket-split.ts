/** `postern ticket split`: makes a ticket of its own of what was said from a message on. */
import { displayText } from '@postern/core/client';
import { sightWords } from '../../text/people-words.ts';
import type { Args } from '../flags.ts';
import { messageRef, ticketRef, wholeNumber } from '../numbers.ts';
import { chosenFields, printOne } from '../output.ts';
import { CliProblem } from '../problem.ts';
import type { Session } from '../session.ts';
import { ticketShape } from '../ticket-table.ts';
import { ticketFields, ticketRecord } from '../tickets.ts';

/** Shows what moves, who gains and who loses sight, and asks, unless `--yes`. Prints the new ticket. */
export async function act(session: Session, args: Args): Promise<number | undefined> {
  chosenFields(args, ticketFields);
  const wish = {
    ticket: ticketRef(args.ticket as string),
    // The flag is required, so it is there.
    message: messageRef(args.message as string),
    ...(args.subject !== undefined && { subject: args.subject }),
  };
  const ifVersion = wholeNumber('if-version', args['if-version'], 0);
  const { tickets } = await session.client();
  const { ticket, subject, messages, ...sight } = await tickets.splitEffect.query(wish);
  if (!args.yes && session.canAsk) {
    await session.show(
      `${messages === 1 ? 'One message' : `${messages} messages`} of #${ticket.number} (${displayText(ticket.subject)}) ${messages === 1 ? 'becomes' : 'become'} a new ticket: ${displayText(subject)}. Notes stay.`,
    );
    for (const line of sightWords(sight)) await session.show(line);
  }
  if (!(await session.confirm('Split it?'))) throw new CliProblem('CANCELLED', 'Nothing was split.');
  const made = await tickets.split.mutate({ ...wish, ...(ifVersion !== undefined && { ifVersion }) });
  await session.say(
    `#${made.number} is split off from #${ticket.number}. To make one of them again: postern ticket merge ${made.number} --into ${ticket.number}`,
  );
  if (session.format !== 'table')
    await printOne(session, args, ticketRecord(made), ticketShape(session, args));
  return 0;
}
