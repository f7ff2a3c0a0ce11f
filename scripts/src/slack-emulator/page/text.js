/** Turns Slack's text markup and rich text into nodes. Whatever is not known markup is shown as it was written. */
import { el } from './dom.js';

const readable = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** A link only to the web or to mail; any other address is shown as text. */
function link(url, label) {
  const isSafe = /^(https?:\/\/|mailto:)/i.test(url);
  if (!isSafe) return document.createTextNode(label);
  return el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, label);
}

function mention(names, id) {
  const person = names.people.find((one) => one.id === id);
  return el(
    'span',
    { class: id === names.me ? 'mention mention-me' : 'mention' },
    `@${person ? person.realName : id}`,
  );
}

function channelMention(names, id, label) {
  const channel = names.channels.find((one) => one.id === id);
  return el('span', { class: 'mention' }, `#${channel?.name ?? label ?? id}`);
}

function broadcast(range) {
  return el('span', { class: 'mention mention-me' }, `@${range}`);
}

/** `{date_short}`, `{time}` and the like, in the viewer's own time zone. */
function date(seconds, format) {
  const at = new Date(Number(seconds) * 1000);
  const time = { hour: '2-digit', minute: '2-digit' };
  const styles = {
    date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
    date: { dateStyle: 'long' },
    date_short: { dateStyle: 'medium' },
    date_long: { dateStyle: 'full' },
    date_pretty: { dateStyle: 'long' },
    date_short_pretty: { dateStyle: 'medium' },
    date_long_pretty: { dateStyle: 'full' },
    time,
    time_secs: { ...time, second: '2-digit' },
  };
  return format.replace(/\{(\w+)\}/g, (whole, name) =>
    styles[name] ? new Intl.DateTimeFormat(undefined, styles[name]).format(at) : whole,
  );
}

/** What stands between `<` and `>`. */
function angled(content, names) {
  const [target = '', label] = content.split('|', 2);
  if (target.startsWith('@')) return mention(names, target.slice(1));
  if (target.startsWith('#')) return channelMention(names, target.slice(1), label && readable(label));
  const when = /^!date\^(\d+)\^([^^]+)(?:\^.*)?$/.exec(target);
  if (when) return document.createTextNode(date(when[1], readable(when[2])));
  if (target.startsWith('!')) return broadcast(target.slice(1));
  const url = readable(target);
  return link(url, label ? readable(label) : url);
}

const inline =
  /<([^<>\n]+)>|`([^`\n]+)`|(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?![\w*])|(?<![\w_])_(\S(?:[^_\n]*\S)?)_(?![\w_])|(?<![\w~])~(\S(?:[^~\n]*\S)?)~(?![\w~])/g;

function inlineNodes(text, names) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(inline)) {
    nodes.push(readable(text.slice(end, match.index)));
    const [whole, angle, code, bold, italic, strike] = match;
    if (angle !== undefined) nodes.push(angled(angle, names));
    else if (code !== undefined) nodes.push(el('code', {}, readable(code)));
    else if (bold !== undefined) nodes.push(el('strong', {}, inlineNodes(bold, names)));
    else if (italic !== undefined) nodes.push(el('em', {}, inlineNodes(italic, names)));
    else if (strike !== undefined) nodes.push(el('s', {}, inlineNodes(strike, names)));
    end = match.index + whole.length;
  }
  nodes.push(readable(text.slice(end)));
  return nodes.filter((node) => node !== '');
}

/** Nodes for `mrkdwn` text: code fences and quotes by line, the rest inline. */
export function markup(text, names) {
  return text.split(/```\n?([\s\S]*?)\n?```/g).flatMap((part, index) => {
    if (index % 2 === 1) return [el('pre', {}, readable(part))];
    return lines(part).map(({ isQuote, text: piece }) =>
      isQuote
        ? el('blockquote', {}, inlineNodes(piece, names))
        : el('span', { class: 'lines' }, inlineNodes(piece, names)),
    );
  });
}

function lines(text) {
  const groups = [];
  for (const line of text.split('\n')) {
    const isQuote = line.startsWith('&gt;');
    const piece = isQuote ? line.slice(4).trimStart() : line;
    const last = groups.at(-1);
    if (last?.isQuote === isQuote) last.text += `\n${piece}`;
    else groups.push({ isQuote, text: piece });
  }
  return groups.filter((group) => group.isQuote || group.text !== '');
}

/** Nodes for a text object, `plain_text` or `mrkdwn`. */
export function textObject(object, names) {
  if (!object) return [];
  return object.type === 'mrkdwn' ? markup(object.text, names) : [document.createTextNode(object.text)];
}

function styled(node, style = {}) {
  let shown = node;
  if (style.code) shown = el('code', {}, shown);
  if (style.strike) shown = el('s', {}, shown);
  if (style.italic) shown = el('em', {}, shown);
  if (style.bold) shown = el('strong', {}, shown);
  return shown;
}

function richInline(element, names) {
  switch (element.type) {
    case 'text':
      return styled(document.createTextNode(element.text), element.style);
    case 'link':
      return styled(link(element.url, element.text ?? element.url), element.style);
    case 'user':
      return mention(names, element.user_id);
    case 'channel':
      return channelMention(names, element.channel_id);
    case 'broadcast':
      return broadcast(element.range);
    case 'usergroup':
      return el('span', { class: 'mention' }, `@${element.usergroup_id}`);
    case 'emoji':
      return document.createTextNode(`:${element.name}:`);
    case 'date':
      return document.createTextNode(date(element.timestamp, element.format));
    default:
      return document.createTextNode('');
  }
}

const richAll = (elements, names) => elements.map((element) => richInline(element, names));

/** Nodes for one part of a rich_text block. */
export function richText(part, names) {
  switch (part.type) {
    case 'rich_text_quote':
      return el('blockquote', { class: 'lines' }, richAll(part.elements, names));
    case 'rich_text_preformatted':
      return el('pre', {}, richAll(part.elements, names));
    case 'rich_text_list':
      return el(
        part.style === 'ordered' ? 'ol' : 'ul',
        { class: `rich-list indent-${part.indent ?? 0}` },
        part.elements.map((item) => el('li', {}, richAll(item.elements, names))),
      );
    default:
      return el('div', { class: 'lines' }, richAll(part.elements, names));
  }
}
