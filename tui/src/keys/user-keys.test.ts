/** Keys of one's own: what a file may change, and how each fault is told. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Command, commands } from './commands.ts';
import { bindingsFor, keyClashes } from './keymap.ts';
import { places, withUserKeys } from './user-keys.ts';

const keysIn = (table: readonly Command[], place: 'list' | 'thread', id: string) =>
  [...bindingsFor(table, place)].filter(([, row]) => row.id === id).map(([keys]) => keys);

test('a key for a command holds wherever the command does, or in one place alone; the others stay', () => {
  const { commands: table, problems } = withUserKeys(
    '"ticket.close" = "x"\n"ticket.markRead" = []\n[thread]\n"ticket.next" = ["n n", "ctrl+n"]\n"ticket.note" = "N"\n',
    commands,
  );
  expect(problems).toEqual([]);
  expect(keysIn(table, 'list', 'ticket.close')).toEqual(['x']);
  expect(keysIn(table, 'thread', 'ticket.close')).toEqual(['x']);
  expect(keysIn(table, 'list', 'ticket.markRead')).toEqual([]);
  expect(keysIn(table, 'thread', 'ticket.next')).toEqual(['n n', 'ctrl+n']);
  expect(keysIn(table, 'thread', 'ticket.note')).toEqual(['N']);
  expect(keysIn(table, 'list', 'ticket.note')).toEqual(['n']);
});

test('the preset "plain" has no letters, no clash, and the same chords for what reaches customers; keys of one\'s own go over it', () => {
  const { commands: table, problems } = withUserKeys('preset = "plain"\n"ticket.close" = "x"\n', commands);
  expect(problems).toEqual([]);
  expect(keyClashes(table, places)).toEqual([]);
  const letters = table.flatMap(({ id, keys }) =>
    keys.filter((each) => /^[a-z]( |$)/i.test(each)).map((key) => `${id} ${key}`),
  );
  expect(letters).toEqual(['ticket.close x', 'confirm.yes y', 'confirm.no n']);
  for (const { id, keys, reachesCustomer } of table)
    if (reachesCustomer) expect(keys).toEqual(commands.find((each) => each.id === id)?.keys);
  for (const id of [
    'ticket.reply',
    'ticket.note',
    'ticket.assign',
    'query.edit',
    'palette.open',
    'app.help',
    'move.down',
    'nav.back',
  ])
    expect(table.find((each) => each.id === id)?.keys).not.toEqual([]);
  expect(keysIn(table, 'list', 'ticket.reply')).toEqual(['f2']);
  expect(withUserKeys('preset = "vim"', commands).problems).toEqual(['line 1: preset is usual or plain.']);
});

test('two commands can change places', () => {
  const { commands: table, problems } = withUserKeys('"ticket.close" = "o"\n"ticket.reopen" = "c"', commands);
  expect(problems).toEqual([]);
  expect(keysIn(table, 'list', 'ticket.close')).toEqual(['o']);
});

for (const [file, problem] of [
  [
    '\n"ticket.clos" = "x"',
    'line 2: there is no command "ticket.clos". Did you mean "ticket.close"? postern help keys lists them.',
  ],
  [
    '"ticket.close" = "a"',
    'line 1: "a" in "list" is taken by ticket.assign, so ticket.close cannot have it. The usual key stays.',
  ],
  [
    '"ticket.close" = "strg+x"',
    'line 1: "strg+x" is no key. Keys are written j, G, ctrl+s, alt+up, enter, f5; a chord is "g g".',
  ],
  ['"ticket.close" = 7', 'line 1: ticket.close takes a key or a list of keys, as in "x" or ["x", "ctrl+x"].'],
  [
    '"reply.send" = "s"',
    'line 1: what goes out to a customer needs more than the letter "s": take a chord such as ctrl+s.',
  ],
  [
    '"reply.send" = "ctrl+n"',
    'line 1: "ctrl+n" in "composer-reply" is taken by reply.explainNoteChord, so reply.send cannot have it. The usual key stays.',
  ],
  [
    '"composer.leave" = "q"',
    'line 1: "q" types a character where composer.leave is used, so it cannot be a command there.',
  ],
  ['[threads]\n"ticket.close" = "x"', 'line 1: there is no place "threads".'],
  ['[list]\n"ticket.next" = "x"', 'line 2: ticket.next does nothing in "list".'],
  ['"ticket.close" = x', 'line 1: '],
] as const) {
  test(`told by its line, and the usual keys stay: ${file.trim()}`, () => {
    const { commands: table, problems } = withUserKeys(file, commands);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
    expect(table).toEqual(commands);
  });
}

test('whatever the file says, no two commands share a key, and no letter sends', () => {
  const id = fc.constantFrom(...commands.map((each) => each.id));
  const key = fc.constantFrom(
    'a',
    's',
    'x',
    'G',
    'g g',
    'ctrl+s',
    'ctrl+n',
    'enter',
    'escape',
    'f4',
    'space',
  );
  const line = fc.tuple(id, fc.array(key, { maxLength: 2 }));
  const before = new Set(
    keyClashes(commands, ['list', 'thread', 'composer-reply', 'composer-note', 'query']),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), fc.array(line, { maxLength: 4 }), (all, inThread) => {
      const written = (lines: typeof all) =>
        [...new Map(lines)].map(([name, keys]) => `"${name}" = ${JSON.stringify(keys)}`);
      const file = [...written(all), '[thread]', ...written(inThread)].join('\n');
      const { commands: table } = withUserKeys(file, commands);
      const clashes = keyClashes(table, ['list', 'thread', 'composer-reply', 'composer-note', 'query']);
      expect(clashes.filter((clash) => !before.has(clash))).toEqual([]);
      const send = table.filter((row) => row.reachesCustomer).flatMap((row) => row.keys);
      expect(
        send.filter(
          (chord) =>
            !chord.startsWith('ctrl+') && !/^f\d/.test(chord) && !['enter', 'escape'].includes(chord),
        ),
      ).toEqual([]);
    }),
  );
});

test('whatever is in the file, it is an answer and never a fault', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
      expect(Array.isArray(withUserKeys(text, commands).problems)).toBe(true);
    }),
  );
});
