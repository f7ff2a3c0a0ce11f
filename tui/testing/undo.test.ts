/** Taking back what was done with one key, and doing it again; what others did since is never run over. */
import { expect, test } from 'vitest';
import { openedInbox } from './agent-inbox.ts';
import { type Scene, saysMaria, scene } from './scene.ts';

const stored = async (at: Scene) => {
  const agent = await at.desk.world.as(at.bo);
  const { status, assignee } = await agent.tickets.view.query({ ticket: at.ticket.id });
  return [status, assignee?.name ?? null];
};

test('u takes back closing and assigning, the last first; Ctrl+R does each again', async () => {
  await using at = await scene();
  await using ada = await openedInbox(at);
  await ada.keys('u');
  expect(ada.screen()).toContain('There is nothing to undo.');
  await ada.keys('a', 'm');
  await ada.keys('c');
  expect(await stored(at)).toEqual(['closed', 'Ada Okafor']);
  await ada.keys('u');
  expect(ada.screen()).toContain(`Undone: #${at.ticket.number} is open in New.`);
  expect(await stored(at)).toEqual(['open', 'Ada Okafor']);
  await ada.keys('u');
  expect(ada.screen()).toContain(`Undone: #${at.ticket.number} is assigned to nobody.`);
  expect(await stored(at)).toEqual(['open', null]);
  await ada.keys('ctrl+r');
  await ada.keys('ctrl+r');
  expect(ada.screen()).toContain(`Done again: #${at.ticket.number} is closed.`);
  expect(await stored(at)).toEqual(['closed', 'Ada Okafor']);
  await ada.keys('ctrl+r');
  expect(ada.screen()).toContain('There is nothing to redo.');
});

test('u brings a closed ticket back to the stage it had, and one that was reopened to where it was closed', async () => {
  await using at = await scene();
  const bo = await at.desk.world.as(at.bo);
  const stage = async () => (await bo.tickets.view.query({ ticket: at.ticket.id })).stage;
  await bo.tickets.setStage.mutate({ ticket: at.ticket.id, to: 'Waiting on customer' });
  await using ada = await openedInbox(at, { query: `number:${at.ticket.number}` });
  await ada.keys('c');
  expect(ada.screen()).toContain(`#${at.ticket.number} is closed. u takes it back.`);
  await ada.keys('u');
  expect(ada.screen()).toContain(`Undone: #${at.ticket.number} is open in Waiting on customer.`);
  expect(await stage()).toBe('Waiting on customer');
  await ada.keys('ctrl+r');
  await ada.keys('o');
  expect(ada.screen()).toContain(`#${at.ticket.number} is open in Waiting on us.`);
  await ada.keys('u');
  expect(await stage()).toBe('Closed');
  // Where somebody has moved it on, it is not moved back.
  await ada.keys('o');
  await bo.tickets.setStage.mutate({ ticket: at.ticket.id, to: 'New' });
  await ada.keys('u');
  expect(ada.screen()).toContain(`since: #${at.ticket.number} is open in New. Nothing was done.`);
  expect(await stage()).toBe('New');
});

test('a ticket that slept when it was closed sleeps again once that is taken back', async () => {
  await using at = await scene();
  const bo = await at.desk.world.as(at.bo);
  const standing = async () => {
    const { stage, snoozed } = await bo.tickets.view.query({ ticket: at.ticket.id });
    return [stage, snoozed?.until ?? null];
  };
  const until = new Date(Date.now() + 86_400_000).toISOString();
  await bo.tickets.snooze.mutate({ ticket: at.ticket.id, until });
  await using ada = await openedInbox(at, { query: `number:${at.ticket.number}` });
  await ada.keys('c');
  expect(await standing()).toEqual(['Closed', null]);
  await ada.keys('u');
  expect(ada.screen()).toContain(`Undone: #${at.ticket.number} is open in New and sleeps until tomorrow`);
  expect(await standing()).toEqual(['New', until]);
  await ada.keys('ctrl+r');
  expect(await standing()).toEqual(['Closed', null]);
});

test('what somebody else changed since stays, and is named', async () => {
  await using at = await scene();
  await using ada = await openedInbox(at);
  await ada.keys('a', 'm');
  const bo = await at.desk.world.as(at.bo);
  await bo.tickets.assign.mutate({ ticket: at.ticket.id, to: 'me' });
  await ada.keys('u');
  expect(ada.screen()).toContain(
    `Somebody changed #${at.ticket.number} since: #${at.ticket.number} is assigned to Bo Lindqvist. Nothing was done.`,
  );
  expect(await stored(at)).toEqual(['open', 'Bo Lindqvist']);
});

