/** What a person typed in Slack, as plain text: mentions become names, links addresses, markup what it shows. */

export interface TypedMessage {
  text: string;
  blocks: unknown;
  /** Names of files that came along. */
  files: string[];
}

export interface Mentioned {
  people: Set<string>;
  channels: Set<string>;
}

export interface Names {
  people: ReadonlyMap<string, string>;
  channels: ReadonlyMap<string, string>;
  /** Names stand without marks, and nothing is called as Slack calls it. */
  isForCustomers?: boolean;
}

type Node = Record<string, unknown>;

const markup = /<([^<>\n]+)>/g;
const mention = /^([@#])([A-Z0-9]+)(?:\|(.*))?$/;

/** The ids whose names {@link plainText} wants to know. */
export function mentionedIn(message: TypedMessage): Mentioned {
  const found: Mentioned = { people: new Set(), channels: new Set() };
  const add = (kind: string, id: unknown) => {
    if (typeof id === 'string') (kind === '@' ? found.people : found.channels).add(id);
  };
  const walk = (node: Node) => {
    if (node.type === 'user') add('@', node.user_id);
    if (node.type === 'channel') add('#', node.channel_id);
    for (const child of childrenOf(node)) walk(child);
  };
  const rich = richBlocks(message.blocks);
  for (const block of rich) walk(block);
  if (rich.length === 0) {
    for (const [, inner = ''] of message.text.matchAll(markup)) {
      const [, kind = '', id, label] = mention.exec(inner) ?? [];
      if (kind && !label) add(kind, id);
    }
  }
  return found;
}

/** The text, from the rich text where there is some, else from the older marked-up form. */
export function plainText(message: TypedMessage, names: Names): string {
  const rich = richBlocks(message.blocks);
  const said =
    rich.length > 0 ? rich.map((block) => richText(block, names)).join('\n') : unmarked(message.text, names);
  const files = message.files.map((name) => `[Shared in Slack: ${name}]`);
  return [withoutLastLineEnds(said), ...files].filter((part) => part !== '').join('\n');
}

/** A loop, because an expression that looks for line ends before the end tries anew at every one of them. */
function withoutLastLineEnds(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end -= 1;
  return text.slice(0, end);
}

function richBlocks(blocks: unknown): Node[] {
  return listOf(blocks).filter((block) => block.type === 'rich_text');
}

function richText(block: Node, names: Names): string {
  return childrenOf(block)
    .map((part) => partText(part, names))
    .join('\n');
}

function partText(part: Node, names: Names): string {
  const children = childrenOf(part);
  switch (part.type) {
    case 'rich_text_list': {
      const pad = '  '.repeat(Number(part.indent ?? 0));
      const first = Number(part.offset ?? 0) + 1;
      return children
        .map(
          (item, index) =>
            `${pad}${part.style === 'ordered' ? `${first + index}.` : '-'} ${partText(item, names)}`,
        )
        .join('\n');
    }
    case 'rich_text_quote':
      return inlineText(children, names).replace(/^/gm, '> ');
    default:
      return inlineText(children, names).replace(/\n$/, '');
  }
}

function inlineText(elements: Node[], names: Names): string {
  return elements.map((element) => elementText(element, names)).join('');
}

function elementText(element: Node, names: Names): string {
  const text = stringOf(element.text);
  switch (element.type) {
    case 'link':
      return linkText(stringOf(element.url), text);
    case 'user':
      return personText(stringOf(element.user_id), names);
    case 'channel':
      return names.isForCustomers
        ? 'a channel'
        : `#${names.channels.get(stringOf(element.channel_id)) ?? 'a channel'}`;
    case 'usergroup':
      return names.isForCustomers ? 'our team' : '@a group';
    case 'broadcast':
      return names.isForCustomers ? 'everybody' : `@${stringOf(element.range)}`;
    case 'emoji':
      return emojiText(element);
    case 'date':
      return stringOf(element.fallback);
    case 'color':
      return stringOf(element.value);
    default:
      return text;
  }
}

function personText(id: string, { people, isForCustomers }: Names): string {
  return isForCustomers ? (people.get(id) ?? 'a colleague') : `@${people.get(id) ?? 'somebody'}`;
}

function emojiText({ unicode, name }: Node): string {
  const codes =
    typeof unicode === 'string' ? unicode.split('-').map((code) => Number.parseInt(code, 16)) : [];
  const isKnown = codes.length > 0 && codes.every((code) => code > 0 && code <= 0x10ffff);
  return isKnown ? String.fromCodePoint(...codes) : `:${stringOf(name)}:`;
}

function linkText(url: string, label: string): string {
  const address = url.replace(/^(mailto|tel):/, '');
  return label && label !== url && label !== address ? `${label} (${address})` : address;
}

/** The older form: `<…>` is markup, and only `&amp;`, `&lt;` and `&gt;` stand for something else. */
function unmarked(text: string, names: Names): string {
  let end = 0;
  let plain = '';
  for (const match of text.matchAll(markup)) {
    plain += unescaped(text.slice(end, match.index)) + markupText(match[1] ?? '', names);
    end = match.index + match[0].length;
  }
  return plain + unescaped(text.slice(end));
}

function markupText(inner: string, names: Names): string {
  const [, kind, id = '', label] = mention.exec(inner) ?? [];
  if (kind && names.isForCustomers) return kind === '@' ? personText(id, names) : 'a channel';
  if (kind === '@') return `@${label ? unescaped(label) : (names.people.get(id) ?? 'somebody')}`;
  if (kind === '#') return `#${label ? unescaped(label) : (names.channels.get(id) ?? 'a channel')}`;
  const [address = '', shown = ''] = inner.split('|').map(unescaped);
  if (!address.startsWith('!')) return linkText(address, shown);
  const [command = ''] = address.slice(1).split('^');
  if (names.isForCustomers && command !== 'date') return command === 'subteam' ? 'our team' : 'everybody';
  if (command === 'subteam') return shown || '@a group';
  return shown || (command === 'date' ? '' : `@${command}`);
}

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>' })[name] ?? '');
}

function childrenOf(node: Node): Node[] {
  return listOf(node.elements);
}

function listOf(value: unknown): Node[] {
  return Array.isArray(value)
    ? value.filter((one): one is Node => typeof one === 'object' && one !== null)
    : [];
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
