/** Several tickets at once: selected one by one, as a range or all; then the same letters act on all of them. */

import type { PosternClient } from '@postern/core/client';
import { expect, test } from 'vitest';
import { openedInbox } from './agent-inbox.ts';
import { type Scene, scene } from './scene.ts';

/** Maria's tickets beside the two of the scene; the newest is the first row. */
async function withTickets(at: Scene, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    at.desk.world.pass(1_000);
    await at.desk.world.ticket({ from: at.maria, subject: `Printer ${number}` });
  }
}

/** The desk, told of an older version with one ticket: it refuses that one by itself. */
function refusing(real: PosternClient, ticketId: string): PosternClient {
  const assign = (input: { ticket: string; to: string }) =>
    real.tickets.assign.mutate({ ...input, ...(input.ticket === ticketId && { ifVersion: 999 }) });
  const { list, counts, view } = real.tickets;
  return {
    auth: real.auth,
    live: real.live,
    tickets: { list, counts, view, assign: { mutate: assign } },
  } as unknown as PosternClient;
}

/** The desk, with so long a way to it for changes of priority. */
function slow(real: PosternClient, ms: number): PosternClient {
  const setPriority = async (...of: Parameters<PosternClient['tickets']['setPriority']['mutate']>) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return real.tickets.setPriority.mutate(...of);
  };
  const { list, counts, view, refresh } = real.tickets;
  return {
    auth: real.auth,
    live: real.live,
    tickets: { list, counts, view, refresh, setPriority: { mutate: setPriority } },
  } as unknown as PosternClient;
}

const stored = async (at: Scene) => {
  const agent = await at.desk.world.as(at.bo);
  const { items } = await agent.tickets.list.query({ query: 'sort:number' });
  return items.map(({ subject, status, priority, assignee }) =>
    [subject, status, priority, assignee?.name ?? 'nobody'].join(', '),
  );
};

test('t puts one tag on all that are selected, and leaves the others they have', async () => {
  await using at = await scene();
  await withTickets(at, 2);
  const bo = await at.desk.world.as(at.bo);
  const tagged = async () =>
    (await bo.tickets.list.query({ query: 'sort:-number' })).items.map(({ tags }) => tags);
  const { items } = await bo.tickets.list.query({ query: '"Printer 2"' });
  await bo.tickets.tag.mutate({ ticket: items[0]?.number ?? 0, add: ['old'] });
  await using ada = await openedInbox(at);
  await ada.keys('space', 'space');
  await ada.keys('t');
  expect(ada.screen()).toMatch(/› old +on 1 of 2/);
  ada.type('paper');
  await ada.keys('enter');
  expect(ada.screen()).toContain('2 tickets have the tag paper.');
  expect(await tagged()).toEqual([['old', 'paper'], ['paper'], [], []]);
  await ada.keys('u');
  expect(ada.screen()).toContain('Undone: 2 tickets stand as before.');
  expect(await tagged()).toEqual([['old'], [], [], []]);
});

test('space selects and goes on; c closes what is selected and nothing else; one u takes all of it back', async () => {
  await using at = await scene();
  await withTickets(at, 3);
  await using ada = await openedInbox(at);
  await ada.keys('space', 'space');
  expect(ada.screen()).toMatch(/✓ +\d+ Printer 3/);
  expect(ada.screen()).toContain('2 SELECTED');
  await ada.keys('c');
  expect(ada.screen()).toContain('2 tickets are closed. u takes it back.');
  expect(ada.screen()).not.toContain('SELECTED');
  expect((await stored(at)).filter((each) => each.includes('closed'))).toEqual([
    'Printer 2, closed, normal, nobody',
    'Printer 3, closed, normal, nobody',
  ]);
  await ada.keys('u');
  expect(ada.screen()).toContain('Undone: 2 tickets stand as before.');
  expect((await stored(at)).filter((each) => each.includes('closed'))).toEqual([]);
  await ada.keys('ctrl+r');
  expect((await stored(at)).filter((each) => each.includes('closed'))).toHaveLength(2);
});

