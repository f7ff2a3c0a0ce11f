/** `postern portal kb list`: all articles, drafts too. */
import { articleFields, articleShape } from '../article-shape.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printList } from '../output.ts';
import type { Session } from '../session.ts';

export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, articleFields);
  const items = await (await session.client()).kb.list.query();
  if (items.length === 0)
    await session.say('There are no articles. To write one: postern portal kb create --title TITLE');
  await printList(session, args, { items, nextCursor: null, shape: articleShape(session, args) });
}
