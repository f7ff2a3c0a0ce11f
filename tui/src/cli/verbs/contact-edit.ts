/** `postern contact edit`: changes a contact, field by field. */
import { given, yesOrNo } from '../choices.ts';
import { contactViewFields, contactViewShape } from '../contact-table.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

/** What no flag names stays as it is; `none` takes a name, an organization or a language away. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, contactViewFields);
  const change = given({
    email: args['new-email'],
    name: orNone(args.name),
    organization: orNone(args.organization),
    seesOrgTickets: yesOrNo('sees-org-tickets', args['sees-org-tickets']),
    locale: orNone(args.locale),
    isBlocked: yesOrNo('blocked', args.blocked),
  });
  if (Object.keys(change).length === 0) {
    throw usageProblem(
      'This says nothing to change.',
      'For example: --blocked yes. See: postern contact edit --help',
    );
  }
  const contact = await (await session.client()).contacts.edit.mutate({
    contact: args.email as string,
    ...change,
  });
  await session.say(`Changed the contact ${contact.email}.`);
  await printOne(session, args, contact, contactViewShape(session, args));
}

function orNone(text: string | undefined): string | null | undefined {
  return text?.toLowerCase() === 'none' ? null : text;
}
