/** What people type in Slack arrives as they meant it, without Slack's markup. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeText } from '../render/text.ts';
import { mentionedIn, plainText } from './plain-text.ts';

const names = {
  people: new Map([['U1', 'Ada Okafor']]),
  channels: new Map([['C1', 'support']]),
};

const fromText = (text: string) => plainText({ text, blocks: undefined, files: [] }, names);
const fromBlocks = (...elements: unknown[]) =>
  plainText({ text: 'the older form', blocks: [{ type: 'rich_text', elements }], files: [] }, names);
const section = (...elements: unknown[]) => ({ type: 'rich_text_section', elements });
const text = (said: string) => ({ type: 'text', text: said });

test('rich text wins over the older form', () => {
  expect(fromBlocks(section(text('Hello <b> & *stars*')))).toBe('Hello <b> & *stars*');
});

test('mentions, channels, links, emoji and broadcasts become what they show', () => {
  const said = fromBlocks(
    section(
      { type: 'user', user_id: 'U1' },
      text(' see '),
      { type: 'channel', channel_id: 'C1' },
      text(' and '),
      { type: 'link', url: 'https://a.example/x', text: 'the page' },
      text(' '),
      { type: 'emoji', name: 'tada', unicode: '1f389' },
      { type: 'emoji', name: 'our-logo' },
      text(' '),
      { type: 'broadcast', range: 'here' },
      { type: 'user', user_id: 'U9' },
    ),
  );
  expect(said).toBe(
    '@Ada Okafor see #support and the page (https://a.example/x) 🎉:our-logo: @here@somebody',
  );
});

test('lists, quotes and code keep their shape', () => {
  const said = fromBlocks(
    section(text('Steps:\n')),
    { type: 'rich_text_list', style: 'ordered', elements: [section(text('one')), section(text('two'))] },
    { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [section(text('deep'))] },
    { type: 'rich_text_quote', elements: [text('first\nsecond')] },
    { type: 'rich_text_preformatted', elements: [text('a < b\n  c')] },
  );
  expect(said).toBe('Steps:\n1. one\n2. two\n  - deep\n> first\n> second\na < b\n  c');
});

test('the older form loses its markup, and only three entities stand for something else', () => {
  expect(fromText('<@U1> <@U7|kim> <#C1> <#C2|random> &lt;b&gt; &amp;lt; &quot;')).toBe(
    '@Ada Okafor @kim #support #random <b> &lt; &quot;',
  );
  expect(
    fromText('<https://a.example?x=1&amp;y=2> <https://a.example|here> <mailto:a@b.example|a@b.example>'),
  ).toBe('https://a.example?x=1&y=2 here (https://a.example) a@b.example');
  expect(fromText('<!here> <!subteam^S1|@ops> <!date^1^{date}|today>')).toBe('@here @ops today');
});

test('names of files that came along are kept', () => {
  expect(plainText({ text: '', blocks: undefined, files: ['log.txt'] }, names)).toBe(
    '[Shared in Slack: log.txt]',
  );
});

test('plain words come back unchanged from either form', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }).filter((said) => !/\n$/.test(said)),
      (said) => {
        expect(fromText(escapeText(said))).toBe(said);
        expect(fromBlocks(section(text(said)))).toBe(said);
      },
    ),
  );
});

test('all who are mentioned are found, in both forms', () => {
  const blocks = [
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_list', elements: [section({ type: 'user', user_id: 'U1' })] }],
    },
  ];
  expect(mentionedIn({ text: '<@U2>', blocks, files: [] }).people).toEqual(new Set(['U1']));
  const older = mentionedIn({ text: '<@U2> <#C1> <#C2|known>', blocks: undefined, files: [] });
  expect([...older.people, ...older.channels]).toEqual(['U2', 'C1']);
});

test('no shape of blocks makes it throw', () => {
  fc.assert(
    fc.property(fc.anything(), fc.string(), (blocks, said) => {
      const message = {
        text: said,
        blocks: [{ type: 'rich_text', elements: [blocks, { elements: [blocks] }] }],
        files: [],
      };
      mentionedIn(message);
      expect(typeof plainText(message, names)).toBe('string');
    }),
  );
});
