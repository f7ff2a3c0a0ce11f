/** The addresses written in a thread, each with the host it truly leads to. */
import type { Ticket } from './model.ts';

export interface Link {
  url: string;
  /** As the browser will read it: a look-alike in another script shows as `xn--…`. */
  host: string;
  /** What comes behind the host. */
  rest: string;
  from: string;
}

/** Ends of sentences that stand right behind an address. */
const after = /[.,;:!?'"»”)\]}>]+$/;

/** Every web address of the thread, the newest first, each once. */
export function linksIn({ timeline }: Pick<Ticket, 'timeline'>): Link[] {
  const links = new Map<string, Link>();
  for (const entry of timeline.toReversed()) {
    for (const [found] of entry.text.matchAll(/https?:\/\/[^\s<>"]+/gi)) {
      const url = parsed(found.replace(after, ''));
      if (!url || links.has(url.href)) continue;
      const account = url.username ? `${url.username}@… ` : '';
      links.set(url.href, {
        url: url.href,
        host: url.host,
        rest: `${account}${url.pathname}${url.search}${url.hash}`,
        from: entry.author.name,
      });
    }
  }
  return [...links.values()];
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
