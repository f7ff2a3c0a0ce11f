/** The desk's own fields by key: each kind set, changed, cleared, over many tickets, and taken back. */
import { expect, test } from 'vitest';
import { openedInbox } from './agent-inbox.ts';
import { type Scene, scene } from './scene.ts';

/** A desk with a property of each kind. */
async function propertyScene() {
  const at = await scene();
  const agent = await at.desk.world.as(at.bo);
  const make = async (key: string, label: string, type: 'text' | 'number' | 'date' | 'yes-no') => {
    await agent.properties.create.mutate({ key, label, type });
    // They stand in the order in which they were made.
    at.desk.world.pass(1_000);
  };
  await make('order', 'Order', 'text');
  await make('seats', 'Seats', 'number');
  await make('due', 'Due day', 'date');
  await make('vip', 'Important', 'yes-no');
  const options = ['Web', 'iOS', 'Android'];
  await agent.properties.create.mutate({
    key: 'plan',
    label: 'Plan',
    type: 'select',
    options: ['Basic', 'Pro'],
  });
  await agent.properties.create.mutate({ key: 'apps', label: 'Apps', type: 'multi-select', options });
  return { at, agent, [Symbol.asyncDispose]: () => at[Symbol.asyncDispose]() };
}

const valuesOf = async (at: Scene, number = at.ticket.number) => {
  const agent = await at.desk.world.as(at.bo);
  const { properties } = await agent.tickets.view.query({ ticket: number });
  return Object.fromEntries(properties.map(({ key, value }) => [key, value]));
};

test('each kind is set by its own choice, shown in the panel, and taken back by u', async () => {
  await using here = await propertyScene();
  const { at } = here;
  await using ada = await openedInbox(at, { size: { columns: 90, rows: 30 } });
  await ada.keys('enter');
  const said = () => ada.state().status?.text;
  const set = async (label: string, typed: string) => {
    await ada.keys('=');
    ada.type(label);
    await ada.keys('enter');
    ada.type(typed);
    await ada.keys('enter');
  };
  await set('order', 'A-17 <b>');
  expect(said()).toBe(`#${at.ticket.number} has the Order A-17 <b>. u takes it back.`);
  await set('seats', '12.5');
  await set('due', '2026-12-24');
  await set('import', 'yes');
  await set('plan', 'pro');
  await set('apps', 'android');
  await set('apps', 'web');
  expect(said()).toBe(`#${at.ticket.number} has the Apps Web, Android. u takes it back.`);
  const all = {
    order: 'A-17 <b>',
    seats: 12.5,
    due: '2026-12-24',
    vip: true,
    plan: 'Pro',
    apps: ['Web', 'Android'],
  };
  expect(await valuesOf(at)).toEqual(all);

  // What is chosen again shows how it stands.
  await ada.keys('=');
  expect(ada.screen()).toMatch(/Apps +Web, Android/);
  expect(ada.screen()).toMatch(/Important +yes/);
  ada.type('apps');
  await ada.keys('enter');
  expect(ada.screen()).toMatch(/Web +on it; Enter takes it off/);
  await ada.keys('enter');
  expect(said()).toBe(`#${at.ticket.number} has the Apps Android. u takes it back.`);
  await set('plan', 'nothing');
  expect(said()).toBe(`#${at.ticket.number} has no Plan. u takes it back.`);

  await ada.keys('i');
  expect(ada.screen()).toMatch(
    /This ticket\n Order {6}A-17 <b>\n Seats {6}12\.5\n Due day {4}2026-12-24\n Important {2}yes\n Apps/,
  );
  await ada.keys('i', 'u');
  expect(said()).toBe(`Undone: #${at.ticket.number} has the Plan Pro.`);
  await ada.keys('u');
  expect(await valuesOf(at)).toEqual(all);
  for (let count = 0; count < 7; count += 1) await ada.keys('u');
  expect(await valuesOf(at)).toEqual({});
  await ada.keys('ctrl+r');
  expect(await valuesOf(at)).toEqual({ order: 'A-17 <b>' });
});

test('what cannot be a value is not taken, and what somebody else changed since is not run over', async () => {
  await using here = await propertyScene();
  const { at, agent } = here;
  await using ada = await openedInbox(at, { size: { columns: 90, rows: 30 } });
  await ada.keys('enter');
  for (const [label, typed, hint] of [
    ['seats', 'many', 'Type a number such as 12 or 12.5.'],
    ['due', '2026-02-31x', 'Type a day such as 2026-11-02, today or monday.'],
    ['plan', 'gold', 'No option fits.'],
  ] as const) {
    await ada.keys('=');
    ada.type(label);
    await ada.keys('enter');
    ada.type(typed);
    expect(ada.screen()).toContain(hint);
    await ada.keys('enter');
    expect(ada.state().picker).not.toBeNull();
    await ada.keys('escape');
  }
  await ada.keys('=');
  ada.type('due');
  await ada.keys('enter');
  ada.type('2026-02-31');
  await ada.keys('enter');
  expect(ada.state().status).toMatchObject({ tone: 'bad', text: expect.stringContaining('takes a day') });
  await ada.keys('=');
  ada.type('plan');
  await ada.keys('enter');
  await ada.keys('enter');
  await agent.tickets.setProperty.mutate({
    ticket: at.ticket.number,
    values: [{ key: 'plan', value: 'Pro' }],
  });
  await ada.quiet();
  await ada.keys('u');
  expect(ada.state().status?.text).toContain(`Somebody changed #${at.ticket.number} since`);
  expect(await valuesOf(at)).toEqual({ plan: 'Pro' });
});

test('over a selection each ticket gets it, with its own value to go back to', async () => {
  await using here = await propertyScene();
  const { at, agent } = here;
  const numbers = [at.ticket.number, at.ticket.number - 1];
  const [one, other] = numbers as [number, number];
  const set = (ticket: number, key: string, value: string | string[]) =>
    agent.tickets.setProperty.mutate({ ticket, values: [{ key, value }] });
  await set(one, 'apps', ['iOS']);
  await set(other, 'apps', ['Web', 'Android']);
  await set(other, 'plan', 'Basic');
  await using ada = await openedInbox(at, { size: { columns: 90, rows: 30 } });
  await ada.keys('*', '=');
  expect(ada.screen()).toContain('Property of 2 tickets');
  ada.type('apps');
  await ada.keys('enter');
  ada.type('android');
  expect(ada.screen()).toMatch(/Android +add it/);
  await ada.keys('enter');
  expect(ada.state().status?.text).toBe('2 tickets have Android in Apps. u takes it back.');
  expect([await valuesOf(at, one), await valuesOf(at, other)]).toEqual([
    { apps: ['iOS', 'Android'] },
    { apps: ['Web', 'Android'], plan: 'Basic' },
  ]);
  await ada.keys('*', '=');
  ada.type('plan');
  await ada.keys('enter');
  ada.type('nothing');
  await ada.keys('enter');
  expect(ada.state().status?.text).toBe('2 tickets have no Plan. u takes it back.');
  await ada.keys('u');
  await ada.keys('u');
  expect([await valuesOf(at, one), await valuesOf(at, other)]).toEqual([
    { apps: ['iOS'] },
    { apps: ['Web', 'Android'], plan: 'Basic' },
  ]);
});
