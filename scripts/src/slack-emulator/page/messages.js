/** Draws messages: author, time, content, what hangs below them, and what one may do with them. */
import { blockNodes } from './blocks.js';
import { el, grow } from './dom.js';
import { emojiText, pickable } from './emoji.js';
import { fileNodes } from './files.js';
import { markup } from './text.js';

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const fullTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });

const momentOf = (ts) => new Date(Number(ts) * 1000);

function dayName(moment) {
  const days = Math.round(
    (new Date().setHours(0, 0, 0, 0) - new Date(moment).setHours(0, 0, 0, 0)) / 86_400_000,
  );
  if (days === 0) return 'Today';
  return days === 1 ? 'Yesterday' : day.format(moment);
}

/** Messages and whispers in the order of their time, with a line before each new day. `me` decides what may be edited. */
export function rowsOf(messages, whispers, { me, withDays }) {
  const rows = [
    ...messages.map((message) => ({ kind: 'message', ts: message.ts, message, me })),
    ...whispers.map((whisper) => ({ kind: 'whisper', ts: whisper.ts, whisper })),
  ].sort((one, other) => Number(one.ts) - Number(other.ts));
  if (!withDays) return rows;
  let today = '';
  return rows.flatMap((row) => {
    const name = dayName(momentOf(row.ts));
    if (name === today) return [row];
    today = name;
    return [{ kind: 'day', ts: row.ts, name }, row];
  });
}

/** A stable name for a row, for `show`. */
export const rowKey = (row) => `${row.kind}/${row.ts}`;

function avatar(author) {
  const initials = author.realName
    .split(/\s+/)
    .map((word) => word[0])
    .slice(0, 2)
    .join('')
    .toUpperCase();
  const tone = [...author.id].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 6;
  const kind = author.isBot ? 'avatar-bot' : `tone-${tone}`;
  return el('span', { class: `avatar ${kind}`, 'aria-hidden': 'true' }, author.isBot ? '' : initials);
}

function authorOf(id, names) {
  const known = names.people.find((person) => person.id === id);
  return known ?? { id, realName: id === 'USLACKBOT' ? 'Slackbot' : id, isBot: id === 'USLACKBOT' };
}

function stamp(ts) {
  const moment = momentOf(ts);
  return el(
    'time',
    { dateTime: moment.toISOString(), title: fullTime.format(moment), class: 'stamp' },
    time.format(moment),
  );
}

function content(shown, context) {
  const hasBlocks = shown.blocks?.length > 0;
  return hasBlocks
    ? blockNodes(shown.blocks, {
        names: context.names,
        click: context.clickIn(shown),
        suggest: context.suggestIn(shown),
      })
    : shown.text !== '' && el('div', { class: 'b-text' }, markup(shown.text, context.names));
}

/** One row of a channel or thread. */
export function row(item, context) {
  if (item.kind === 'day') return el('li', { class: 'day' }, el('span', {}, item.name));
  if (item.kind === 'whisper') return whisperRow(item.whisper, context);
  return messageRow(item.message, context);
}

/** Subtypes of messages that somebody wrote; all others are small grey lines. */
const spoken = ['tombstone', 'file_share', 'thread_broadcast', 'bot_message'];

function messageRow(message, context) {
  const { names } = context;
  const author = authorOf(message.user, names);
  if (message.subtype && !spoken.includes(message.subtype)) {
    return el(
      'li',
      { class: 'system' },
      avatar(author),
      el(
        'div',
        { class: 'body' },
        el('div', { class: 'quiet' }, markup(message.text, names), ' ', stamp(message.ts)),
      ),
    );
  }
  const isGone = message.subtype === 'tombstone';
  const isMine = message.user === names.me && !isGone;
  const body = el(
    'div',
    { class: 'body' },
    el(
      'div',
      { class: 'byline' },
      el('span', { class: 'author' }, author.realName),
      author.isBot && el('span', { class: 'badge' }, 'App'),
      author.isRestricted && el('span', { class: 'badge' }, 'Guest'),
      author.isExternal && el('span', { class: 'badge' }, 'Other company'),
      message.subtype === 'thread_broadcast' && el('span', { class: 'quiet' }, 'replied in a thread'),
      stamp(message.ts),
    ),
    isGone ? el('div', { class: 'quiet' }, 'This message was deleted.') : content(message, context),
    message.files?.length > 0 &&
      fileNodes(message.files, {
        me: names.me,
        remove: (file) => context.act({ kind: 'deleteFile', file }),
      }),
    (message.attachments ?? []).map((one) => unfurl(one, context)),
    message.edited && !author.isBot && el('span', { class: 'quiet' }, ' (edited)'),
    message.notifies.length > 0 &&
      author.isBot &&
      el('p', { class: 'rings' }, `Rings ${message.notifies.join(', ')}`),
    message.reactions?.length > 0 && reactionRow(message, context),
    context.openThread && message.reply_count > 0 && threadLink(message, context),
  );
  return el(
    'li',
    { class: isGone ? 'message gone' : 'message', 'data-ts': message.ts },
    avatar(author),
    body,
    !isGone && toolRow(message, { body, isMine, context }),
  );
}

/** What the app shows below a link. */
function unfurl(attachment, context) {
  const { title, text, blocks } = attachment;
  return el(
    'div',
    { class: 'unfurl' },
    blocks
      ? blockNodes(blocks, { names: context.names, click: () => Promise.resolve() })
      : [title && el('strong', {}, title), text && el('div', {}, markup(text, context.names))],
  );
}

