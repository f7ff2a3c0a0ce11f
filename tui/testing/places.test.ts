/** From every place the ways to the others are the same, what is done says how it is undone, and the wheel scrolls. */
import { expect, test } from 'vitest';
import { createMouse } from '../src/inbox/mouse.ts';
import { openedInbox } from './agent-inbox.ts';
import { scene } from './scene.ts';

/** The places that lie over the inbox, with the keys that lead there from the list. */
const places = {
  thread: ['enter'],
  history: ['h'],
  contact: ['i'],
  "customer's view": ['w'],
  outbox: ['g', 'o'],
  portal: ['g', 'p'],
} as const;

test.each(Object.entries(places))(
  'from the %s g i, /, g v, g d, g o, g p and g s lead on',
  async (_place, keys) => {
    await using at = await scene();
    await using ada = await openedInbox(at, { size: { columns: 100, rows: 30 } });
    const go = () => ada.keys(...keys);
    const isList = () => {
      const { openId, page, sight, outbox, portal } = ada.state();
      return [openId, page, sight, outbox, portal].every((each) => each === null);
    };
    await go();
    expect(isList()).toBe(false);
    await ada.keys('g', 'i');
    expect(isList()).toBe(true);

    await go();
    await ada.keys('/');
    expect(isList()).toBe(true);
    expect(ada.state().queryEditor).not.toBeNull();
    await ada.keys('escape');

    await go();
    await ada.keys('g', 'v');
    expect(ada.screen()).toContain('┌─ Views');
    await ada.keys('escape');
    await go();
    await ada.keys('g', 'd');
    expect(ada.screen()).toContain('There are no drafts.');
    await go();
    await ada.keys('g', 'o');
    expect(ada.state().outbox).not.toBeNull();
    expect(ada.state().portal).toBeNull();
    await ada.keys('g', 'i');
    await go();
    await ada.keys('g', 'p');
    expect(ada.state().portal).not.toBeNull();
    await ada.keys('g', 'i');
    await go();
    await ada.keys('g', 's');
    expect(ada.screen()).toContain('Settings of this terminal');
    // A setting is no other place: what was there is there again.
    await ada.keys('escape');
    expect(isList()).toBe(false);
  },
);

test.each([
  ['assigning', ['a', 'm'], 'assigned to ada okafor'],
  ['a priority', ['p', 'down', 'enter'], 'has the priority'],
  ['a stage', ['s', 'down', 'enter'], 'waiting on us'],
  ['a snooze', ['z', 'enter'], 'sleeps until'],
] as const)('%s says that u takes it back, and u does', async (_what, keys, words) => {
  await using at = await scene();
  await using ada = await openedInbox(at, { size: { columns: 100, rows: 30 } });
  const before = await (await at.desk.world.as(at.bo)).tickets.view.query({ ticket: at.ticket.id });
  for (const key of keys) {
    if (key !== 'm') await ada.quiet();
    ada.press(key);
  }
  await ada.until(({ status }) => status?.text.endsWith('u takes it back.') === true);
  expect(ada.state().status?.text.toLowerCase()).toContain(words);
  await ada.keys('u');
  const after = await (await at.desk.world.as(at.bo)).tickets.view.query({ ticket: at.ticket.id });
  expect(after).toMatchObject({
    ...{ assignee: before.assignee, priority: before.priority, stage: before.stage, snoozed: before.snoozed },
  });
  expect(after.version).toBeGreaterThan(before.version);
});

test('u undoes from the pages of a ticket too; among the settings of the portal it says why not', async () => {
  await using at = await scene();
  await using ada = await openedInbox(at, { size: { columns: 100, rows: 30 } });
  const assignee = async () =>
    (await (await at.desk.world.as(at.bo)).tickets.view.query({ ticket: at.ticket.id })).assignee;
  ada.press('a', 'm');
  await ada.until(({ status }) => status?.text.includes('assigned to Ada') === true);
  await ada.keys('g', 'p');
  await ada.keys('u');
  expect(ada.screen()).toContain('u undoes acts on tickets. A setting of the portal is changed back where');
  expect(await assignee()).toMatchObject({ email: 'ada@postern.example' });
  await ada.keys('q');
  await ada.keys('h');
  await ada.keys('u');
  await ada.until(() => ada.screen().includes('unassigned'));
  expect(await assignee()).toBeNull();
  expect(ada.state().page?.kind).toBe('history');
});

test('the wheel goes through the outbox, and scrolls the thread above what is written', async () => {
  await using at = await scene();
  await using ada = await openedInbox(at, { size: { columns: 80, rows: 20 } });
  const ran: string[] = [];
  const mouse = createMouse(ada.inbox, { run: (id) => ran.push(id) });
  await ada.keys('g', 'o');
  mouse.handle({ type: 'mouse', action: 'wheelDown', x: 3, y: 5 });
  mouse.handle({ type: 'mouse', action: 'wheelUp', x: 3, y: 5 });
  expect(ran).toEqual(['move.down', 'move.up']);
  await ada.keys('q');
  const bo = await at.desk.world.as(at.bo);
  const body = Array.from({ length: 40 }, (_, index) => `line ${index}.`).join('\n');
  await bo.tickets.note.mutate({ ticket: at.ticket.id, body, requestId: 'note-of-forty-lines' });
  await ada.keys('enter');
  await ada.until(() => ada.screen().includes('line 39.'));
  await ada.keys('n');
  expect(ada.screen()).toContain('line 39.');
  mouse.handle({ type: 'mouse', action: 'wheelUp', x: 3, y: 5 });
  expect(ada.screen()).not.toContain('line 39.');
  expect(ada.screen()).toContain('line 36.');
});

test('from the page of a contact Enter leads to one of their tickets, wherever the list stands; other pages have none', async () => {
  await using at = await scene();
  const old = await at.desk.world.ticket({ from: at.maria, subject: 'Long ago' });
  await (await at.desk.world.as(at.bo)).tickets.close.mutate({ ticket: old.id });
  await using ada = await openedInbox(at, { query: `number:${at.ticket.number}` });
  await ada.keys('i');
  expect(ada.screen()).toContain('Enter open a ticket');
  await ada.keys('enter');
  expect(ada.screen()).toContain('Newest tickets of Maria López');
  ada.type('ago');
  await ada.keys('enter');
  expect(ada.state()).toMatchObject({ openId: old.id, page: null, picker: null });
  expect(ada.screen()).toContain(`#${old.number} Long ago`);
  await ada.keys('h', 'enter');
  expect(ada.screen()).toContain('No tickets are listed here.');
});
