/** Turns what a person types into the two forms Slack stores: escaped text, and a rich_text block. */
import type { Block, Channel, Json, Person } from './types.ts';

/** The only three characters Slack escapes in text. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

interface Names {
  people: readonly Person[];
  channels: readonly Channel[];
}

const special =
  /`([^`\n]+)`|@(channel|here|everyone)\b|@([a-z0-9._-]+)|#([a-z0-9_-]+)|(https?:\/\/[^\s<>]+)/g;

/**
 * `@ada`, `#support`, web addresses and text in backticks become a mention, a channel, a link and code, as a Slack
 * client makes them; everything else, angle brackets included, stays plain text.
 */
export function typedMessage(typed: string, names: Names): { text: string; blocks: Block[] } {
  const elements: Json[] = [];
  let text = '';
  let end = 0;
  const plain = (upTo: number) => {
    const piece = typed.slice(end, upTo);
    if (piece === '') return;
    elements.push({ type: 'text', text: piece });
    text += escapeText(piece);
  };
  for (const match of typed.matchAll(special)) {
    const found = resolve(match, names);
    if (found === null) continue;
    plain(match.index);
    elements.push(found.element);
    text += found.markup;
    end = match.index + match[0].length;
  }
  plain(typed.length);
  const section = { type: 'rich_text_section', elements };
  return { text, blocks: [{ type: 'rich_text', elements: [section] }] };
}

function resolve(match: RegExpExecArray, names: Names): { element: Json; markup: string } | null {
  const [, code, broadcast, handle, channelName, url] = match;
  if (code) {
    return {
      element: { type: 'text', text: code, style: { code: true } },
      markup: `\`${escapeText(code)}\``,
    };
  }
  if (broadcast) return { element: { type: 'broadcast', range: broadcast }, markup: `<!${broadcast}>` };
  const person = names.people.find((one) => one.name === handle);
  if (person) return { element: { type: 'user', user_id: person.id }, markup: `<@${person.id}>` };
  const channel = names.channels.find((one) => one.name === channelName);
  if (channel) {
    return {
      element: { type: 'channel', channel_id: channel.id },
      markup: `<#${channel.id}|${channel.name}>`,
    };
  }
  return url ? { element: { type: 'link', url }, markup: `<${escapeText(url)}>` } : null;
}

/** The text of a command that asked for escaping: `@ada` and `#support` with their ids and names. */
export function escapedArguments(typed: string, names: Names): string {
  return escapeText(typed)
    .replace(/@([a-z0-9._-]+)/g, (found, handle) => {
      const person = names.people.find((one) => one.name === handle);
      return person ? `<@${person.id}|${person.name}>` : found;
    })
    .replace(/#([a-z0-9_-]+)/g, (found, name) => {
      const channel = names.channels.find((one) => one.name === name);
      return channel ? `<#${channel.id}|${channel.name}>` : found;
    });
}
