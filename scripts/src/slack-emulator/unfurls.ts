/** Links in messages: which of them the app is told of, and what it may show below them. */
import { messageProblems } from './block-kit.ts';
import { isObject } from './schema.ts';
import type { Json, Message } from './types.ts';

export interface Link {
  domain: string;
  url: string;
}

/** The links of a message that lead to one of the domains, or to a host below one; each once. */
export function linksTo(domains: readonly string[], { text }: Pick<Message, 'text'>): Link[] {
  const urls = [...text.matchAll(/<(https?:\/\/[^|>\s]+)(?:\|[^>]*)?>/g)].map(([, url = '']) =>
    url.replaceAll('&amp;', '&'),
  );
  return [...new Set(urls)].flatMap((url) => {
    const host = URL.parse(url)?.hostname ?? '';
    const domain = domains.find((one) => host === one || host.endsWith(`.${one}`));
    return domain ? [{ domain, url }] : [];
  });
}

/** Everything wrong with one unfurl; empty when Slack would show it. */
export function unfurlProblems(unfurl: unknown): string[] {
  if (!isObject(unfurl)) return ['must provide an object'];
  if (unfurl.blocks === undefined) {
    return typeof unfurl.text === 'string' || typeof unfurl.title === 'string' ? [] : ['has nothing to show'];
  }
  return Array.isArray(unfurl.blocks) ? messageProblems(unfurl.blocks) : ['blocks must be an array'];
}

/** The `attachments` that unfurled links become. */
export function attachmentsJson(unfurls: Record<string, Json>, botId: string, teamId: string): Json[] {
  return Object.entries(unfurls).map(([url, unfurl], index) => ({
    ...unfurl,
    id: index + 1,
    from_url: url,
    original_url: url,
    is_app_unfurl: true,
    app_unfurl_url: url,
    bot_id: botId,
    bot_team_id: teamId,
  }));
}
