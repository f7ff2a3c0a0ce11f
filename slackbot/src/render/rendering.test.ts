/** Whatever customers and agents write, what is posted is inert, within Slack's limits, and still readable. */
import type { SlackCard, SlackThreadEntry } from '@postern/core/client';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backlogMessage } from './backlog.ts';
import { cardMessage } from './card.ts';
import { dialogState, type OpenedReply, replyDialog } from './reply-dialog.ts';
import { sampleCard } from './sample-card.ts';
import { cut, cutBody, limits, type Rendered } from './text.ts';
import { threadMessage } from './thread-entry.ts';
import { threadPost } from './thread-post.ts';

const hostile =
  '<!channel> <@U0ADAOKAFOR> <!subteam^S1> *x* _y_ `z` [a](b) &lt; <https://evil.example|bank> :tada: @here';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.constantFrom(
    hostile,
    '',
    ' ',
    '\n\n',
    '\0',
    '\ud800',
    '👩‍👩‍👧'.repeat(300),
    hostile.repeat(60),
    '&<>'.repeat(9_000),
  ),
);

const anyCard: fc.Arbitrary<SlackCard> = fc.record({
  ticket: fc.record({
    id: fc.constant('tkt_0000000001'),
    number: fc.integer({ min: 1, max: 2_147_483_647 }),
    subject: anyText,
    status: fc.constant('open' as const),
    stage: anyText,
    priority: fc.constantFrom('low' as const, 'normal' as const, 'high' as const, 'urgent' as const),
    pipeline: anyText,
    inbox: anyText,
    requester: fc.option(fc.record({ name: anyText, email: anyText })),
    organization: fc.option(anyText),
    assignee: fc.option(fc.record({ name: anyText, email: anyText })),
    team: fc.option(anyText),
    tags: fc.constant([]),
    snoozed: fc.option(
      fc.record({
        until: fc.option(fc.constant('2026-11-04T09:00:00.000Z')),
        by: fc.option(fc.record({ name: anyText, email: anyText })),
      }),
    ),
    createdAt: fc.constant('2026-11-03T09:30:00.000Z'),
    lastPublicAt: fc.constant('2026-11-03T09:30:00.000Z'),
    lastActivityAt: fc.constant('2026-11-03T09:30:00.000Z'),
    version: fc.nat(),
  }),
  excerpt: anyText,
  filed: fc.record({
    source: fc.constantFrom('portal', 'cli', 'email', 'carrier pigeon'),
    by: fc.option(anyText),
  }),
  messages: fc.nat(),
  files: fc.nat(),
  readers: fc.array(anyText, { maxLength: 3 }),
  closed: fc.option(fc.record({ at: fc.constant('2026-11-03T12:42:00.000Z'), by: fc.option(anyText) })),
  mergedInto: fc.option(fc.nat(), { freq: 5 }),
  room: fc.constant(null),
  link: fc.constant(null),
});

const anyEntry: fc.Arbitrary<SlackThreadEntry> = fc.record({
  kind: fc.constantFrom('customer' as const, 'reply' as const, 'note' as const, 'event' as const),
  author: anyText,
  source: fc.constantFrom('portal', 'tui', 'cli', 'slack', 'api'),
  at: fc.constant('2026-11-03T09:30:00.000Z'),
  text: anyText,
  files: fc.array(fc.record({ fileName: anyText, bytes: fc.nat() }), { maxLength: 20 }),
  since: fc.constantFrom('edited' as const, 'withdrawn' as const, null),
  reach: fc.option(
    fc.record({
      isSeen: fc.boolean(),
      mails: fc.array(
        fc.record({
          to: anyText,
          state: fc.constantFrom('sent' as const, 'failed' as const, 'waiting' as const),
          reason: fc.option(anyText),
        }),
      ),
    }),
  ),
});

type Part = Record<string, unknown>;

function partsOf(value: unknown): Part[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Part, ...Object.values(value).flatMap(partsOf)];
}

/** Kinds of parts that Slack acts on or that would read markup. */
const acting = [
  'mrkdwn',
  'markdown',
  'user',
  'usergroup',
  'channel',
  'broadcast',
  'link',
  'emoji',
  'date',
  'image',
];

function requireInert(blocks: unknown): void {
  for (const part of partsOf(blocks)) {
    expect(acting).not.toContain(part.type);
    if (part.type === 'plain_text') expect(part).toMatchObject({ emoji: false });
    if ('text' in part && typeof part.text === 'string') {
      expect(part.text).not.toBe('');
      expect(part.text.isWellFormed()).toBe(true);
    }
  }
}

const longest: Record<string, number> = {
  header: limits.header,
  button: limits.buttonText,
  context: limits.contextText,
  section: limits.sectionText,
  modal: limits.dialogTitle,
};