test('something else that changed does not stand in the way, and a new act ends what could be done again', async () => {
  await using at = await scene();
  await using ada = await openedInbox(at);
  await ada.keys('c');
  const bo = await at.desk.world.as(at.bo);
  await bo.tickets.note.mutate({ ticket: at.ticket.id, body: 'Closed why?', requestId: 'request-bo' });
  await ada.keys('u');
  expect(await stored(at)).toEqual(['open', null]);
  await ada.keys('a', 'm');
  await ada.keys('ctrl+r');
  expect(ada.screen()).toContain('There is nothing to redo.');
  expect(await stored(at)).toEqual(['open', 'Ada Okafor']);
});

test('a read-only inbox undoes nothing, and a desk that is away is said; then the act is still there', async () => {
  await using at = await scene();
  await using watching = await openedInbox(at, { isReadOnly: true });
  await watching.keys('u');
  expect(watching.screen()).toContain('This inbox is read-only.');
  await using ada = await openedInbox(at);
  await ada.keys('c');
  await at.desk.world.inTransaction(({ tx }) =>
    tx.agentGrant.deleteMany({ where: { agentId: at.ada.id, permission: 'tickets.write' } }),
  );
  await ada.keys('u');
  expect(ada.screen()).toContain('tickets.write');
  await at.desk.world.inTransaction(({ tx }) =>
    tx.agentGrant.create({ data: { agentId: at.ada.id, permission: 'tickets.write' } }),
  );
  await ada.keys('u');
  expect(await stored(at)).toEqual(['open', null]);
});

test('z snoozes until the usual times, until a reply, or until what was typed; u takes each back', async () => {
  await using at = await scene();
  const bo = await at.desk.world.as(at.bo);
  const snoozed = async () => (await bo.tickets.view.query({ ticket: at.ticket.id })).snoozed;
  await using ada = await openedInbox(at, { query: `number:${at.ticket.number}` });
  await ada.keys('z');
  expect(ada.screen()).toMatch(/› 1 hour +/);
  expect(ada.screen()).toMatch(/Monday 9:00 +/);
  ada.type('repl');
  await ada.keys('enter');
  expect(ada.screen()).toContain(`#${at.ticket.number} sleeps until the customer writes.`);
  expect(ada.screen()).toContain('zz reply');
  expect(ada.screen()).toContain('sleeps until they reply');
  expect(await snoozed()).toMatchObject({ until: null, by: { name: 'Ada Okafor' } });
  await ada.keys('z');
  ada.type('tomorrow 14:30');
  expect(ada.screen()).toMatch(/› until tomorrow 14:30 +as typed/);
  await ada.keys('enter');
  expect(ada.screen()).toContain('sleeps until tomorrow 14:30');
  const until = new Date((await snoozed())?.until ?? 0);
  expect([until.getHours(), until.getMinutes(), until.getTime() > Date.now()]).toEqual([14, 30, true]);
  await ada.until(() => ada.screen().includes('· snoozed until tomorrow 14:30, by you'));
  await ada.keys('h');
  expect(ada.screen()).toMatch(/snoozed until tomorrow 14:30 · Ada Okafor/);
  await ada.keys('q');
  await ada.keys('u');
  expect(ada.screen()).toContain(`Undone: #${at.ticket.number} sleeps until the customer writes.`);
  await ada.keys('u');
  expect(ada.screen()).toContain(`Undone: #${at.ticket.number} is awake.`);
  expect(await snoozed()).toBeNull();
  await ada.keys('ctrl+r');
  await saysMaria(at, 'It works again.');
  await ada.keys('u');
  expect(ada.screen()).toContain(
    `Somebody changed #${at.ticket.number} since: #${at.ticket.number} is awake.`,
  );
  await ada.keys('c');
  await ada.keys('z');
  expect(ada.screen()).toContain("in nobody's way. o reopens it.");
});

test('s moves to a stage of the ticket, and u moves it back', async () => {
  await using at = await scene();
  const bo = await at.desk.world.as(at.bo);
  const stage = async () => {
    const { stage: name, status } = await bo.tickets.view.query({ ticket: at.ticket.id });
    return [name, status];
  };
  await using ada = await openedInbox(at, { query: `number:${at.ticket.number}` });
  ada.press('s');
  expect(ada.screen()).toContain('Asking the desk…');
  await ada.quiet();
  expect(ada.screen()).toMatch(/› New +as it is/);
  expect(ada.screen()).toMatch(/Closed +closes it/);
  ada.type('on us');
  await ada.keys('enter');
  expect(ada.screen()).toContain(`#${at.ticket.number} stands in Waiting on us.`);
  await ada.keys('s');
  ada.type('clo');
  await ada.keys('enter');
  expect(await stage()).toEqual(['Closed', 'closed']);
  await ada.keys('u');
  expect(ada.screen()).toContain(`Undone: #${at.ticket.number} stands in Waiting on us.`);
  expect(await stage()).toEqual(['Waiting on us', 'open']);
  await ada.keys('u');
  expect(await stage()).toEqual(['New', 'open']);
});

