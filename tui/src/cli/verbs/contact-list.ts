/** `postern contact list`: the contacts a query finds. */
import { allPages } from '../all-pages.ts';
import { given, oneOf } from '../choices.ts';
import { contactFields, contactShape } from '../contact-table.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printList } from '../output.ts';
import type { Session } from '../session.ts';

/** By address, or with `--sort created` the newest first. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, contactFields);
  const order = oneOf('sort', args.sort, ['email', 'created']);
  const query = args.query?.join(' ');
  const client = await session.client();
  const page = await allPages(args, (each) =>
    client.contacts.list.query({ ...each, ...given({ query, order }) }),
  );
  if (page.items.length === 0)
    await session.say(query ? `No contact fits "${query}".` : 'There is no contact yet.');
  await printList(session, args, { ...page, shape: contactShape(session, args) });
}
