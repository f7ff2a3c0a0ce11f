/** Every action of the screen has a verb, and every verb a key or its words in the palette. */
import { expect, test } from 'vitest';
import { verbs } from '../cli/verbs.ts';
import { ofTheScreen, verbsOfCommands } from './command-verbs.ts';
import { type CommandId, commands } from './commands.ts';

const ids = [...new Set(commands.map(({ id }) => id))] as CommandId[];
const reasonFor = (id: string) => ofTheScreen[id] ?? ofTheScreen[id.split('.')[0] as string];

test('a command is either of the screen alone, with a reason, or has verbs that are there', () => {
  const names = new Set(verbs.map(({ name }) => name));
  for (const id of ids) {
    const own = verbsOfCommands[id] ?? [];
    const where = `tui/src/keys/command-verbs.ts says one of both about ${id}: its verbs, or why it has none`;
    // A name of its own wins over a reason for all that begin alike.
    expect(own.length > 0 || reasonFor(id) !== undefined, where).toBe(true);
    expect(own.length > 0 && ofTheScreen[id] !== undefined, where).toBe(false);
    for (const verb of own) expect(names, `${id} names a verb that is gone`).toContain(verb);
  }
});

test('a reason or a row for a command that is gone is gone too', () => {
  const prefixes = new Set(ids.map((id) => id.split('.')[0]));
  for (const name of Object.keys(ofTheScreen)) {
    expect(name.includes('.') ? (ids as string[]).includes(name) : prefixes.has(name), name).toBe(true);
  }
  for (const name of Object.keys(verbsOfCommands)) expect(ids as string[], name).toContain(name);
});

test('what is done with tickets by a verb has a key', () => {
  const withKeys = new Set(Object.values(verbsOfCommands).flat());
  const typed = verbs.filter(({ name }) => name.startsWith('ticket ') && !withKeys.has(name));
  // These are typed, here as there: the palette takes a verb as a shell does.
  expect(typed.map(({ name }) => name)).toMatchInlineSnapshot(`
    [
      "ticket create",
      "ticket resend",
      "ticket watch",
    ]
  `);
});