test('t puts a tag on, offers a new word, and takes off what is on; u takes each back', async () => {
  await using at = await scene();
  const bo = await at.desk.world.as(at.bo);
  const tags = async () => (await bo.tickets.view.query({ ticket: at.ticket.id })).tags;
  const { items } = await bo.tickets.list.query({ query: 'VAT' });
  await bo.tickets.tag.mutate({ ticket: items[0]?.number ?? 0, add: ['billing', 'vip'] });
  await using ada = await openedInbox(at, { query: `number:${at.ticket.number}` });
  await ada.keys('t');
  expect(ada.screen()).toMatch(/› billing +1 ticket/);
  ada.type('vi');
  expect(ada.screen()).toMatch(/› vip +1 ticket/);
  expect(ada.screen()).toMatch(/ vi +new tag/);
  await ada.keys('enter');
  expect(ada.screen()).toContain(`#${at.ticket.number} is tagged vip.`);
  await ada.keys('t');
  ada.type('eu/vat');
  await ada.keys('enter');
  expect(await tags()).toEqual(['eu/vat', 'vip']);
  await ada.keys('enter');
  expect(ada.screen()).toContain('[eu/vat, vip]');
  await ada.keys('t');
  expect(ada.screen()).toMatch(/› eu\/vat +on it; Enter takes it off/);
  await ada.keys('enter');
  expect(await tags()).toEqual(['vip']);
  await ada.keys('u');
  expect(ada.screen()).toContain(`Undone: #${at.ticket.number} is tagged eu/vat, vip.`);
  await ada.keys('u');
  expect(await tags()).toEqual(['vip']);
  await bo.tickets.tag.mutate({ ticket: at.ticket.id, add: ['seen'] });
  await ada.keys('u');
  expect(ada.screen()).toContain(
    `Somebody changed #${at.ticket.number} since: #${at.ticket.number} is tagged seen, vip.`,
  );
  expect(await tags()).toEqual(['seen', 'vip']);
});

test('p sets the priority, and u takes it back', async () => {
  await using at = await scene();
  await using ada = await openedInbox(at);
  const priority = async () => {
    const agent = await at.desk.world.as(at.bo);
    return (await agent.tickets.view.query({ ticket: at.ticket.id })).priority;
  };
  ada.press('p');
  expect(ada.screen()).toMatch(/› normal +as it is/);
  ada.type('urg');
  await ada.keys('enter');
  expect(ada.screen()).toContain(`#${at.ticket.number} has the priority urgent.`);
  expect(await priority()).toBe('urgent');
  await ada.keys('u');
  expect(ada.screen()).toContain(`Undone: #${at.ticket.number} has the priority normal.`);
  expect(await priority()).toBe('normal');
});

test('what stood so already is said to, and u still takes back what was done before it', async () => {
  await using at = await scene();
  await using ada = await openedInbox(at);
  const number = `#${at.ticket.number}`;
  await ada.keys('a', 'm');
  await ada.keys('a', 'm');
  expect(ada.screen()).toContain(`${number} is assigned to Ada Okafor already.`);
  expect(ada.screen()).not.toContain('u takes it back');
  await ada.keys('p', 'enter');
  expect(ada.screen()).toContain(`${number} has the priority normal already.`);
  await ada.keys('s');
  await ada.keys('enter');
  expect(ada.screen()).toContain(`${number} stands in New already.`);
  await ada.keys('space', 'space', 'p', 'enter');
  expect(ada.screen()).toContain('2 tickets have the priority normal already.');
  await ada.keys('u');
  expect(ada.screen()).toContain(`Undone: ${number} is assigned to nobody.`);
});

test('u behind a note says that it stays, and u once more undoes what was done before it', async () => {
  await using at = await scene();
  await using ada = await openedInbox(at);
  await ada.keys('c', 'n');
  ada.type('Closed by mistake?');
  await ada.keys('ctrl+n');
  await ada.keys('u');
  expect(ada.screen()).toContain(`The note on #${at.ticket.number} stays: the team has it.`);
  expect((await stored(at))[0]).toBe('closed');
  await ada.keys('u');
  expect((await stored(at))[0]).toBe('open');
  await ada.keys('ctrl+r');
  expect((await stored(at))[0]).toBe('closed');
});
