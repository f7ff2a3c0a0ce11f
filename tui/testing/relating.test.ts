/** The rarer acts behind the comma: what customers notice is said before it is done, and u takes back what it can. */
import type { PosternClient } from '@postern/core/client';
import { expect, test } from 'vitest';
import { openedInbox } from './agent-inbox.ts';
import { type Scene, saysMaria, scene } from './scene.ts';

const onMarias = (at: Scene) => openedInbox(at, { query: `number:${at.ticket.number}` });
const seenByBo = async (at: Scene) =>
  (await at.desk.world.as(at.bo)).tickets.view.query({ ticket: at.ticket.id });

test('the comma alone shows what there is, with its keys', async () => {
  await using at = await scene();
  await using ada = await onMarias(at);
  ada.press(',');
  expect(ada.screen()).toContain(', …  c people · t team · f follow · l link · L unlink · s split · d bin');
  await ada.quiet();
  expect(ada.screen()).toContain(`More for #${at.ticket.number}`);
  expect(ada.screen()).toMatch(/Into the bin, or out of it \(asks first\) +, d/);
  // Whoever goes on with the key that stands there means that act, however late it comes.
  for (const [key, act] of [
    ['t', 'Give to a team'],
    ['L', 'Take a link away'],
    ['d', 'Into the bin'],
  ] as const) {
    ada.type(key);
    expect(ada.screen()).toContain(`› ${act}`);
    ada.press('backspace');
  }
  ada.type('follow');
  await ada.keys('enter');
  expect(ada.screen()).toContain(`#${at.ticket.number} is followed by you. u takes it back.`);
  expect((await seenByBo(at)).followers.map(({ name }) => name)).toEqual(['Ada Okafor']);
  await ada.keys(',', 'f');
  expect(ada.screen()).toContain('is no longer followed by you.');
  await ada.keys('u');
  expect((await seenByBo(at)).followers).toHaveLength(1);
});

test('who comes onto a ticket, and what they will read, is said first; n leaves it', async () => {
  await using at = await scene();
  const people = async () => (await seenByBo(at)).audience.to.map(({ email }) => email);
  const before = await people();
  await using ada = await onMarias(at);
  await ada.keys(',', 'c');
  ada.type('noor@acme.example');
  expect(ada.screen()).toMatch(/› Put on: noor@acme.example +by this address/);
  await ada.keys('enter');
  expect(ada.screen()).toContain(`Put noor@acme.example on #${at.ticket.number}? Nobody loses sight.`);
  expect(ada.screen()).toContain('New: noor@acme.example. They read it once they have a login.');
  await ada.keys('n');
  expect(await people()).toEqual(before);
  await ada.keys(',', 'c');
  ada.type('noor@acme.example');
  await ada.keys('enter');
  await ada.keys('y');
  expect(await people()).toEqual([...before, 'noor@acme.example']);
  await ada.keys('u');
  expect(ada.screen()).toContain(`Take noor@acme.example off #${at.ticket.number}?`);
  await ada.keys('y');
  expect(await people()).toEqual(before);
  await ada.keys('ctrl+r');
  expect(ada.screen()).toContain(`Put noor@acme.example on #${at.ticket.number}?`);
  await ada.keys('y');
  expect(await people()).toEqual([...before, 'noor@acme.example']);
  await ada.keys(',', 'c');
  expect(ada.screen()).toMatch(/› Take off: noor@acme.example/);
  expect(ada.screen()).not.toContain('Take off: Maria');
  await ada.keys('enter');
  await ada.keys('y');
  expect(await people()).toEqual(before);
});

test('somebody is found among all contacts by a part of the name', async () => {
  await using at = await scene();
  await using ada = await onMarias(at);
  await ada.keys(',', 'c');
  ada.type('nobody like this');
  await ada.keys('enter');
  expect(ada.screen()).toContain('No contact is called nobody like this. Type the whole e-mail address.');
  await ada.keys('ctrl+u');
  await at.desk.world.contact({ name: 'Noor de Vries' });
  ada.type('vries');
  expect(ada.screen()).toContain('Enter looks for it among all contacts');
  await ada.keys('enter');
  expect(ada.screen()).toMatch(/› Put on: Noor de Vries +\S+@/);
  await ada.keys('enter');
  expect(ada.screen()).toContain(`on #${at.ticket.number}? Nobody loses sight. Noor de Vries`);
});