test('V selects a range that grows and shrinks with the cursor, and a choice is made for all of it', async () => {
  await using at = await scene();
  await withTickets(at, 3);
  await using ada = await openedInbox(at);
  await ada.keys('V', 'j', 'j', 'j', 'k');
  expect(ada.screen()).toContain('3 SELECTED');
  await ada.keys('p');
  expect(ada.screen()).toContain('Priority of 3 tickets');
  ada.type('urgent');
  await ada.keys('enter');
  expect(ada.screen()).toContain('3 tickets have the priority urgent.');
  expect((await stored(at)).filter((each) => each.includes('urgent'))).toHaveLength(3);
});

test('a ticket that refuses is named; the others are done and can be taken back', async () => {
  await using at = await scene();
  await withTickets(at, 1);
  await using ada = await openedInbox(at, { client: (real) => refusing(real, at.ticket.id) });
  await ada.keys('space', 'space', 'a', 'm');
  expect(ada.screen()).toContain(
    `1 of 2 tickets are assigned to Ada Okafor; not #${at.ticket.number}. Ticket #${at.ticket.number} has news.`,
  );
  await ada.keys('u');
  expect(ada.screen()).toContain('is assigned to nobody.');
  expect((await stored(at)).filter((each) => each.includes('Ada'))).toEqual([]);
});

test('more than twenty are asked about with their number; n leaves them', async () => {
  await using at = await scene();
  await withTickets(at, 20);
  await using ada = await openedInbox(at);
  await ada.keys('*', 'c');
  expect(ada.screen()).toContain('Close 22 tickets? y does it, n leaves them.');
  await ada.keys('n');
  expect((await stored(at)).filter((each) => each.includes('closed'))).toEqual([]);
  await ada.keys('c', 'y');
  expect(ada.screen()).toContain('22 tickets are closed.');
  expect((await stored(at)).filter((each) => each.includes('open'))).toEqual([]);
});

test('a text never goes to a ticket that is in doubt, and Esc or another view ends the selection', async () => {
  await using at = await scene();
  await using ada = await openedInbox(at);
  await ada.keys('space');
  await ada.keys('r');
  expect(ada.state().composer).toBeNull();
  expect(ada.screen()).toContain('A reply goes to one ticket, and 1 are selected.');
  await ada.keys('escape');
  expect(ada.screen()).toContain('NORMAL');
  await ada.keys('*', '4');
  expect(ada.screen()).not.toContain('SELECTED');
});

test('one selected ticket is no longer selected once something was done to it, as several are not', async () => {
  await using at = await scene();
  await withTickets(at, 1);
  await using ada = await openedInbox(at);
  await ada.keys('space', 'p');
  ada.type('high');
  await ada.keys('enter');
  expect(ada.screen()).toContain('has the priority high. u takes it back.');
  expect(ada.screen()).not.toContain('SELECTED');
  expect((await stored(at)).filter((each) => each.includes('high'))).toEqual([
    'Printer 1, open, high, nobody',
  ]);
});

test('while the desk takes its time the foot says so, and counts what is done of many', async () => {
  await using at = await scene();
  await withTickets(at, 7);
  await using ada = await openedInbox(at, { client: (real) => slow(real, 900) });
  ada.press('p');
  ada.type('high');
  ada.press('enter');
  await ada.until(({ status }) => status?.text === 'The desk has not answered yet; one moment.');
  await ada.until(({ status }) => status?.text.endsWith('has the priority high. u takes it back.') ?? false);
  await ada.keys('*');
  ada.press('p');
  ada.type('low');
  ada.press('enter');
  await ada.until(({ status }) => /^[1-8] of 9 tickets are done; one moment\.$/.test(status?.text ?? ''));
  await ada.until(({ status }) => status?.text === '9 tickets have the priority low. u takes it back.');
  expect((await stored(at)).filter((each) => each.includes('low'))).toHaveLength(9);
});
