/** How articles of the knowledge base are printed. */
import { type ArticleHead, displayText } from '@postern/core/client';
import type { Args } from './flags.ts';
import { age, tableText, themeFor } from './look.ts';
import type { Data, Shape } from './output.ts';
import type { Session } from './session.ts';

export const articleFields = [
  'id',
  'slug',
  'title',
  'position',
  'isPublished',
  'publishedAt',
  'createdAt',
  'updatedAt',
];

const columns = ['position', 'slug', 'isPublished', 'updatedAt', 'title'];

/** A list of them, or one without its text. */
export function articleShape(session: Session, args: Args): Shape {
  return { fields: articleFields, columns, table: (articles) => table(session, args, articles) };
}

function table(session: Session, args: Args, articles: readonly Data[]): string {
  if (articles.length === 0) return '';
  const rows = (articles as unknown as readonly ArticleHead[]).map((article) => [
    String(article.position),
    displayText(article.slug),
    article.isPublished ? 'published' : 'draft',
    age(article.updatedAt, session.io.now()),
    displayText(article.title),
  ]);
  return tableText(
    [
      { title: '#', align: 'right', most: 5 },
      { title: 'ARTICLE', role: 'strong', most: 40 },
      { title: 'STATE', most: 9 },
      { title: 'EDITED', align: 'right', most: 6 },
      { title: 'TITLE' },
    ],
    rows,
    { theme: themeFor(session, args), width: session.io.columns },
  );
}