test('a ticket is linked as what it is, and the link goes again', async () => {
  await using at = await scene();
  const { items } = await (await at.desk.world.as(at.bo)).tickets.list.query({ query: 'VAT' });
  const other = items[0]?.number ?? 0;
  await using ada = await onMarias(at);
  await ada.keys(',', 'l');
  ada.type(String(other));
  await ada.keys('enter');
  ada.type('duplicate');
  await ada.keys('enter');
  expect(ada.screen()).toContain(`#${at.ticket.number} is a duplicate of #${other} now. , L takes the link`);
  expect((await seenByBo(at)).links).toMatchObject([{ number: other, as: 'original' }]);
  await ada.keys('u');
  expect(ada.screen()).toContain(`Undone: #${at.ticket.number} is no longer linked with #${other}.`);
  expect((await seenByBo(at)).links).toEqual([]);
  await ada.keys('ctrl+r');
  await ada.keys(',', 'L');
  await ada.keys('enter');
  expect((await seenByBo(at)).links).toEqual([]);
  await ada.keys('u');
  expect((await seenByBo(at)).links).toMatchObject([{ number: other, as: 'original' }]);
});

test('the bin asks first, shows on the row, and gives back with u', async () => {
  await using at = await scene();
  await using ada = await onMarias(at);
  await ada.keys(',', 'd');
  expect(ada.screen()).toContain(
    `Put #${at.ticket.number} into the bin? Customers lose sight of it at once.`,
  );
  await ada.keys('n');
  expect((await seenByBo(at)).deletedAt).toBeNull();
  await ada.keys(',', 'd');
  await ada.keys('y');
  expect((await seenByBo(at)).deletedAt).not.toBeNull();
  expect(ada.screen()).toMatch(/Cannot sign in .* bin /);
  await ada.keys('u');
  expect(ada.screen()).toContain(`Take #${at.ticket.number} out of the bin? Customers see it again at once`);
  await ada.keys('n');
  expect((await seenByBo(at)).deletedAt).not.toBeNull();
  await ada.keys('u');
  await ada.keys('y');
  expect(ada.screen()).toContain(`Undone: #${at.ticket.number} is out of the bin.`);
  expect((await seenByBo(at)).deletedAt).toBeNull();
  await ada.keys('ctrl+r');
  expect(ada.screen()).toContain(
    `Put #${at.ticket.number} into the bin? Customers lose sight of it at once.`,
  );
  await ada.keys('y');
  expect((await seenByBo(at)).deletedAt).not.toBeNull();
  await ada.keys(',', 'd');
  expect(ada.screen()).toContain(`Take #${at.ticket.number} out of the bin? Customers see it again at once`);
  await ada.keys('y');
  expect((await seenByBo(at)).deletedAt).toBeNull();
});

