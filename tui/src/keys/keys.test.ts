/** The command table is sound, the key map keeps its promises, and the documentation is made from the same table. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { characterEvent, keyEvent } from '../input/decode-sequence.ts';
import type { KeyEvent } from '../input/events.ts';
import { chordLabel, isKeyName, keyName, typesText } from './chord.ts';
import { groups } from './command-shape.ts';
import { type Command, commands } from './commands.ts';
import { helpSections, hints, keysMarkdown, keysText } from './help.ts';
import {
  bindingsFor,
  createKeymap,
  isTextContext,
  type KeymapState,
  type KeyOutcome,
  keyClashes,
  noKeys,
  type PlaceContext,
} from './keymap.ts';
import { editorActionFor } from './writing-commands.ts';

const contexts: PlaceContext[] = [
  ...([
    'list',
    'thread',
    'sight',
    'portal',
    'field',
    'composer-reply',
    'composer-note',
    'query',
    'picker',
    'confirm',
    'help',
  ] as const),
];
const table: readonly Command[] = commands;
const keymap = createKeymap(table);

/** Presses keys 10 ms apart and gives what each came to, replays included. */
function press(events: KeyEvent[], context: PlaceContext, from: KeymapState = noKeys) {
  const outcomes: KeyOutcome[] = [];
  let state = from;
  let now = 0;
  for (const event of events) {
    now += 10;
    let step = keymap.press(state, event, context, now);
    outcomes.push(step.outcome);
    if (step.replay) {
      step = keymap.press(step.state, step.replay, context, now);
      outcomes.push(step.outcome);
    }
    state = step.state;
  }
  return { outcomes, state, now };
}

const ran = (outcomes: KeyOutcome[]) =>
  outcomes.map((outcome) => (outcome.type === 'command' ? outcome.id : outcome.type));
const type = (text: string) => [...text].map((character) => characterEvent(character));
const control = (letter: string) => keyEvent(letter, { ctrl: true });

/** What is too rare, or too grave, for a key. */
const inPaletteAlone = new Set<string>(['reply.toNote', 'note.toReply']);

describe('the table', () => {
  test('no two commands share a key in one context', () => {
    expect(keyClashes(table, contexts)).toEqual([]);
  });

  test('a clash would be found', () => {
    const rows = [
      { ...table[0]!, id: 'one', contexts: ['list'], keys: ['x'] },
      { ...table[0]!, id: 'two', contexts: ['any'], keys: ['x'] },
    ] as const;
    expect(keyClashes(rows, ['list', 'thread'])).toEqual(['x in list: one and two']);
  });

  test('nothing that reaches a customer runs on a single letter, in any context', () => {
    const reaching = table.filter((command) => command.reachesCustomer);
    expect(reaching.map((command) => command.id)).toEqual(['outbox.confirm', 'reply.send']);
    for (const command of reaching) {
      expect(command.keys.length).toBeGreaterThan(0);
      for (const chord of command.keys) expect(chord, command.id).toMatch(/ctrl\+|alt\+/);
    }
  });

  test('sending exists in the reply composer only, keeping inside in the note composer only', () => {
    const where = (id: string) => table.find((command) => command.id === id)?.contexts;
    expect(where('reply.send')).toEqual(['composer-reply']);
    expect(where('note.keep')).toEqual(['composer-note']);
  });

  test('every command has a title, a known heading and keys that can be pressed; names are unique', () => {
    expect(new Set(table.map((command) => command.id)).size).toBe(table.length);
    for (const command of table) {
      expect(command.title, command.id).toMatch(/^[A-Z].{1,60}$/);
      expect(groups).toContain(command.group);
      if (!inPaletteAlone.has(command.id)) expect(command.keys.length, command.id).toBeGreaterThan(0);
      expect(command.hint?.length ?? 0).toBeLessThanOrEqual(18);
      for (const chord of command.keys)
        for (const key of chord.split(' ')) expect(isKeyName(key), key).toBe(true);
    }
  });

  test('where text is written no printed character is a command', () => {
    for (const context of contexts.filter(isTextContext)) {
      for (const chord of bindingsFor(table, context).keys())
        expect(typesText(chord.split(' ')[0]!), chord).toBe(false);
      for (const command of table) {
        if (!command.contexts.includes(context)) continue;
        for (const chord of command.keys) expect(typesText(chord.split(' ')[0]!), command.id).toBe(false);
      }
    }
  });

  test('every editing command does something to the editor, and only those', () => {
    for (const { id } of table) expect(editorActionFor(id) !== undefined, id).toBe(id.startsWith('edit.'));
  });
});

