/** The editor against a simple model of a string with a cursor, on any text and any sequence of keys. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import {
  createEditor,
  cursorOffset,
  type EditorAction,
  type EditorState,
  edit,
  textOf,
  view,
} from './editor.ts';

const layout = { width: 20, height: 5 };
const run = (state: EditorState, ...actions: EditorAction[]) =>
  actions.reduce((at, action) => edit(at, action, layout), state);
const type = (text: string): EditorAction[] =>
  [...text].map((character) => ({ type: 'insert', text: character }));

const FAMILY = '👨‍👩‍👧';

const piece = fc.constantFrom(
  ...[
    'a',
    'word',
    ' ',
    'x-y',
    '漢字',
    FAMILY,
    '🇩🇪',
    '🇩',
    '👍🏽',
    'e\u0301',
    '\u0301',
    '\u200d',
    'क्ष',
    'שלום',
    '\t',
    '\n',
    '\r\n',
    '\r',
  ],
  ...['\x1b[31m', '\ud83d', '\u1100', '\u1161'],
);
const anyText = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const motion = fc.constantFrom(
  ...(['left', 'right', 'up', 'down', 'pageUp', 'pageDown', 'wordLeft', 'wordRight'] as const),
  ...(['lineStart', 'lineEnd', 'textStart', 'textEnd'] as const),
);
const anyAction: fc.Arbitrary<EditorAction> = fc.oneof(
  { weight: 4, arbitrary: anyText.map((text): EditorAction => ({ type: 'insert', text })) },
  { weight: 1, arbitrary: anyText.map((text): EditorAction => ({ type: 'paste', text })) },
  { weight: 3, arbitrary: motion.map((to): EditorAction => ({ type: 'move', to })) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<EditorAction>({ type: 'newline' }, { type: 'backspace' }, { type: 'delete' }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<EditorAction>(
      { type: 'kill', to: 'wordLeft' },
      { type: 'kill', to: 'wordRight' },
      { type: 'kill', to: 'lineStart' },
      { type: 'kill', to: 'lineEnd' },
      { type: 'yank' },
      { type: 'yankEarlier' },
      { type: 'undo' },
      { type: 'redo' },
    ),
  },
);
const anyActions = fc.array(anyAction, { maxLength: 40 });

/** The model: a string, an offset, and the segmenter over the whole text. */
interface Model {
  text: string;
  at: number;
}

const segmenter = new Intl.Segmenter();
const edges = (text: string) => [...[...segmenter.segment(text)].map((part) => part.index), text.length];
const clean = (text: string) =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '');
const settle = (text: string, at: number): Model => ({ text, at: edges(text).find((edge) => edge >= at)! });
const previous = ({ text, at }: Model) => edges(text).findLast((edge) => edge < at) ?? 0;
const next = ({ text, at }: Model) => edges(text).find((edge) => edge > at) ?? text.length;

/** What the model says; `undefined` for actions it does not know. */
function model(state: Model, action: EditorAction): Model | undefined {
  const { text, at } = state;
  const without = (from: number, to: number) => settle(text.slice(0, from) + text.slice(to), from);
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const lineEnd = text.indexOf('\n', at) === -1 ? text.length : text.indexOf('\n', at);
  if (action.type === 'insert' || action.type === 'paste') {
    const added = clean(action.text);
    return settle(text.slice(0, at) + added + text.slice(at), at + added.length);
  }
  if (action.type === 'newline') return settle(`${text.slice(0, at)}\n${text.slice(at)}`, at + 1);
  if (action.type === 'backspace') return without(previous(state), at);
  if (action.type === 'delete') return without(at, next(state));
  if (action.type === 'kill' && action.to === 'lineStart') return without(at === 0 ? 0 : lineStart, at);
  if (action.type === 'kill' && action.to === 'lineEnd')
    return without(at, at === lineEnd ? next(state) : lineEnd);
  if (action.type !== 'move') return undefined;
  const places: Partial<Record<typeof action.to, number>> = {
    left: previous(state),
    right: next(state),
    lineStart: at === 0 ? 0 : lineStart,
    lineEnd,
    textStart: 0,
    textEnd: text.length,
  };
  const place = places[action.to];
  return place === undefined ? undefined : { text, at: place };
}