test('a message and all after it become a ticket; the first one cannot', async () => {
  await using at = await scene();
  await using ada = await onMarias(at);
  await ada.keys('a', 'm');
  await ada.keys(',', 's');
  expect(ada.screen()).toContain('has one message: there is nothing to split off.');
  await saysMaria(at, 'And my invoice is wrong.');
  await ada.until(({ tickets }) => (tickets.get(at.ticket.id)?.timeline.length ?? 0) > 1);
  await ada.keys(',', 's');
  expect(ada.screen()).toMatch(/› Maria López +And my invoice is wrong\./);
  await ada.keys('enter');
  expect(ada.screen()).toContain(`Split one message off #${at.ticket.number}? Notes stay.`);
  await ada.keys('y');
  expect(ada.screen()).toMatch(/#\d+ is split off from #\d+\. m makes them one again\./);
  const { timeline, links } = await seenByBo(at);
  expect(timeline.filter(({ kind }) => kind === 'message')).toHaveLength(1);
  expect(links).toMatchObject([{ as: 'split-off' }]);
  await ada.keys('u');
  expect(ada.screen()).toContain(`A split is taken back with m: merge #${links[0]?.number} into #`);
  expect((await seenByBo(at)).assignee).toMatchObject({ name: 'Ada Okafor' });
});

test('a team takes a ticket over, and u gives it back to whoever had it', async () => {
  await using at = await scene();
  await (await at.desk.world.as(at.bo)).teams.create.mutate({ name: 'Billing' });
  await using ada = await onMarias(at);
  await ada.keys('a', 'm');
  await ada.keys(',', 't');
  expect(ada.screen()).toMatch(/no team +as it is/);
  await ada.keys('enter');
  expect(ada.screen()).toContain(`#${at.ticket.number} is of the team Billing. u takes it back.`);
  expect(await seenByBo(at)).toMatchObject({ team: 'Billing', assignee: null });
  await ada.keys('u');
  expect(await seenByBo(at)).toMatchObject({ team: null, assignee: { name: 'Ada Okafor' } });
});

test('what was weighed before the ticket changed is not done on that answer: it is asked again', async () => {
  await using at = await scene();
  await using ada = await onMarias(at);
  const people = async () => (await seenByBo(at)).audience.to.map(({ email }) => email);
  await saysMaria(at, 'And my invoice is wrong.');
  await ada.until(({ tickets }) => (tickets.get(at.ticket.id)?.timeline.length ?? 0) > 1);
  await ada.keys(',', 'c');
  ada.type('noor@acme.example');
  await ada.keys('enter');
  const bo = await at.desk.world.as(at.bo);
  await bo.tickets.setPriority.mutate({ ticket: at.ticket.id, to: 'high' });
  await ada.quiet();
  await ada.keys('y');
  expect(ada.screen()).toContain(`#${at.ticket.number} has changed meanwhile. Put noor@acme.example on`);
  expect(await people()).not.toContain('noor@acme.example');
  await ada.keys('y');
  expect(await people()).toContain('noor@acme.example');
  await ada.keys(',', 's');
  await ada.keys('enter');
  await saysMaria(at, 'One more thing.');
  await ada.quiet();
  await ada.keys('y');
  expect(ada.screen()).toContain(`#${at.ticket.number} has changed meanwhile. Split 2 messages off`);
  await ada.keys('n');
  expect((await seenByBo(at)).links).toEqual([]);
});

test('an answer that comes late takes no keyboard: what is typed meanwhile confirms nothing', async () => {
  await using at = await scene();
  const waits: (() => void)[] = [];
  await using ada = await openedInbox(at, {
    query: `number:${at.ticket.number}`,
    client: (real) => late(real, () => new Promise((go) => waits.push(go))),
  });
  for (const [elsewhere, ...back] of [
    ['r', 'escape'],
    ['/', 'escape'],
    ['?', 'escape'],
    ['g p', 'escape'],
  ]) {
    await ada.keys(',', 'c');
    ada.type('noor@acme.example');
    ada.press('enter');
    await ada.until(() => waits.length === 1);
    ada.press(...(elsewhere ?? '').split(' '));
    waits.pop()?.();
    await ada.quiet();
    expect(ada.state().question).toBeNull();
    expect(ada.screen()).toContain('so nothing was done. Ask again.');
    ada.press('y');
    await ada.keys(...back);
  }
  expect((await seenByBo(at)).audience.to).toHaveLength(1);
});

/** The client, whose question about who would see what waits. */
function late(real: PosternClient, wait: () => Promise<void>): PosternClient {
  const contactsEffect = {
    query: async (...ask: Parameters<typeof real.tickets.contactsEffect.query>) => {
      await wait();
      return real.tickets.contactsEffect.query(...ask);
    },
  };
  const tickets = new Proxy(real.tickets, {
    get: (all, name) => (name === 'contactsEffect' ? contactsEffect : Reflect.get(all, name)),
  });
  return new Proxy(real, { get: (all, name) => (name === 'tickets' ? tickets : Reflect.get(all, name)) });
}
