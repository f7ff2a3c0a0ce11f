/** Every screen is exactly as large as its terminal, says what must be said, and holds no escape but our own colours. */

import { displayText } from '@postern/core/client';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import {
  foreignTexts,
  sampleState,
  sampleTicket,
  seeing,
  settingUp,
  writing,
} from '../../testing/sample-state.ts';
import { createEditor } from '../editor/editor.ts';
import { commands } from '../keys/commands.ts';
import type { Composer, InboxState, Picker, Ticket } from '../store/model.ts';
import { asciiGlyphs, unicodeGlyphs } from '../text/glyphs.ts';
import { createTheme } from '../text/theme.ts';
import { contactQuestion } from '../text/weighed-words.ts';
import { drawScreen, paintScreen } from './screen.ts';

const theme = createTheme({ depth: 'truecolor', background: 'dark' });
const mono = createTheme({ depth: 'mono', background: 'dark' });
const look = { glyphs: unicodeGlyphs, isAscii: false, commands };
const sizes = [
  [40, 10],
  [40, 24],
  [60, 10],
  [60, 24],
  [80, 24],
  [99, 30],
  [100, 20],
  [120, 40],
  [200, 60],
] as const;

const ownColors = new RegExp(`${'\u001b'}\\[[\\d;]*m`, 'g');
const plain = (painted: string[]) => painted.map((line) => line.replaceAll(ownColors, ''));
const draw = (state: InboxState) => plain(paintScreen(drawScreen(state, look), theme, false));

/** The promise of every frame. */
function expectSound(state: InboxState, using = theme, with_ = look): void {
  const { columns, rows } = state.size;
  const screen = drawScreen(state, with_);
  const painted = paintScreen(screen, using, with_.isAscii);
  expect(painted).toHaveLength(rows);
  for (const line of plain(painted)) {
    // Nothing of the escapes may be left once our own colours are taken out.
    expect(line).not.toMatch(/\p{Cc}/u);
    expect(stringWidth(line), line).toBe(columns);
  }
  if (screen.cursor) {
    expect(screen.cursor.x).toBeLessThan(columns);
    expect(screen.cursor.y).toBeLessThan(rows);
  }
}

/** Every state a person can be in, with one text in all places; every second one on one of several desks. */
function states(columns: number, rows: number, text: string): InboxState[] {
  const desk = displayText(text) || 'acme';
  return places(columns, rows, text).map((state, at) =>
    at % 2 === 0 ? state : { ...state, desk, stripe: 'violet' },
  );
}

function places(columns: number, rows: number, text: string): InboxState[] {
  const state = sampleState(columns, rows, [text, ...foreignTexts]);
  const ticket = sampleTicket(1_001, text);
  const bodyText = text === '' ? 'Hi' : text.replaceAll(/(?![\n\t])\p{Cc}/gu, '');
  return [
    state,
    { ...state, list: { ...state.list, arrivals: [ticket] }, focus: 'preview' },
    { ...state, list: { ...state.list, rows: [], isLoaded: false } },
    { ...state, connection: { kind: 'reconnecting', tries: 2, retryAt: state.now + 3_000 } },
    { ...state, connection: { kind: 'signedOut' } },
    { ...state, openId: ticket.id },
    { ...state, hintsLeft: [1, 4] },
    { ...state, hintsLeft: [4], openId: ticket.id },
    { ...state, hintsLeft: [0], question: { kind: 'search', text: ticket.subject } },
    { ...state, openId: ticket.id, scrolls: new Map([[ticket.id, { entryId: 'a1001', line: 1 }]]) },
    { ...state, openId: 'tkt_unknown' },
    writing(state, 'reply', ticket, bodyText),
    writing(state, 'note', ticket, bodyText),
    {
      ...writing(state, 'reply', ticket, bodyText),
      status: { tone: 'bad', text: `${ticket.subject} `.repeat(9) },
    },
    { ...writing(state, 'reply', ticket, bodyText), question: { kind: 'discard' } },
    ...attaching(state, ticket, text),
    { ...state, question: { kind: 'search', text: ticket.subject } },
    { ...state, question: { kind: 'weighed', words: `${ticket.subject} `.repeat(20) } },
    { ...state, help: { top: 3, context: 'list', editor: createEditor('', { singleLine: true }) } },
    seeing(state, text),
    ...settingUp(state, text),
    seeing(state, text, { top: 5, index: 1 }),
    seeing(state, text, { view: null, problem: ticket.subject }),
    {
      ...state,
      queryEditor: {
        editor: createEditor(ticket.subject, { singleLine: true }),
        problem: null,
        problemAt: 3,
        found: 118,
      },
    },
    {
      ...state,
      queryEditor: {
        editor: createEditor(`${ticket.subject} is:`),
        problem: `No ${ticket.subject}`,
        problemAt: null,
        found: 1,
      },
    },
    {
      ...state,
      view: 10,
      views: [ticket.subject, ...foreignTexts].map((name, index) => ({
        id: `viw_${index}`,
        name: displayText(name),
        query: 'is:open',
        isShared: index % 2 === 0,
        problem: index % 3 === 0 ? 'gone' : null,
      })),
    },
    {
      ...state,
      picker: {
        title: `Assign ${ticket.subject} to`,
        purpose: { kind: 'assign', rows: [ticket] },
        editor: createEditor('', { singleLine: true }),
        choices: [{ label: ticket.subject, detail: ticket.subject, to: 'me' }],
        index: 0,
      },
    },
    { ...state, chord: { keys: 'a', next: [{ key: 'm', title: ticket.subject }] } },
  ];
}

