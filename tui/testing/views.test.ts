/** Views in the inbox: shown by number, chosen, saved, changed elsewhere; and the query while it is written. */
import { expect, test } from 'vitest';
import { openAgentInbox } from './agent-inbox.ts';
import { type Scene, scene } from './scene.ts';

const size = { columns: 80, rows: 24 };

async function opened(at: Scene, wish: Parameters<typeof openAgentInbox>[2] = {}) {
  const inbox = await openAgentInbox(at.desk, at.ada, { size, ...wish });
  await inbox.quiet();
  return inbox;
}

test('g S saves the query for oneself, its digit shows it, and counts stay one question of at most ten', async () => {
  await using at = await scene();
  const asked: number[] = [];
  await using ada = await opened(at, {
    client: (real) => ({
      ...real,
      live: real.live,
      auth: real.auth,
      views: real.views,
      portalSettings: real.portalSettings,
      tickets: {
        list: real.tickets.list,
        view: real.tickets.view,
        refresh: real.tickets.refresh,
        markRead: real.tickets.markRead,
        tags: real.tickets.tags,
        counts: {
          query: (input: { queries: string[] }, options: object) => {
            asked.push(input.queries.length);
            return real.tickets.counts.query(input, options);
          },
        },
      } as unknown as typeof real.tickets,
    }),
  });
  ada.press('/', 'ctrl+u');
  ada.type('from:@acme.example');
  ada.press('enter');
  await ada.until((state) => state.query === 'from:@acme.example' && state.list.isLoaded);
  ada.press('g', 'S');
  expect(ada.screen()).toContain('Save from:@acme.example as a view: type its name');
  ada.press('enter');
  expect(ada.screen()).toContain('Type a name for the view first.');
  ada.type('Acme');
  ada.press('enter');
  await ada.until((state) => state.status?.text === 'Saved as the view "Acme". 7 shows it.');
  await ada.quiet();
  expect(ada.state()).toMatchObject({ view: 6, picker: null });
  ada.press('4');
  await ada.quiet();
  expect(ada.state().query).toBe('is:open');
  ada.press('7');
  await ada.quiet();
  expect(ada.state().list.rows.map((row) => row.subject)).toEqual(['Cannot sign in']);
  expect(ada.state().counts[6]).toBe(1);
  for (let count = 0; count < 4; count += 1)
    await (await at.desk.world.as(at.ada)).views.save.mutate({
      name: `v${count}`,
      query: `older:${count + 2}d`,
    });
  await ada.until((state) => state.views.length === 11);
  await ada.quiet();
  expect(Math.max(...asked)).toBeLessThanOrEqual(10);
  ada.press('9');
  await ada.quiet();
  expect(ada.state().query).toBe('older:3d');
  expect(ada.screen()).toMatch(/ 9 v1 0 +g v/);
});

test('g v offers all views with whose they are and what they ask; one that does not work says why', async () => {
  await using at = await scene();
  const admin = await at.desk.world.as(at.ada);
  await admin.views.save.mutate({ name: 'Fresh', query: 'stage:New', isShared: true });
  await admin.views.save.mutate({ name: 'Old ones', query: 'is:open older:3w' });
  // As after a stage was renamed.
  await at.desk.world.inTransaction(({ tx }) =>
    tx.savedView.updateMany({ where: { name: 'Fresh' }, data: { query: 'stage:Arrived' } }),
  );
  await using ada = await opened(at);
  ada.press('g', 'v');
  expect(ada.screen()).toMatch(/8 Old ones +private +is:open older:3w/);
  expect(ada.screen()).toMatch(/7 Fresh +shared +does not work: .*Arrived/);
  ada.type('fresh');
  ada.press('enter');
  expect(ada.screen()).toContain('The view "Fresh" does not work any more');
  expect(ada.state().query).toBe('is:open');
  ada.press('g', 'v');
  ada.type('old');
  ada.press('enter');
  await ada.quiet();
  expect(ada.state()).toMatchObject({ query: 'is:open older:3w', view: 7 });
});

test('a shared view that somebody deletes while it is shown is said, and its tickets stay on the screen', async () => {
  await using at = await scene();
  const admin = await at.desk.world.as(at.ada);
  await admin.views.save.mutate({ name: 'Acme', query: 'from:@acme.example', isShared: true });
  await using bo = await openAgentInbox(at.desk, at.bo, { size });
  await bo.until((state) => state.views.length === 7);
  await bo.quiet();
  bo.press('7');
  await bo.quiet();
  await admin.views.delete.mutate({ view: 'Acme' });
  await bo.until((state) => state.view === null);
  expect(bo.screen()).toContain('The view "Acme" is gone. What it found stays here.');
  expect(bo.state().list.rows).toHaveLength(1);
  // A desk that cannot share offers only what it can do.
  bo.press('g', 'S');
  await bo.quiet();
  expect(bo.state().picker?.choices.map(({ label }) => label)).toContain('Private');
});

test('a name that stands for another query is replaced only after a question', async () => {
  await using at = await scene();
  await using ada = await opened(at, { query: 'is:closed from:@acme.example' });
  const own = await at.desk.world.as(at.ada);
  await own.views.save.mutate({ name: 'Acme', query: 'from:@acme.example' });
  await ada.until((state) => state.views.length === 7);
  ada.press('g', 'S');
  ada.type('acme');
  ada.press('enter');
  expect(ada.screen()).toContain('There is a view "acme" with another query.');
  ada.press('n');
  expect(ada.state().picker).not.toBeNull();
  ada.press('enter', 'y');
  await ada.until((state) => state.views.at(6)?.query === 'is:closed from:@acme.example');
});

test('while a query is written Tab takes what is offered, the count follows, and the list stays as it is', async () => {
  await using at = await scene();
  await using ada = await opened(at);
  const rows = () => ada.state().list;
  const before = rows();
  ada.press('/', 'ctrl+u');
  await ada.quiet();
  ada.type('ass');
  expect(ada.screen()).toContain(' Tab assignee:');
  ada.press('tab');
  ada.type('bo');
  expect(ada.screen()).toContain(' Tab bo@postern.example');
  ada.press('tab');
  ada.type('OR is:open');
  await ada.until((state) => state.queryEditor?.found === 2);
  expect(ada.screen().split('\n')[2]).toMatch(/\/ assignee:bo@postern.example OR is:open +2 tickets/);
  ada.type(' stage:wai');
  expect(ada.screen().split('\n')[3]).toBe(' Tab "Waiting on us"  "Waiting on customer"');
  expect(rows()).toBe(before);
  ada.press('escape');
  expect(rows()).toBe(before);
  expect(ada.state().query).toBe('is:open');
});

test('what cannot be understood is marked at its place, once the typing rests', async () => {
  await using at = await scene();
  await using ada = await opened(at);
  ada.press('/', 'ctrl+u');
  ada.type('is:open colour:red sign');
  await ada.until((state) => state.queryEditor?.problem !== null);
  const lines = ada.screen().split('\n');
  expect(lines[2]).toContain('is:open colour:red sign');
  expect(lines[3]?.indexOf('^')).toBe(lines[2]?.indexOf('colour'));
  expect(ada.screen()).toContain('Unknown field "colour:".');
  ada.press('enter');
  await ada.quiet();
  expect(ada.state().queryEditor?.problemAt).toBe(8);
});
