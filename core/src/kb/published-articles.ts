/** The articles that customers can read, with their words: read from the database, and kept until one changes. */
import { setImmediate } from 'node:timers/promises';
import type { Core } from '../context.ts';
import { searchWords } from '../query/search-words.ts';

export interface PublishedArticle {
  slug: string;
  title: string;
  /** The beginning of the text, without its Markdown. */
  summary: string;
  updatedAt: Date;
  titleWords: ReadonlySet<string>;
  bodyWords: ReadonlySet<string>;
}

/** More than a knowledge base can hold; a bound for what one request reads. */
const mostRead = 1_000;

interface Kept {
  updatedAt: number;
  article: PublishedArticle;
}

interface Shelf {
  kept: Map<string, Kept>;
  /** Readers wait for each other, so that the same text is split into words once. */
  reading: Promise<void>;
}

const shelves = new WeakMap<object, Shelf>();

/** In the customers' order. Heads are read each time, so nothing unpublished is ever served from memory. */
export async function publishedArticles(core: Core, domainId: string): Promise<PublishedArticle[]> {
  const heads = await core.db.read.kbArticle.findMany({
    where: { domainId, publishedAt: { not: null } },
    orderBy: { position: 'asc' },
    take: mostRead,
    select: { id: true, slug: true, title: true, updatedAt: true },
  });
  const shelf = shelves.get(core) ?? { kept: new Map<string, Kept>(), reading: Promise.resolve() };
  shelves.set(core, shelf);
  const { kept } = shelf;
  const isMissing = ({ id, updatedAt }: (typeof heads)[number]) =>
    kept.get(id)?.updatedAt !== updatedAt.getTime();
  if (heads.some(isMissing)) {
    const earlier = shelf.reading.catch(() => undefined);
    shelf.reading = earlier.then(() => keep(core, kept, heads.filter(isMissing)));
    await shelf.reading;
  }
  const articles = heads.flatMap(({ id }) => kept.get(id)?.article ?? []);
  if (kept.size > 2 * mostRead) {
    const present = new Set(heads.map(({ id }) => id));
    for (const id of kept.keys()) if (!present.has(id)) kept.delete(id);
  }
  return articles;
}

async function keep(core: Core, kept: Map<string, Kept>, heads: { id: string }[]): Promise<void> {
  for (const { id } of heads) {
    const row = await core.db.read.kbArticle.findUnique({ where: { id } });
    if (!row) continue;
    kept.set(id, {
      updatedAt: row.updatedAt.getTime(),
      article: {
        slug: row.slug,
        title: row.title,
        summary: summaryOf(row.body),
        updatedAt: row.updatedAt,
        titleWords: new Set(searchWords(row.title)),
        bodyWords: new Set(searchWords(row.body)),
      },
    });
    // A thousand long articles take a second to split into words; nobody else should wait for it.
    await setImmediate();
  }
}

const longestSummary = 160;

/** The first paragraph as plain text. It is shown as text and never as Markdown, so a rough cleaning will do. */
export function summaryOf(body: string): string {
  const paragraphs = body.slice(0, 4_000).split(/\n\s*\n/);
  const first = paragraphs.find((paragraph) => /^(?!\s*```)[\s*_[`]*[\p{L}\p{N}]/u.test(paragraph)) ?? '';
  const plain = first
    .replace(/!?\[([^\]\n]{0,200})\]\([^)\n]{0,500}\)/g, '$1')
    .replace(/[*_`]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.length <= longestSummary) return plain;
  const cut = plain.slice(0, longestSummary);
  const end = cut.lastIndexOf(' ');
  return `${(end > longestSummary / 2 ? cut.slice(0, end) : cut).toWellFormed()}…`;
}