/** Composers with one file and with more than there are lines for, named by the text, and the picker over one. */
function attaching(state: InboxState, ticket: Ticket, text: string): InboxState[] {
  const file = (index: number) => ({ path: `/${index}`, name: `${index}${text}`, bytes: 1, changedAt: 0 });
  const files = Array.from({ length: 9 }, (_, index) => file(index));
  const picker: Picker = {
    title: 'Attach a file',
    purpose: { kind: 'attach' },
    editor: createEditor(`~/${text}`, { singleLine: true }),
    choices: [{ label: displayText(text), detail: 'folder', to: text }],
    index: 0,
  };
  const composing = (kind: 'reply' | 'note', change: Partial<Composer>): InboxState => {
    const open = writing(state, kind, ticket, 'Hi');
    return { ...open, composer: { ...(open.composer as Composer), ...change } };
  };
  return [
    { ...composing('reply', { files: files.slice(0, 1) }), picker },
    composing('note', { files, uploading: displayText(text) }),
  ];
}

describe('every line is exactly as wide as the terminal', () => {
  for (const [columns, rows] of sizes) {
    test(`at ${columns}x${rows}, whatever customers write`, () => {
      for (const text of foreignTexts) for (const state of states(columns, rows, text)) expectSound(state);
    });
  }

  test('in ASCII none of our own signs is left that such a terminal cannot show', () => {
    const inAscii = { glyphs: asciiGlyphs, isAscii: true, commands };
    for (const [columns, rows] of sizes) {
      for (const state of states(columns, rows, 'Plain')) {
        const screen = plain(paintScreen(drawScreen(state, inAscii), mono, true)).join('\n');
        expect(screen.match(/[·…—→↗↓↑←●○◌✎›✓│─┌┐└┘▒▛▜▙▟▀▄]/g) ?? []).toEqual([]);
      }
    }
  });

  test('with any text at any size, in colour, without colour and in ASCII', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 210 }),
        fc.integer({ min: 1, max: 61 }),
        anyText,
        (columns, rows, text) => {
          for (const state of states(columns, rows, text)) {
            expectSound(state);
            expectSound(state, mono, { glyphs: asciiGlyphs, isAscii: true, commands });
          }
        },
      ),
      { numRuns: process.env.POSTERN_NIGHTLY ? 2_000 : 40 },
    );
  });
});

test('a window that is too small says what is needed', () => {
  expect(draw(sampleState(38, 9))[0]?.trim()).toBe('Postern needs 40x10 (now 38x9)');
  expect(draw(sampleState(40, 10)).join()).not.toContain('Postern needs');
});

