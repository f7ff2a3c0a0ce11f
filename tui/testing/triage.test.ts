/** Triage as it is done all day: twenty tickets assigned, tagged and answered from a snippet, counted in keys. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDesk } from './desk.ts';
import { openTerminal } from './terminal.ts';
import { toNextTicket, triageActs } from './triage-keys.ts';

const program = join(import.meta.dirname, '..', 'bin', 'postern.mjs');
const tickets = 20;
/** Goal of the terminal's design. */
const mostKeysAnAct = 4;

test('an act of triage takes four keys at most, and each of them reached its own ticket', async () => {
  await using desk = await openDesk();
  const { world } = desk;
  const ada = await world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' });
  const agent = await world.as(ada);
  await agent.snippets.create.mutate({ name: 'hello', body: 'Hello {{requester.first-name}}.' });
  const numbers: number[] = [];
  for (let index = 0; index < tickets; index += 1) {
    const from = await world.contact({ name: `Kim${index} Park`, email: `kim${index}@acme.example` });
    numbers.push((await world.ticket({ from, subject: `Question ${index}` })).number);
    world.pass(60_000);
  }
  const other = await world.ticket({ from: await world.contact({ name: 'Lee' }) });
  await agent.tickets.tag.mutate({ ticket: other.number, add: ['billing'] });
  await agent.tickets.close.mutate({ ticket: other.number });
  const folder = mkdtempSync(join(tmpdir(), 'postern-triage-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await using terminal = openTerminal({
    command: process.execPath,
    args: [program, 'assignee:none is:open'],
    columns: 120,
    rows: 40,
    env: {
      ...{ PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', TZ: 'UTC', POSTERN_HOLD: '0' },
      ...{ XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder, XDG_CONFIG_HOME: folder },
      ...{ POSTERN_URL: desk.url, POSTERN_TOKEN: await world.tokenOf(ada) },
    },
  });
  await terminal.waitFor('Question 19', 90_000);
  await terminal.settled();
  let keys = 0;
  /** Chords belong together; behind every other key the screen is looked at. */
  const press = async (...wanted: string[]) => {
    for (const chord of wanted) {
      const each = chord.split(' ');
      terminal.press(...each);
      keys += each.length;
      await terminal.settled();
    }
  };
  await press('enter');
  for (let index = 0; index < tickets; index += 1) {
    for (const act of Object.values(triageActs)) await press(...act);
    await press(toNextTicket);
  }
  for (const [index, ticket] of numbers.entries()) {
    const { timeline, tags, assignee } = await agent.tickets.view.query({ ticket });
    expect({ tags, to: assignee?.email }).toEqual({ tags: ['billing'], to: 'ada@postern.example' });
    const replies = timeline.filter(({ direction }) => direction === 'out').map(({ text }) => text);
    expect(replies).toEqual([`Hello Kim${index}.`]);
  }
  const acts = Object.keys(triageActs).length * tickets;
  expect(keys).toBeLessThanOrEqual(mostKeysAnAct * acts);
}, 300_000);
