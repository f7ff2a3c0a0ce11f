/** `postern portal kb move`: an article at another place. */
import { articleFields, articleShape } from '../article-shape.ts';
import type { Args } from '../flags.ts';
import { wholeNumber } from '../numbers.ts';
import { chosenFields, printList } from '../output.ts';
import type { Session } from '../session.ts';

/** Prints all articles in their new order. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, articleFields);
  const position = wholeNumber('position', args.position, 1) as number;
  const client = await session.client();
  const items = await client.kb.move.mutate({ article: args.article as string, position });
  await printList(session, args, { items, nextCursor: null, shape: articleShape(session, args) });
}
