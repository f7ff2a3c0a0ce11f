/** `postern list list`: the contact lists. */
import type { Args } from '../flags.ts';
import { listFields, listShape } from '../list-table.ts';
import { chosenFields, printList } from '../output.ts';
import type { Session } from '../session.ts';

/** All of them, by name. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, listFields);
  const lists = await (await session.client()).lists.list.query();
  if (lists.items.length === 0)
    await session.say('There is no contact list yet. To make one: postern list create NAME');
  await printList(session, args, { ...lists, shape: listShape(session, args) });
}
