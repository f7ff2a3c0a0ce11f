/** Finds whom a message would ring: the promise that customer text mentions nobody is checked against this. */
import type { Block, Json } from './types.ts';

const mentionInMarkup = /<(?:!(channel|here|everyone)|@([UW][A-Z0-9]+))(?:\|[^>]*)?>/g;

/** Names `channel`, `here`, `everyone` and people's ids, each once, in order of appearance. */
export function notifiedBy(text: string, blocks: readonly Block[] | undefined): string[] {
  const rung = new Set<string>();
  collectFromMarkup(text, rung);
  for (const block of blocks ?? []) collectFromBlock(block, rung);
  return [...rung];
}

function collectFromMarkup(text: string, rung: Set<string>): void {
  for (const [, broadcast, person] of text.matchAll(mentionInMarkup)) rung.add(broadcast ?? person ?? '');
}

function collectFromBlock(part: unknown, rung: Set<string>): void {
  if (Array.isArray(part)) {
    for (const item of part) collectFromBlock(item, rung);
    return;
  }
  if (typeof part !== 'object' || part === null) return;
  const node = part as Json;
  if (node.type === 'mrkdwn' && typeof node.text === 'string') collectFromMarkup(node.text, rung);
  if (node.type === 'user' && typeof node.user_id === 'string') rung.add(node.user_id);
  if (node.type === 'broadcast' && typeof node.range === 'string') rung.add(node.range);
  for (const value of Object.values(node)) collectFromBlock(value, rung);
}