describe('the two composers cannot be mistaken for each other', () => {
  const maria = sampleTicket(1_042, 'Cannot sign in', {
    requester: { name: 'Maria López', email: 'maria@acme.example' },
    audience: {
      to: [
        { name: 'Maria López', email: 'maria@acme.example', sees: true },
        { name: 'Ivan Petrov', email: 'ivan@acme.example', sees: true },
      ],
      hash: 'hash',
    },
    timeline: [],
  });
  const frameOf = (kind: 'reply' | 'note', columns: number, rows = 24) => {
    const state = { ...sampleState(columns, rows), tickets: new Map([[maria.id, maria]]) };
    return draw(writing(state, kind, maria, 'Hello'));
  };

  test('a reply names its readers and the send chord, in words, at every width', () => {
    for (const columns of [40, 60, 80, 120, 200]) {
      const lines = frameOf('reply', columns);
      const top = lines.find((line) => line.startsWith('┌')) ?? '';
      const bottom = lines.find((line) => line.startsWith('└')) ?? '';
      expect(top).toContain('PUBLIC REPLY → Maria López');
      if (columns >= 60) expect(top).toContain('cc Ivan Petrov · #1042');
      expect(bottom).toContain('Ctrl+S SEND TO CUSTOMER Maria');
      expect(lines.at(-1)).toContain('REPLY (PUBLIC)');
      expect(lines.join()).not.toContain('INTERNAL NOTE');
      expect(lines.join()).not.toContain('Ctrl+N');
    }
  });

  test('a note says at its top and its bottom that the customer never sees it, at every width', () => {
    for (const columns of [40, 60, 80, 120, 200]) {
      const lines = frameOf('note', columns);
      const top = lines.find((line) => line.startsWith('▛')) ?? '';
      const bottom = lines.find((line) => line.startsWith('▙')) ?? '';
      expect(top).toMatch(
        columns >= 60 ? /INTERNAL NOTE .*never shown to Maria López/ : /INTERNAL NOTE · never to Maria/,
      );
      expect(bottom).toMatch(
        columns >= 60
          ? /Ctrl\+N KEEP INSIDE · never shown to Maria López/
          : /Ctrl\+N KEEP INSIDE, not to Maria/,
      );
      expect(lines.at(-1)).toContain('NOTE (TEAM)');
      expect(lines.join()).not.toContain('PUBLIC REPLY');
      expect(lines.join()).not.toContain('Ctrl+S');
    }
  });

  test('without colour each line of a note still has its gutter, and no line of a reply has', () => {
    const body = (lines: string[]) =>
      lines.filter((line) => line.includes('Hello') || line.includes('draft saved'));
    expect(body(frameOf('note', 80))).toHaveLength(2);
    for (const line of body(frameOf('note', 80))) expect(line).toMatch(/^▒ ▒▒ .*▒$/);
    for (const line of body(frameOf('reply', 80))) expect(line).toMatch(/^│ .*│$/);
  });
});

describe('the thread', () => {
  const lines = draw({ ...sampleState(80, 40), openId: 'tkt_1001' });

  test('a note has a gutter on each of its lines and says what it is', () => {
    const at = lines.findIndex((line) => line.includes('INTERNAL NOTE'));
    expect(lines[at]).toMatch(/^▒▒ INTERNAL NOTE · You · Slack/);
    expect(lines[at + 1]).toMatch(/^▒▒ Cannot sign in/);
  });

  test('events are one line each, and "new" stands above what has not been seen', () => {
    expect(lines.filter((line) => /^ {2}· (assigned|closed)/.test(line))).toHaveLength(2);
    const at = lines.findIndex((line) => line.startsWith('── new ─'));
    expect(lines[at + 1]).toMatch(/^ {2}Cannot sign in to the portal · /);
  });

  test('a public reply carries an arrow and the word', () => {
    expect(lines.some((line) => line.startsWith('↗ You · public reply'))).toBe(true);
  });
});

