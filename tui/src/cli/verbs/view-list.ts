/** `postern view list`: the views, in their order. */
import type { Args } from '../flags.ts';
import { chosenFields, printList } from '../output.ts';
import type { Session } from '../session.ts';
import { viewFields, viewShape } from '../view-table.ts';

/** One's own and the shared ones. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, viewFields);
  const { items, nextCursor } = await (await session.client()).views.list.query();
  if (items.length === 0)
    await session.say('There is no view yet. To make one: postern view save NAME QUERY');
  await printList(session, args, { items, nextCursor, shape: viewShape(session, args) });
}
