/** The hints of the first minutes: one at a time over nothing, gone with their key or with Esc, never in the way. */
import { expect, test } from 'vitest';
import { commands } from '../src/keys/commands.ts';
import { hints } from '../src/store/hints.ts';
import { openAgentInbox } from './agent-inbox.ts';
import { scene } from './scene.ts';

async function hinted(columns = 100, rows = 30) {
  const at = await scene();
  const ada = await openAgentInbox(at.desk, at.ada, { size: { columns, rows } });
  await ada.quiet();
  const before = ada.screen();
  ada.inbox.hub.set({ hintsLeft: hints.map((_, index) => index) });
  const shown = () => /Hint (\d) of 5/.exec(ada.screen())?.[1] ?? null;
  return {
    ...{ at, ada, before, shown },
    async [Symbol.asyncDispose]() {
      await ada[Symbol.asyncDispose]();
      await at[Symbol.asyncDispose]();
    },
  };
}

test('each hint goes when its key is pressed, and the next one comes', async () => {
  await using desk = await hinted();
  const { ada, shown } = desk;
  expect(shown()).toBe('1');
  ada.press('j');
  expect(shown()).toBe('2');
  ada.press('enter');
  expect(shown()).toBe('2');
  await ada.quiet();
  ada.press('r');
  // Whoever writes is left alone.
  expect(shown()).toBeNull();
  ada.press('escape');
  expect(shown()).toBe('3');
  ada.press('n');
  ada.press('escape');
  expect(shown()).toBe('4');
  ada.press('u');
  expect(shown()).toBe('5');
  ada.press(':');
  ada.press('escape');
  expect(shown()).toBeNull();
  expect(ada.state().openId).not.toBeNull();
});

test('Esc leaves the hint and nothing else; a key pressed ahead of its hint counts too', async () => {
  await using desk = await hinted();
  const { ada, before, shown } = desk;
  ada.press('?');
  ada.press('escape');
  for (const number of ['1', '2', '3', '4']) {
    expect(shown()).toBe(number);
    ada.press('escape');
  }
  expect(shown()).toBeNull();
  expect(ada.screen()).toBe(before);
});

test('it takes lines from the inbox, and in a low window it is the line of the footer', async () => {
  await using desk = await hinted(80, 24);
  const { ada } = desk;
  expect(ada.screen().split('\n').slice(-5).join('\n')).toMatch(
    /^┌─ Hint 1 of 5 · Move ─+┐\n│ j and k move, .* +│\n└─ Press its key, or Esc for the next one ─+┘\n.*\n.*NORMAL$/,
  );
  ada.inbox.resize({ columns: 80, rows: 12 });
  expect(ada.screen().split('\n').at(-1)).toMatch(/^ 1\/5 j and k move, .* +NORMAL$/);
});

test('the keys in the words are those of the table', () => {
  const keysOf = (id: string) => commands.find((command) => command.id === id)?.keys ?? [];
  const named: [number, string, string][] = [
    [0, 'move.down', 'j'],
    [0, 'move.up', 'k'],
    [1, 'ticket.reply', 'r'],
    [1, 'reply.send', 'ctrl+s'],
    [2, 'ticket.note', 'n'],
    [2, 'note.keep', 'ctrl+n'],
    [3, 'ticket.assignToMe', 'a m'],
    [3, 'ticket.close', 'c'],
    [3, 'act.undo', 'u'],
    [4, 'palette.open', ':'],
    [4, 'app.help', '?'],
  ];
  for (const [at, id, key] of named) {
    expect(keysOf(id), id).toContain(key);
    expect(hints[at]?.text.toLowerCase()).toContain(key);
  }
});
