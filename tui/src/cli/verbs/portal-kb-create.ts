/** `postern portal kb create`: a new article. */
import { articleFields, articleShape } from '../article-shape.ts';
import { requireBodySource, withBody } from '../body.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

/** A draft, unless `--publish` is given. */
export async function act(session: Session, args: Args): Promise<number | undefined> {
  chosenFields(args, articleFields);
  requireBodySource(session, args);
  const title = args.title as string;
  const writing = {
    fileName: 'postern-ARTICLE.md',
    header: [`ARTICLE: ${title}`, 'Write it in Markdown below this comment.', 'Save and leave to keep it.'],
  };
  return withBody(session, args, writing, async (body) => {
    const article = await (await session.client()).kb.create.mutate({
      title,
      body,
      isPublished: args.publish,
      ...(args.slug !== undefined && { slug: args.slug }),
    });
    await session.say(
      article.isPublished
        ? `Published "${article.title}" as ${article.slug}.`
        : `Kept "${article.title}" as the draft ${article.slug}. To publish it: postern portal kb publish ${article.slug}`,
    );
    if (session.format !== 'table') await printOne(session, args, article, articleShape(session, args));
    return 0;
  });
}