function requireLimits(blocks: Part[]): void {
  expect(blocks.length).toBeLessThanOrEqual(50);
  for (const block of blocks) {
    const { text, fields, elements } = block as { text?: Part; fields?: Part[]; elements?: Part[] };
    if (text) expect(String(text.text).length).toBeLessThanOrEqual(longest[String(block.type)] ?? 3_000);
    expect(fields?.length ?? 0).toBeLessThanOrEqual(10);
    for (const field of fields ?? []) expect(String(field.text).length).toBeLessThanOrEqual(limits.fieldText);
    if (block.type === 'context') expect(elements?.length).toBeLessThanOrEqual(10);
    for (const element of elements ?? []) {
      if (element.type === 'plain_text')
        expect(String(element.text).length).toBeLessThanOrEqual(limits.contextText);
      if (element.type !== 'button') continue;
      expect(String((element.text as Part).text).length).toBeLessThanOrEqual(limits.buttonText);
      expect(String(element.value).length).toBeLessThanOrEqual(limits.buttonValue);
      const { confirm } = element as { confirm?: Record<string, Part> };
      if (confirm) expect(String(confirm.text?.text).length).toBeLessThanOrEqual(limits.confirmText);
    }
  }
}

function requireSafe(rendered: Rendered): void {
  requireInert(rendered.blocks);
  requireLimits(rendered.blocks as unknown as Part[]);
  const total = partsOf(rendered.blocks).reduce(
    (sum, part) => sum + (typeof part.text === 'string' ? part.text.length : 0),
    0,
  );
  expect(total).toBeLessThanOrEqual(limits.allBlocks);
  expect(rendered.text).not.toBe('');
  expect(rendered.text.length).toBeLessThanOrEqual(limits.fallbackText);
  // Without these two characters there is no markup, whatever else the text says.
  expect(rendered.text).not.toMatch(/[<>]/);
}

test('a card is inert and within every limit, whatever the ticket says', () => {
  fc.assert(fc.property(anyCard, (card) => requireSafe(cardMessage(card))));
});

test('a thread entry is inert and within every limit, whatever was written', () => {
  fc.assert(
    fc.property(anyEntry, anyCard, (entry, card) => {
      const rendered = threadMessage(entry, card);
      if (rendered) requireSafe(rendered);
      else expect(entry).toMatchObject({ kind: 'event', text: '' });
    }),
  );
});