describe('the key map', () => {
  test('letters are commands in the inbox and text in a composer', () => {
    expect(ran(press(type('jrnq'), 'list').outcomes)).toEqual([
      'move.down',
      'ticket.reply',
      'ticket.note',
      'app.quit',
    ]);
    expect(press(type('jq?'), 'composer-reply').outcomes).toEqual([
      { type: 'text', text: 'j' },
      { type: 'text', text: 'q' },
      { type: 'text', text: '?' },
    ]);
  });

  test('each composer has its own chord, and the other one only explains', () => {
    expect(ran(press([control('s'), control('n')], 'composer-reply').outcomes)).toEqual([
      'reply.send',
      'reply.explainNoteChord',
    ]);
    expect(ran(press([control('s'), control('n')], 'composer-note').outcomes)).toEqual([
      'note.explainSendChord',
      'note.keep',
    ]);
    expect(ran(press([control('s'), control('n')], 'list').outcomes)).toEqual(['none', 'none']);
  });

  test('a chord waits for its second key and says what may follow', () => {
    const { outcomes, state } = press(type('g'), 'list');
    expect(outcomes[0]).toMatchObject({
      type: 'pending',
      keys: 'g',
      next: expect.arrayContaining([
        expect.objectContaining({ key: 'g' }),
        expect.objectContaining({ key: 'p' }),
      ]),
      deadline: 810,
    });
    expect(ran(press(type('g'), 'list', state).outcomes)).toEqual(['move.top']);
    expect(keymap.expire(state, 809)).toBeUndefined();
    expect(keymap.expire(state, 810)?.outcome).toEqual({ type: 'none', keys: 'g' });
  });

  test('a key that is a command and the start of a chord runs when its time is over', () => {
    const { state } = press(type('a'), 'list');
    expect(keymap.expire(state, 810)?.outcome).toMatchObject({ type: 'command', id: 'ticket.assign' });
    expect(ran(press(type('am'), 'list').outcomes)).toEqual(['pending', 'ticket.assignToMe']);
    expect(ran(press(type('aa'), 'list').outcomes)).toEqual(['pending', 'ticket.assign']);
  });

  test('a key that does not belong to the chord is given back, to be pressed where the command led', () => {
    const { state } = press(type('a'), 'list');
    const step = keymap.press(state, characterEvent('c'), 'list', 20);
    expect(step.outcome).toMatchObject({ type: 'command', id: 'ticket.assign' });
    expect(step.replay && keymap.press(step.state, step.replay, 'picker', 20).outcome).toEqual({
      type: 'text',
      text: 'c',
    });
  });

  test('a late second key starts anew, and Escape takes a chord back', () => {
    const { state } = press(type('g'), 'list');
    const late = keymap.press(state, characterEvent('g'), 'list', 2_000);
    expect(late).toMatchObject({ outcome: { type: 'none', keys: 'g' }, replay: { key: 'g' } });
    expect(ran([keymap.press(state, keyEvent('escape'), 'list', 20).outcome])).toEqual(['none']);
  });

  test('a chord does not reach over into another context', () => {
    const { state } = press(type('g'), 'list');
    expect(keymap.press(state, characterEvent('g'), 'composer-note', 20).outcome).toEqual({
      type: 'text',
      text: 'g',
    });
  });

  test('Ctrl+C quits only when pressed twice, anywhere', () => {
    for (const context of contexts) {
      expect(ran(press([control('c')], context).outcomes)).toEqual(['pending']);
      expect(ran(press([control('c'), control('c')], context).outcomes)).toEqual([
        'pending',
        'app.quitFromAnywhere',
      ]);
    }
  });

  test('a paste is text in a composer and never a command anywhere else', () => {
    for (const context of contexts) {
      const { outcome, state, replay } = keymap.press(noKeys, { type: 'paste', text: 'ccq\r' }, context, 0);
      expect(outcome.type).toBe(isTextContext(context) ? 'paste' : 'refused-paste');
      expect(state).toEqual(noKeys);
      expect(replay).toBeUndefined();
    }
  });

  test('the number of a view is told', () => {
    expect(press(type('3'), 'list').outcomes[0]).toMatchObject({
      type: 'command',
      id: 'view.show',
      keys: '3',
    });
  });
});