describe('for every sequence of keys', () => {
  test('text and cursor are those of a plain string', () => {
    fc.assert(
      fc.property(anyText, anyActions, (start, actions) => {
        let state = createEditor(start);
        for (const action of actions) {
          const expected = model({ text: textOf(state), at: cursorOffset(state) }, action);
          state = edit(state, action, layout);
          if (expected) expect({ text: textOf(state), at: cursorOffset(state) }).toEqual(expected);
        }
      }),
      { numRuns: 800 },
    );
  });

  test('the text stays well formed, without controls, and the cursor between visible characters', () => {
    fc.assert(
      fc.property(anyText, anyActions, fc.boolean(), (start, actions, singleLine) => {
        let state = createEditor(start, { singleLine });
        for (const action of actions) {
          state = edit(state, action, layout);
          const text = textOf(state);
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toMatch(/(?![\n\t])\p{Cc}/u);
          if (singleLine) expect(text).not.toContain('\n');
          expect(edges(text)).toContain(cursorOffset(state));
        }
      }),
      { numRuns: 800 },
    );
  });

  test('undo leads back to the first text and redo forth to the last', () => {
    fc.assert(
      fc.property(anyText, anyActions, (start, actions) => {
        const first = createEditor(start);
        const last = run(
          first,
          ...actions.filter((action) => action.type !== 'undo' && action.type !== 'redo'),
        );
        let state = last;
        const steps = state.undos.length;
        for (let step = 0; step < steps; step += 1) state = edit(state, { type: 'undo' });
        expect(textOf(state)).toBe(textOf(first));
        for (let step = 0; step < steps; step += 1) state = edit(state, { type: 'redo' });
        expect(textOf(state)).toBe(textOf(last));
      }),
      { numRuns: 500 },
    );
  });

  test('every row of the view has the asked width, and the cursor is in it', () => {
    const size = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(anyText, anyActions, size, size, (start, actions, width, height) => {
        let state = createEditor(start);
        let top = 0;
        for (const action of actions) {
          state = edit(state, action, { width, height });
          const shown = view(state, width, height, top);
          top = shown.top;
          expect(shown.lines).toHaveLength(height);
          for (const line of shown.lines) expect(stringWidth(line)).toBe(width);
          expect(shown.cursor.row).toBeGreaterThanOrEqual(0);
          expect(shown.cursor.row).toBeLessThan(height);
          expect(shown.cursor.col).toBeGreaterThanOrEqual(0);
          expect(shown.cursor.col).toBeLessThan(width);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('down and up go through the rows one by one, from any column', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.integer({ min: 3, max: 12 }), fc.nat(12), (one, two, width, steps) => {
        const room = { width, height: 1_000 };
        const right = Array.from({ length: steps }, (): EditorAction => ({ type: 'move', to: 'right' }));
        let state = run(createEditor(`${one}\n${two} ${one}`), { type: 'move', to: 'textStart' }, ...right);
        const rowOf = () => view(state, width, room.height).cursor.row;
        const { rows } = view(state, width, room.height);
        for (let row = rowOf(); row < rows; row += 1) {
          expect(rowOf()).toBe(row);
          state = edit(state, { type: 'move', to: 'down' }, room);
        }
        expect(cursorOffset(state)).toBe(textOf(state).length);
        for (let row = rows - 1; row >= 0; row -= 1) {
          expect(rowOf()).toBe(row);
          state = edit(state, { type: 'move', to: 'up' }, room);
        }
        expect(cursorOffset(state)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('keys one by one', () => {
  test('a backspace takes a whole family, and nothing of it is left', () => {
    expect(textOf(run(createEditor(`a${FAMILY}`), { type: 'backspace' }))).toBe('a');
    expect(textOf(run(createEditor('a🇩🇪👍🏽'), { type: 'backspace' }, { type: 'backspace' }))).toBe('a');
  });

  test('words are jumped over and cut, in scripts without spaces too', () => {
    const state = createEditor('please try again');
    expect(textOf(run(state, { type: 'kill', to: 'wordLeft' }))).toBe('please try ');
    const back = run(state, { type: 'move', to: 'wordLeft' }, { type: 'move', to: 'wordLeft' });
    expect(cursorOffset(back)).toBe(7);
    expect(cursorOffset(run(back, { type: 'move', to: 'wordRight' }))).toBe(10);
    expect(
      textOf(run(createEditor('東京都に行く'), { type: 'kill', to: 'wordLeft' })).length,
    ).toBeGreaterThan(0);
    expect(cursorOffset(run(createEditor('one\n'), { type: 'move', to: 'wordLeft' }))).toBe(0);
  });

  test('cuts in a row add up and come back together; an earlier one can be chosen instead', () => {
    const cut = run(
      createEditor('one two three'),
      { type: 'kill', to: 'wordLeft' },
      { type: 'kill', to: 'wordLeft' },
    );
    expect(cut.kills).toEqual(['two three']);
    expect(textOf(run(cut, { type: 'yank' }))).toBe('one two three');
    const twice = run(cut, { type: 'move', to: 'left' }, { type: 'kill', to: 'lineStart' });
    expect(twice.kills).toEqual(['one', 'two three']);
    const chosen = run(twice, { type: 'yank' }, { type: 'yankEarlier' });
    expect(textOf(chosen)).toBe('two three ');
    expect(textOf(run(chosen, { type: 'undo' }))).toBe(' ');
  });

  test('cutting to the end of a line takes the break when it stands there', () => {
    const state = run(
      createEditor('one\ntwo'),
      { type: 'move', to: 'textStart' },
      { type: 'kill', to: 'lineEnd' },
    );
    expect(textOf(state)).toBe('\ntwo');
    expect(textOf(run(state, { type: 'kill', to: 'lineEnd' }))).toBe('two');
  });

  test('typing is undone word by word, a paste at once', () => {
    const state = run(createEditor(), ...type('two words'), { type: 'paste', text: ' and\nmore' });
    const one = run(state, { type: 'undo' });
    expect(textOf(one)).toBe('two words');
    expect(textOf(run(one, { type: 'undo' }))).toBe('two ');
    expect(textOf(run(one, { type: 'undo' }, { type: 'undo' }))).toBe('');
    expect(textOf(run(one, { type: 'undo' }, { type: 'redo' }))).toBe('two words');
  });

  test('a pasted escape is not in the text', () => {
    expect(textOf(run(createEditor(), { type: 'paste', text: 'a\x1b[2Jb\r\nc' }))).toBe('a[2Jb\nc');
  });

  test('in a one-line field line breaks become spaces, and Enter does nothing', () => {
    const state = createEditor('', { singleLine: true });
    expect(textOf(run(state, { type: 'paste', text: 'is:open\nassignee:me' }, { type: 'newline' }))).toBe(
      'is:open assignee:me',
    );
  });
});

describe('the view', () => {
  test('long lines wrap at words and the cursor follows', () => {
    const shown = view(createEditor('your new office address was'), 16, 3);
    expect(shown.lines).toEqual(['your new office ', 'address was     ', '                ']);
    expect(shown.cursor).toEqual({ row: 1, col: 11 });
  });

  test('the window scrolls only when the cursor leaves it', () => {
    let state = createEditor(Array.from({ length: 10 }, (_, n) => `line ${n}`).join('\n'));
    let shown = view(state, 20, 4);
    expect(shown).toMatchObject({ top: 6, cursor: { row: 3, col: 6 } });
    state = run(state, { type: 'move', to: 'up' }, { type: 'move', to: 'up' });
    shown = view(state, 20, 4, shown.top);
    expect(shown).toMatchObject({ top: 6, cursor: { row: 1, col: 6 } });
    state = run(state, { type: 'move', to: 'textStart' });
    expect(view(state, 20, 4, shown.top)).toMatchObject({ top: 0, cursor: { row: 0, col: 0 } });
  });

  test('up and down keep the column over a short line, wide characters included', () => {
    const state = run(
      createEditor('漢字漢字\nab\n漢字漢字'),
      { type: 'move', to: 'up' },
      { type: 'move', to: 'up' },
    );
    expect(state.cursor).toEqual({ row: 0, col: 4 });
    const between = run(
      createEditor('abcd\n漢字漢字'),
      { type: 'move', to: 'textStart' },
      { type: 'move', to: 'right' },
    );
    expect(run(between, { type: 'move', to: 'down' }).cursor).toEqual({ row: 1, col: 0 });
  });

  test.each([
    ['1,700 lines', 'Please try again after lunch, 東京 office first. 👍 ok\n'.repeat(1_900)],
    ['one endless line', 'Please try again after lunch, it is well. '.repeat(2_500)],
    ['one endless line of Japanese', '再度お試しください。'.repeat(3_500)],
  ])('100 KB as %s: a key and its frame are quick', (_name, text) => {
    expect(Buffer.byteLength(text)).toBeGreaterThan(100_000);
    let state = run(createEditor(text), { type: 'move', to: 'textStart' });
    state = run(state, { type: 'move', to: 'wordRight' });
    view(state, 80, 20);
    const costs = type('abcdefghijklmnopqrst').map((action) => {
      const started = process.cpuUsage();
      state = edit(state, action, { width: 80, height: 20 });
      view(state, 80, 20);
      return process.cpuUsage(started).user / 1_000;
    });
    // The middle one: a collection of garbage in between is not the editor's doing.
    expect(costs.sort((a, b) => a - b)[costs.length / 2]).toBeLessThan(30);
  });
});
