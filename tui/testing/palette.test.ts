/** The palette: commands found by their words, with their keys, in each place those of that place. */
import { expect, test } from 'vitest';
import { commands } from '../src/keys/commands.ts';
import { openAgentInbox } from './agent-inbox.ts';
import { scene } from './scene.ts';

async function opened(at: Awaited<ReturnType<typeof scene>>) {
  const inbox = await openAgentInbox(at.desk, at.ada, { size: { columns: 80, rows: 24 } });
  await inbox.quiet();
  return inbox;
}

test('words of a command find it, its key stands beside it, and Enter runs it on the ticket at hand', async () => {
  await using at = await scene();
  await using ada = await opened(at);
  ada.press(':');
  expect(ada.screen()).toMatch(/Commands \((\d+) of \1\)/);
  ada.type('as me');
  expect(ada.screen()).toMatch(/› Assign to me +a m/);
  ada.press('enter');
  await ada.quiet();
  expect(ada.screen()).toContain(`#${at.ticket.number} is assigned to Ada Okafor.`);
  expect(ada.state().picker).toBeNull();
});

test('what was run last stands first, and a view is found by its name', async () => {
  await using at = await scene();
  await using ada = await opened(at);
  ada.press('ctrl+p');
  ada.type('view clo');
  expect(ada.screen()).toMatch(/› View: Closed +5/);
  ada.press('enter');
  await ada.quiet();
  expect(ada.state().query).toBe('is:closed');
  ada.press(':');
  expect(ada.screen()).toMatch(/› View: Closed/);
  ada.press('escape');
  expect(ada.state().picker).toBeNull();
});

test('while a reply is written "note" makes one of it, and what only explains a key is not offered', async () => {
  await using at = await scene();
  await using ada = await opened(at);
  ada.press('r');
  await ada.quiet();
  ada.type('Their proxy is old.');
  ada.press('ctrl+p');
  expect(ada.screen()).not.toContain('sends nothing');
  ada.type('note');
  ada.press('enter');
  expect(ada.state().composer?.kind).toBe('note');
});

test('words that fit nothing run nothing, and say so', async () => {
  await using at = await scene();
  await using ada = await opened(at);
  ada.press(':');
  ada.type('launch the rocket');
  expect(ada.screen()).toContain('Nothing fits.');
  ada.press('enter');
  expect(ada.screen()).toContain('Type less, or press Esc.');
  expect(ada.state().picker).not.toBeNull();
});

test.each<[place: string, keys: string[]]>([
  ['list', []],
  ['thread', ['enter']],
  ['sight', ['w']],
  ['portal', ['g', 'p']],
])(
  'in the %s every command that can be run there is offered, and none that reaches a customer',
  async (place, keys) => {
    await using at = await scene();
    await using ada = await opened(at);
    ada.press(...keys);
    await ada.quiet();
    ada.press(':');
    const offered = new Set(ada.state().picker?.choices.map(({ to }) => to.split(' ')[0]));
    const wanted = commands
      .filter(({ contexts }) =>
        (contexts as readonly string[]).some((each) => each === place || each === 'any'),
      )
      .filter(({ id }) => id !== 'palette.open' && id !== 'file.save');
    expect([...offered].sort()).toEqual(wanted.map(({ id }) => id).sort());
    expect(wanted.filter(({ reachesCustomer }) => reachesCustomer)).toEqual([]);
  },
);

test("a ticket's number goes to it, in the list or not, and from any page", async () => {
  await using at = await scene();
  const closed = await at.desk.world.ticket({ from: at.maria, subject: 'Long done' });
  await (await at.desk.world.as(at.bo)).tickets.close.mutate({ ticket: closed.id });
  await using ada = await opened(at);
  expect(ada.screen()).not.toContain('Long done');
  ada.press('g', 'o');
  await ada.quiet();
  ada.press(':');
  ada.type(`#${closed.number}`);
  expect(ada.screen()).toMatch(new RegExp(`› Go to #${closed.number} +ticket`));
  ada.press('enter');
  await ada.quiet();
  expect(ada.screen()).toContain(`#${closed.number} Long done`);
  expect(ada.state()).toMatchObject({ openId: closed.id, outbox: null });
  ada.press(':');
  ada.type(String(at.ticket.number));
  ada.press('enter');
  await ada.quiet();
  expect(ada.state().openId).toBe(at.ticket.id);
  ada.press(':');
  ada.type('99999');
  ada.press('enter');
  await ada.quiet();
  expect(ada.screen()).toContain('There is no ticket #99999');
  expect(ada.state().openId).toBe(at.ticket.id);
});

test('while a text is written no number leads away from it', async () => {
  await using at = await scene();
  await using ada = await opened(at);
  ada.press('r');
  await ada.quiet();
  ada.press('ctrl+p');
  ada.type(String(at.ticket.number));
  expect(ada.screen()).toContain('Nothing fits.');
});

test('a megabyte that is pasted into a field of one line holds nothing up, and what was left out is said', async () => {
  await using at = await scene();
  await using ada = await opened(at);
  const text = 'assign '.repeat(150_000);
  for (const key of [':', '/', '?']) {
    ada.press(key);
    ada.keyboard.handle({ type: 'paste', text });
    expect(ada.screen()).toContain('assign assign');
    expect(ada.state().status?.text).toBe('Only the first 10,000 characters were pasted.');
    ada.type('!');
    expect(ada.screen()).toContain('assi!');
    ada.press('escape');
    await ada.quiet();
  }
  ada.press('n');
  await ada.quiet();
  ada.keyboard.handle({ type: 'paste', text: text.slice(0, 100_000) });
  expect(ada.state().composer?.editor.lines[0]).toHaveLength(100_000);
});
