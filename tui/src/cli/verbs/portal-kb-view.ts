/** `postern portal kb view`: an article's Markdown. */
import { displayText } from '@postern/core/client';
import { articleFields } from '../article-shape.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

const fields = [...articleFields, 'body'];

/** In a pipe the Markdown stands alone, so that it can be edited and given back with --body-file. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const article = await (await session.client()).kb.view.query({ article: args.article as string });
  if (!args.fields && (session.format === 'columns' || session.format === 'table')) {
    if (session.format === 'table') {
      const state = article.isPublished ? 'published' : 'draft';
      await session.say(`${article.title} (${article.slug}, ${state}, last edited ${article.updatedAt})`);
    }
    session.io.stdout.write(`${displayText(article.body, { multiline: true })}\n`);
    return;
  }
  await printOne(session, args, article, { fields, columns: fields });
}