test('whatever is typed without Ctrl or Alt, nothing reaches a customer', () => {
  const plainKey = fc.oneof(
    fc
      .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 })
      .map((character) => characterEvent(character)),
    fc.constantFrom('enter', 'tab', 'escape', 'up', 'down', 'delete', 'f1').map((key) => keyEvent(key)),
  );
  fc.assert(
    fc.property(fc.array(plainKey, { maxLength: 40 }), fc.constantFrom(...contexts), (events, context) => {
      for (const outcome of press(events, context).outcomes) {
        if (outcome.type === 'command') expect(outcome.command.reachesCustomer).toBe(false);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('in a text field every typed character arrives, in order', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme-composite', maxLength: 30 }),
      fc.constantFrom(...contexts.filter(isTextContext)),
      (text, context) => {
        const printable = text.replaceAll(/\p{Cc}/gu, '');
        const typed = press(type(printable), context).outcomes.map((outcome) =>
          outcome.type === 'text' ? outcome.text : '?!',
        );
        expect(typed.join('')).toBe(printable);
      },
    ),
  );
});

describe('for people', () => {
  test('keys read as they are printed on a keyboard', () => {
    expect(chordLabel('ctrl+s')).toBe('Ctrl+S');
    expect(chordLabel('g g')).toBe('g g');
    expect(chordLabel('alt+b')).toBe('Alt+b');
    expect(chordLabel('shift+tab')).toBe('Shift+Tab');
    expect(chordLabel('down')).toBe('↓');
    expect(chordLabel('down', true)).toBe('Down');
    expect(chordLabel('f1')).toBe('F1');
    expect(chordLabel('ctrl+_')).toBe('Ctrl+_');
    expect(keyName(keyEvent('enter', { alt: true, ctrl: true }))).toBe('ctrl+alt+enter');
    for (const name of ['ctrl+S', 'shift+g', 'retrun', 'f99', '', 'alt+ctrl+a'])
      expect(isKeyName(name), name).toBe(false);
  });

  test('the help screen of each context shows what works there', () => {
    for (const context of contexts) {
      const rows = helpSections(context).flatMap((section) => section.rows);
      expect(rows.map((row) => row.id)).toContain('app.help');
      for (const row of rows) expect(row.keys, row.id).not.toBe('');
    }
    const reply = helpSections('composer-reply').flatMap((section) => section.rows);
    expect(reply.find((row) => row.id === 'app.help')?.keys).toBe('F1');
    expect(reply.find((row) => row.id === 'reply.send')?.keys).toBe('Ctrl+S');
    expect(helpSections('list').map((section) => section.group)).toEqual([
      'Move',
      'Act on the ticket',
      'Select',
      'Take out',
      'What the customer sees',
      'Customer portal',
      'Outbox',
      'Find',
      'Program',
    ]);
  });

  test('the hints line takes as many as fit', () => {
    expect(hints(['ticket.reply', 'ticket.note', 'app.help'], 200)).toEqual([
      { keys: 'r', text: 'reply to customer' },
      { keys: 'n', text: 'internal note' },
      { keys: '?', text: 'keys' },
    ]);
    expect(hints(['ticket.reply', 'ticket.note'], 20)).toHaveLength(1);
  });

  test('"postern help keys" names every command with its keys, on lines that fit a terminal', () => {
    const text = keysText();
    expect(text.split('\n').every((line) => line.length <= 80)).toBe(true);
    for (const command of commands) {
      expect(text).toContain(command.title);
      for (const chord of command.keys.slice(0, 1)) expect(text).toContain(chordLabel(chord));
    }
  });

  test('docs/keys.md is the table', async () => {
    await expect(keysMarkdown()).toMatchFileSnapshot('../../../docs/keys.md');
  });
});