function reactionRow(message, context) {
  const { names } = context;
  return el(
    'div',
    { class: 'reactions' },
    message.reactions.map(({ name, users }) => {
      const isMine = users.includes(names.me);
      return el(
        'button',
        {
          type: 'button',
          class: 'reaction',
          'aria-pressed': String(isMine),
          title: `${users.map((id) => authorOf(id, names).realName).join(', ')} reacted with :${name}:`,
          onclick: () => context.act({ kind: isMine ? 'unreact' : 'react', ts: message.ts, name }),
        },
        `${emojiText(name)} ${users.length}`,
      );
    }),
  );
}

/** A small menu above a message; it closes when something in it was chosen. */
function toolMenu(label, title, items) {
  const menu = el(
    'details',
    { class: 'b-overflow' },
    el('summary', { class: 'tool', 'aria-label': title, title }, label),
    el(
      'div',
      { class: 'b-menu' },
      items.map(({ text, run }) =>
        el(
          'button',
          {
            type: 'button',
            onclick: () => {
              menu.open = false;
              run();
            },
          },
          text,
        ),
      ),
    ),
  );
  return menu;
}

function toolRow(message, { body, isMine, context }) {
  const { act, openThread, shortcuts, isWritable } = context;
  const tool = (text, run) => el('button', { type: 'button', class: 'tool', onclick: run }, text);
  return el(
    'div',
    { class: 'tools' },
    isWritable &&
      toolMenu(
        '☺',
        'React',
        pickable.map((name) => ({
          text: `${emojiText(name)} ${name.replaceAll('_', ' ')}`,
          run: () => act({ kind: 'react', ts: message.ts, name }),
        })),
      ),
    openThread && tool('Reply in thread', () => openThread(message.thread_ts ?? message.ts)),
    isMine && tool('Edit', () => edit(message, body, context)),
    isMine && tool('Delete', () => act({ kind: 'delete', ts: message.ts })),
    shortcuts.length > 0 &&
      toolMenu(
        '⋮',
        'More actions',
        shortcuts.map(({ name, callbackId }) => ({
          text: name,
          run: () => act({ kind: 'shortcut', name: callbackId, ts: message.ts }),
        })),
      ),
  );
}

function threadLink(message, context) {
  const authors = (message.reply_users ?? []).slice(0, 3).map((id) => avatar(authorOf(id, context.names)));
  const count = `${message.reply_count} ${message.reply_count === 1 ? 'reply' : 'replies'}`;
  return el(
    'button',
    { type: 'button', class: 'thread-link', onclick: () => context.openThread(message.ts) },
    authors,
    el('strong', {}, count),
    el('span', { class: 'quiet' }, 'last at ', time.format(momentOf(message.latest_reply))),
  );
}

function whisperRow(whisper, context) {
  const isSlack = whisper.from === 'slack';
  const author = isSlack
    ? authorOf('USLACKBOT', context.names)
    : context.names.people.find((one) => one.isBot);
  return el(
    'li',
    { class: isSlack ? 'message whisper trouble' : 'message whisper', 'data-ts': whisper.ts },
    avatar(author),
    el(
      'div',
      { class: 'body' },
      el('p', { class: 'only-you' }, 'Only visible to you'),
      el('div', { class: 'byline' }, el('span', { class: 'author' }, author.realName), stamp(whisper.ts)),
      content(whisper, context),
      el(
        'button',
        { type: 'button', class: 'tool', onclick: () => context.act({ kind: 'dismiss', id: whisper.id }) },
        'Dismiss',
      ),
    ),
  );
}

/** What a person would have typed to get this message: mentions by handle, nothing escaped. */
function typedAgain(message, names) {
  const part = (element) => {
    if (element.type === 'user') {
      return `@${names.people.find((one) => one.id === element.user_id)?.name ?? element.user_id}`;
    }
    if (element.type === 'channel') {
      return `#${names.channels.find((one) => one.id === element.channel_id)?.name ?? element.channel_id}`;
    }
    if (element.type === 'broadcast') return `@${element.range}`;
    return element.style?.code ? `\`${element.text}\`` : (element.text ?? element.url ?? '');
  };
  const sections = (message.blocks ?? []).flatMap((block) => block.elements ?? []);
  return sections
    .flatMap((one) => one.elements ?? [])
    .map(part)
    .join('');
}

function edit(message, body, context) {
  const before = [...body.childNodes];
  const field = el('textarea', {
    class: 'edit-field',
    'aria-label': 'Edit message',
    value: typedAgain(message, context.names),
  });
  const cancel = () => body.replaceChildren(...before);
  const save = async (event) => {
    event.preventDefault();
    await context.act({ kind: 'edit', ts: message.ts, text: field.value });
    if (field.isConnected) cancel();
  };
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') cancel();
    if (event.key === 'Enter' && !event.shiftKey) save(event);
  });
  body.replaceChildren(
    el(
      'form',
      { class: 'edit', onsubmit: save },
      field,
      el(
        'div',
        { class: 'edit-foot' },
        el('button', { type: 'button', class: 'button', onclick: cancel }, 'Cancel'),
        el('button', { class: 'button primary' }, 'Save'),
      ),
    ),
  );
  field.focus();
  grow(field);
}
