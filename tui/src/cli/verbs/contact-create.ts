/** `postern contact create`: a new contact. */
import { given, yesOrNo } from '../choices.ts';
import { contactViewFields, contactViewShape } from '../contact-table.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

/** Throws `NAME_TAKEN` for an address that is there already, or `ORGANIZATION_NOT_FOUND`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, contactViewFields);
  const { name, organization, locale } = args;
  const seesOrgTickets = yesOrNo('sees-org-tickets', args['sees-org-tickets']);
  const contact = await (await session.client()).contacts.create.mutate({
    email: args.email as string,
    ...given({ name, organization, locale, seesOrgTickets }),
  });
  await session.say(`Made the contact ${contact.email}.`);
  await printOne(session, args, contact, contactViewShape(session, args));
}
