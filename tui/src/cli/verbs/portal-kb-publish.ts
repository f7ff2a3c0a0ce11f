/** `postern portal kb publish`: an article for everybody. */
import { articleFields, articleShape } from '../article-shape.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, articleFields);
  const client = await session.client();
  const article = await client.kb.publish.mutate({ article: args.article as string });
  await session.say(`Everybody can read "${article.title}" now.`);
  if (session.format !== 'table') await printOne(session, args, article, articleShape(session, args));
}
