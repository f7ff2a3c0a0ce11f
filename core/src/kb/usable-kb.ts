/** When the portal may lead to the knowledge base: a connected domain, and something to read there. */
import type { Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { connectDomain, type KbDomain } from './kb-home.ts';

/** Why the knowledge base is of no use to customers yet, and what to type next. */
export interface KbProblem {
  message: string;
  hint: string;
}

export interface KbFacts {
  domain: Pick<KbDomain, 'isSystem' | 'verifiedAt' | 'kbUrl' | 'kbArticleCount'> | null;
  publishedCount: number;
}

/** Null when the portal may show a link to it. */
export function kbProblem({ domain, publishedCount }: KbFacts): KbProblem | null {
  if (!domain) {
    return { message: 'The knowledge base needs a domain, and none is connected.', hint: connectDomain };
  }
  if (domain.isSystem) {
    return {
      message: "The knowledge base needs a domain of your own; it is on the desk's system domain.",
      hint: connectDomain,
    };
  }
  if (!domain.verifiedAt) {
    return {
      message: 'The knowledge base needs a connected domain, and this one is not verified.',
      hint: 'See that it is: postern portal domain verify',
    };
  }
  if (domain.kbUrl !== null) {
    return domain.kbArticleCount > 0
      ? null
      : {
          message: `The knowledge base at ${domain.kbUrl} has no published article, as far as the desk knows.`,
          hint: 'Say how many it has: postern portal domain set kb.articles=N',
        };
  }
  return publishedCount > 0
    ? null
    : {
        message: 'The knowledge base has no published article.',
        hint: 'Publish one: postern portal kb publish ARTICLE. See them all: postern portal kb list',
      };
}

/** How many articles of a domain customers can read. */
export function countPublished(queries: Queries, domainId: string): Promise<number> {
  return queries.kbArticle.count({ where: { domainId, publishedAt: { not: null } } });
}

/** The refusal of the portal's link while the knowledge base is of no use. */
export function kbNotUsable({ message, hint }: KbProblem): PosternError {
  return new PosternError(
    'PORTAL_NOT_READY',
    `The portal cannot link to the knowledge base yet. ${message}`,
    {
      hint,
    },
  );
}
