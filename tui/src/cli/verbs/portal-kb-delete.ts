/** `postern portal kb delete`: an article gone for good. */
import { articleFields, articleShape } from '../article-shape.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import { CliProblem } from '../problem.ts';
import type { Session } from '../session.ts';

/** Asks first, unless `--yes`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, articleFields);
  const client = await session.client();
  const { id, title } = await client.kb.view.query({ article: args.article as string });
  if (!(await session.confirm(`Delete the article "${title}" for good?`)))
    throw new CliProblem('CANCELLED', 'Nothing was deleted.');
  const article = await client.kb.delete.mutate({ article: id });
  await session.say(`Deleted "${title}".`);
  if (session.format !== 'table') await printOne(session, args, article, articleShape(session, args));
}
