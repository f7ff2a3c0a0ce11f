/** `postern ticket contact`: puts contacts on a ticket and takes contacts off. */
import { contactsWords } from '../../text/contacts-words.ts';
import type { Args } from '../flags.ts';
import { ticketRef, wholeNumber } from '../numbers.ts';
import { onAndOff } from '../on-and-off.ts';
import { chosenFields, printOne } from '../output.ts';
import { CliProblem } from '../problem.ts';
import type { Session } from '../session.ts';
import { ticketShape } from '../ticket-table.ts';
import { ticketFields, ticketRecord } from '../tickets.ts';

/** Shows who would gain and who would lose sight, and asks, unless `--yes`. Prints the ticket with its audience. */
export async function act(session: Session, args: Args): Promise<number | undefined> {
  const fields = [...ticketFields, 'audience'];
  chosenFields(args, fields);
  const { add, remove } = onAndOff(args, args.contacts ?? [], {
    what: 'contacts',
    word: 'contact',
    example: 'postern ticket contact 1042 +maria@acme.example -chen@globex.example',
  });
  const wish = { ticket: ticketRef(args.ticket as string), add, remove, create: args.create };
  const ifVersion = wholeNumber('if-version', args['if-version'], 0);
  const { tickets } = await session.client();
  const effect = await tickets.contactsEffect.query(wish);
  if (!args.yes && session.canAsk) for (const line of contactsWords(effect)) await session.show(line);
  if (!(await session.confirm('Change who is on it?'))) throw new CliProblem('CANCELLED', 'Nothing changed.');
  const after = await tickets.changeContacts.mutate({
    ...wish,
    ...(ifVersion !== undefined && { ifVersion }),
  });
  const names = after.audience.to.map(({ name }) => name);
  await session.say(`On #${after.number} now: ${names.join(', ')}`);
  if (session.format !== 'table')
    await printOne(
      session,
      args,
      { ...ticketRecord(after), audience: after.audience },
      { ...ticketShape(session, args), fields },
    );
  return 0;
}
