/** `postern portal kb edit`: another text, title or address for an article. */
import { articleFields, articleShape } from '../article-shape.ts';
import { requireBodySource, withBody } from '../body.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

/**
 * Without a text, a title or an address the editor opens with what the article says. What is sent names the text that
 * was read, so that the desk refuses it when somebody else edited it meanwhile.
 */
export async function act(session: Session, args: Args): Promise<number | undefined> {
  chosenFields(args, articleFields);
  const hasBody = args.body !== undefined || args['body-file'] !== undefined;
  const isWritten = hasBody || (args.title === undefined && args.slug === undefined);
  if (isWritten) requireBodySource(session, args);
  const client = await session.client();
  const seen = await client.kb.view.query({ article: args.article as string });
  const send = async (body: string | undefined) => {
    const article = await client.kb.edit.mutate({
      article: seen.id,
      ifUpdatedAt: args['if-updated-at'] ?? seen.updatedAt,
      ...(body !== undefined && { body }),
      ...(args.title !== undefined && { title: args.title }),
      ...(args.slug !== undefined && { slug: args.slug }),
    });
    await session.say(
      article.updatedAt === seen.updatedAt
        ? `"${article.title}" says that already; nothing changed.`
        : `Changed "${article.title}" (${article.slug}).`,
    );
    if (session.format !== 'table') await printOne(session, args, article, articleShape(session, args));
    return 0;
  };
  if (!isWritten) return send(undefined);
  const writing = {
    fileName: `postern-ARTICLE-${seen.slug}.md`,
    header: [
      `ARTICLE: ${seen.title}`,
      'Its Markdown stands below this comment.',
      'Save and leave to keep it.',
    ],
    text: seen.body,
  };
  return withBody(session, args, writing, send);
}
