/** `postern snippet list`: the team's texts. */
import type { Args } from '../flags.ts';
import { chosenFields, printList } from '../output.ts';
import type { Session } from '../session.ts';
import { snippetFields, snippetShape } from '../snippet-table.ts';

/** All of them, by name. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, snippetFields);
  const snippets = await (await session.client()).snippets.list.query();
  if (snippets.items.length === 0)
    await session.say('There is no snippet yet. To make one: postern snippet create NAME');
  await printList(session, args, { ...snippets, shape: snippetShape(session, args) });
}
