/** The addresses written in a thread, each with the host it truly leads to. */
import { webAddresses } from '../text/web-addresses.ts';
import type { Ticket } from './model.ts';

export interface Link {
  url: string;
  /** As the browser will read it: a look-alike in another script shows as `xn--…`. */
  host: string;
  /** What comes behind the host. */
  rest: string;
  from: string;
}

/** Every web address of the thread, the newest first, each once. */
export function linksIn({ timeline }: Pick<Ticket, 'timeline'>): Link[] {
  const links = new Map<string, Link>();
  for (const entry of timeline.toReversed()) {
    for (const { url } of webAddresses(entry.text)) {
      if (links.has(url.href)) continue;
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
