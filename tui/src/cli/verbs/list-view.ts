/** `postern list view`: a contact list and its members. */
import { allPages } from '../all-pages.ts';
import { contactFields, contactShape } from '../contact-table.ts';
import type { Args } from '../flags.ts';
import { listFields, listText } from '../list-table.ts';
import { chosenFields, printList, printOne } from '../output.ts';
import type { Session } from '../session.ts';

/** In a pipe the members alone, a row each; as one JSON document the list with them as `items`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  const isDocument = session.format === 'json';
  const fields = isDocument ? [...listFields, 'items', 'nextCursor'] : contactFields;
  chosenFields(args, fields);
  const client = await session.client();
  const list = await allPages(args, (each) =>
    client.lists.view.query({ ...each, list: args.name as string }),
  );
  if (isDocument) return printOne(session, args, list, { fields, columns: fields }).then(() => undefined);
  if (list.items.length === 0) await session.say(`Nobody is on the list "${list.name}".`);
  const members = contactShape(session, args);
  const shape = { ...members, table: () => listText(session, args, list) };
  await printList(session, args, { items: list.items, nextCursor: list.nextCursor, shape });
}