test.each([
  [40, 10],
  [40, 24],
  [80, 24],
])('in %i×%i what has happened is read whole, and so is how long a reply can be stopped', (columns, rows) => {
  const state = sampleState(columns, rows, ['Text']);
  const words = 'Taken back: nobody has read it. Ctrl+S sends it. Its files come along with it.';
  const told = draw({ ...state, status: { tone: 'good', text: words } });
  expect(told).toHaveLength(rows);
  expect(told.slice(-4).join(' ').replace(/\s+/g, ' ')).toContain(words.split(' ').slice(-3).join(' '));
  expect(told.join(' ')).toContain('Taken back: nobody');
  const held = {
    ...{ id: 'hld_1', ticketId: 'tkt_1', number: 1_001, to: 'Somebody With A Long Name (+2 cc)', text: 'Hi' },
    ...{ requestId: 'r', state: 'held' as const, reason: '', leavesAt: state.heldNow + 10_000, files: [] },
  };
  const waits = draw({ ...state, held: [held as unknown as InboxState['held'][number]] })
    .slice(-2)
    .join(' ');
  expect(waits).toContain('leaves in 10 s');
  expect(waits).toMatch(/u (?:take +)?back\W+ ! now/);
});

test('what has arrived is told above the list, with its subject, and moves no row', () => {
  const state = sampleState(120, 40);
  const before = draw(state);
  const after = draw({
    ...state,
    list: { ...state.list, arrivals: [sampleTicket(1_077, 'Printer on fire')] },
  });
  expect(after[3]).toContain('1 new · . shows · #1077 Printer on fire');
  expect(after.toSpliced(3, 1)).toEqual(before.toSpliced(3, 1));
});

describe('what the customer sees', () => {
  test('S38: it says in words at its top, its bottom and in the mode that it is no ordinary thread', () => {
    for (const [columns, rows] of sizes) {
      const lines = draw(seeing(sampleState(columns, rows), 'The page stays empty.'));
      expect(lines[0]).toContain('WHAT THE CUSTOMER SEES');
      expect(lines.join('\n')).toMatch(/THE CUSTOMER'S VIEW OF #1001/);
      expect(lines.at(-1)).toContain("CUSTOMER'S VIEW");
      expect(lines.join()).not.toContain('INTERNAL NOTE');
    }
  });

  test("S38: verdict, gates, the page in the customer's words, and what is left out", () => {
    const lines = draw(seeing(sampleState(80, 40), 'The page stays empty.'));
    expect(lines[1]).toMatch(/✗ Maria López does not see this ticket\. Shut: filter\..*1 of 2 people/);
    expect(lines.some((line) => /^│ open {2}portal {8}The portal/.test(line))).toBe(true);
    expect(lines.some((line) => /^│ shut {2}filter {8}pipeline:Support/.test(line))).toBe(true);
    expect(lines).toContainEqual(expect.stringMatching(/^│ Waiting for you · last activity 09:14/));
    expect(lines).toContainEqual(expect.stringMatching(/^│ You \(Maria López\) · portal · /));
    expect(lines).toContainEqual(expect.stringMatching(/^│ The page stays empty\./));
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}Left out: 2 notes\./));
  });
});

test.each(sizes)(
  'a question says all of itself in %i×%i, who loses and its keys first of all',
  (columns, rows) => {
    const people = ['Maria López', 'Chen Wei', 'Noor'].map((name) => ({
      ...{ name, email: `${name.split(' ')[0]}@long-customer.example` },
    }));
    const words = contactQuestion(
      { ticket: { number: 1_042, subject: 'Cannot sign in' }, gains: people, loses: people, created: [] },
      'noor@acme.example',
      'off',
    );
    const state = sampleState(columns, rows, foreignTexts);
    expectSound({ ...state, question: { kind: 'weighed', words } });
    const bare = (text: string) => text.replaceAll(/\s/g, '');
    const said = (many: string) =>
      bare(draw({ ...state, question: { kind: 'weighed', words: many } }).join(''));
    if (columns > 40 || rows > 10) expect(said(words)).toContain(bare(`${words} y does it, n leaves it.`));
    const many = said(`${words} ${'And so on. '.repeat(400)}`);
    for (const part of [
      'Take noor@acme.example off #1042?',
      'will lose sight of it.',
      'y does it, n leaves it.',
    ])
      expect(many).toContain(bare(part));
  },
);

test('at 100 columns subjects have room to be told from each other, and the thread beside them to be read', () => {
  const state = sampleState(100, 20, ['Export to CSV times out after 30 s']);
  const line = draw(state).find((each) => /^.. ?1001 Export/.test(each)) ?? '';
  expect(line).toContain('Export to CSV time…');
  expect(line.indexOf('│')).toBeLessThanOrEqual(57);
});
