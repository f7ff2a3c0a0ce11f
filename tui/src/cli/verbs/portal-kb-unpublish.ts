/** `postern portal kb unpublish`: an article taken back. */
import { articleFields, articleShape } from '../article-shape.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, articleFields);
  const client = await session.client();
  const article = await client.kb.unpublish.mutate({ article: args.article as string });
  await session.say(`Only agents read "${article.title}" now.`);
  const { link, isLinkShown, problem } = await client.kb.links.query();
  // A switch that silently does nothing would be looked for in the wrong place.
  if (link && !isLinkShown && problem)
    await session.say(`The portal's link to the knowledge base is hidden now. ${problem.message}`);
  if (session.format !== 'table') await printOne(session, args, article, articleShape(session, args));
}
