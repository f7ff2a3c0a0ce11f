/** `postern contact view`: all that the desk knows of one contact. */
import { contactViewFields, contactViewShape } from '../contact-table.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

/** Throws `CONTACT_NOT_FOUND`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, contactViewFields);
  const contact = await (await session.client()).contacts.view.query({ contact: args.email as string });
  await printOne(session, args, contact, contactViewShape(session, args));
}