test('a post of many entries is inert and within every limit, and each of them stands in it', () => {
  const entries = fc.array(anyEntry, { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(entries, anyCard, (given, card) => {
      const rendered = threadPost([null, ...given], card);
      if (rendered) requireSafe(rendered);
      const shown = given.filter(({ kind, text }) => kind !== 'event' || text !== '');
      if (shown.length < 2) return;
      const labels = rendered?.blocks.filter(({ type }) => type === 'context') ?? [];
      expect(labels.length).toBeGreaterThan(shown.length);
    }),
  );
});

test('what waits is counted in words, and its end is said', () => {
  const line = (waiting: number, tickets: number) =>
    backlogMessage({ waiting, tickets, since: '2026-11-03T09:30:00.000Z' }).text;
  expect(line(1_037, 12)).toBe('1,037 posts wait for this channel, 12 of them new tickets.');
  expect(line(40, 40)).toBe('40 new tickets wait for this channel.');
  expect(line(1, 0)).toBe('1 post waits for this channel.');
  expect(line(0, 0)).toMatch(/^Nothing waits/);
  requireSafe(backlogMessage({ waiting: 1_037, tickets: 12, since: '2026-11-03T09:30:00.000Z' }));
});

test('the reply dialog is inert and within every limit, and carries its state there and back', () => {
  const opened: fc.Arbitrary<OpenedReply> = fc.record({
    nonce: fc.constant('n'.repeat(43)),
    ticketId: fc.constant('tkt_0000000001'),
    number: fc.nat(),
    subject: anyText,
    recipients: fc.array(fc.record({ name: anyText, email: anyText, sees: fc.boolean() }), { maxLength: 40 }),
    lastMessage: fc.option(fc.record({ author: anyText, text: anyText, at: anyText })),
    lastReply: fc.option(fc.record({ author: anyText, text: anyText })),
  });
  const place = { ticketId: 'tkt_0000000001', channelId: 'C0SUPPORT', threadTs: '1762162200.000100' };
  fc.assert(
    fc.property(opened, anyText, (given, text) => {
      const files = [{ id: 'F1', name: text }];
      const taken = [{ fileName: text, bytes: 5 }];
      const warnings = [{ kind: 'note' as const, passage: text }];
      const view = replyDialog(given, place, { text, notice: text, messageFiles: files, taken, warnings });
      requireInert(view);
      requireLimits(view.blocks as unknown as Part[]);
      expect(view.blocks.length).toBeLessThanOrEqual(100);
      for (const title of [view.title, view.submit, view.close]) {
        expect(title?.text.length).toBeLessThanOrEqual(limits.dialogTitle);
      }
      const [input] = partsOf(view).filter((part) => part.type === 'plain_text_input');
      expect(String(input?.initial_value ?? '').length).toBeLessThanOrEqual(limits.inputText);
      expect(view.private_metadata?.length).toBeLessThanOrEqual(limits.privateMetadata);
      expect(dialogState(view.private_metadata ?? '')).toEqual({ ...place, nonce: given.nonce });
    }),
  );
});

test('the reply dialog names whoever will not read the reply', () => {
  const place = { ticketId: 'tkt_0000000001', channelId: 'C0SUPPORT', threadTs: null };
  const dialog = (...sees: boolean[]) => {
    const recipients = sees.map((each, index) => ({
      name: `P${index}`,
      email: `p${index}@x.example`,
      sees: each,
    }));
    const opened = {
      nonce: 'n',
      ticketId: 'tkt_0000000001',
      number: 1042,
      subject: 'Login',
      recipients,
      lastMessage: null,
      lastReply: null,
    };
    return JSON.stringify(replyDialog(opened, place));
  };
  expect(dialog(true, true)).not.toContain('not see this ticket');
  expect(dialog(true, false)).toContain(
    'P1 does not see this ticket in the portal, and will get no mail of your reply.',
  );
  expect(dialog(false, false)).toContain('P0, P1 do not see this ticket');
});

test('hostile text stays as it was written, letter by letter', () => {
  const card = { ...sampleCard(), excerpt: hostile };
  expect(JSON.stringify(cardMessage(card).blocks)).toContain(JSON.stringify(hostile).slice(1, -1));
  const entry: SlackThreadEntry = {
    kind: 'customer',
    author: hostile,
    source: 'portal',
    at: '',
    text: hostile,
    files: [],
    since: null,
    reach: null,
  };
  const texts = partsOf(threadMessage(entry, card)?.blocks).map((part) => part.text);
  expect(texts).toContain(hostile);
});

test('a name cannot put a label of ours on a line of its own', () => {
  const author = 'Maria\nSENT TO CUSTOMER by Ada\u202e';
  const entry: SlackThreadEntry = {
    kind: 'customer',
    author,
    source: 'portal',
    at: '',
    text: 'Hello',
    files: [],
    since: null,
    reach: null,
  };
  const [first] = threadMessage(entry, sampleCard())?.blocks ?? [];
  expect(first).toMatchObject({ elements: [{ text: 'From customer: Maria SENT TO CUSTOMER by Ada' }] });
});

test('a long body is cut at a paragraph and says where the rest is', () => {
  const paragraph = `${'word '.repeat(100).trim()}\n\n`;
  const entry: SlackThreadEntry = {
    kind: 'note',
    author: 'Bo',
    source: 'tui',
    at: '',
    text: paragraph.repeat(40),
    files: [],
    since: null,
    reach: null,
  };
  const shown = JSON.stringify(threadMessage(entry, sampleCard())?.blocks);
  expect(shown).toContain('INTERNAL NOTE by Bo, from the terminal. Customers never see this.');
  expect(shown).toContain('word…');
  expect(shown).toContain('postern ticket view 1042');
});

test('cutting keeps the limit and never leaves half a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 2, max: 50 }), (text, max) => {
      for (const short of [cut(text, max), cutBody(text, max).text]) {
        expect(short.length).toBeLessThanOrEqual(max);
        expect(short.isWellFormed()).toBe(true);
      }
      if (text.isWellFormed() && text.length <= max) expect(cut(text, max)).toBe(text);
    }),
  );
});

test('where a room is confidential, a notification says who and what about, and no words of the ticket', () => {
  const card = sampleCard();
  const quiet = { ...card, room: card.room && { ...card.room, isConfidential: true } };
  const entry: SlackThreadEntry = {
    kind: 'customer',
    author: 'Maria López',
    source: 'portal',
    at: '',
    text: 'My password is swordfish.',
    files: [],
    since: null,
    reach: null,
  };
  expect(threadMessage(entry, card)?.text).toContain('swordfish');
  const rendered = threadMessage(entry, quiet);
  expect(rendered?.text).toBe('#1042: From customer: Maria López');
  expect(JSON.stringify(rendered?.blocks)).toContain('swordfish');
});

test('the files of a message are named with their sizes, and none of them acts', () => {
  const entry: SlackThreadEntry = {
    kind: 'customer',
    author: 'Maria',
    source: 'portal',
    at: '',
    text: 'See here.',
    files: [{ fileName: 'console.png', bytes: 86_016 }],
    since: null,
    reach: null,
  };
  const shown = (files: SlackThreadEntry['files']) =>
    partsOf(threadMessage({ ...entry, files }, sampleCard())?.blocks)
      .filter((part) => typeof part.text === 'string' && /^\d+ files?:/.test(part.text))
      .map(({ type, text }) => `${type} ${text}`);
  expect(shown(entry.files)).toEqual(['plain_text 1 file: console.png (84 KB)']);
  expect(shown([])).toEqual([]);
  const many = Array.from({ length: 12 }, () => ({ fileName: '<!channel>.png', bytes: 5 }));
  expect(shown(many)).toEqual([
    `plain_text 12 files: ${Array.from({ length: 10 }, () => '<!channel>.png (5 B)').join(', ')}, …`,
  ]);
});
