/** The portal's settings on one screen, against a real desk over HTTP: set up, refused, and kept from running over others. */
import { expect, test } from 'vitest';
import { type AgentInbox, openAgentInbox } from './agent-inbox.ts';
import { type Scene, scene } from './scene.ts';

/** A portal as one finds it before its domain and its sign-in are chosen. */
async function unfinished({ desk }: Scene): Promise<void> {
  await desk.world.inTransaction(({ tx }) =>
    tx.portal.updateMany({ data: { enabled: false, authMode: null, domainId: null } }),
  );
}

async function openPortal(
  at: Scene,
  wish: Parameters<typeof openAgentInbox>[2] & { as?: Scene['ada'] } = {},
) {
  const inbox = await openAgentInbox(at.desk, wish.as ?? at.ada, wish);
  await inbox.quiet();
  inbox.press('g', 'p');
  await inbox.quiet();
  return inbox;
}

/** Moves down to a row, as a person would. */
function toRow(inbox: AgentInbox, id: string): void {
  inbox.press('g', 'g');
  for (let step = 0; step < 60 && inbox.state().portal?.cursorId !== id; step += 1) inbox.press('j');
  expect(inbox.state().portal?.cursorId).toBe(id);
}

const statusOf = async (at: Scene) => (await at.desk.world.as(at.bo)).portalSettings.status.query();

test('S7, S9: from an unfinished portal to one that is on, through g p alone', async () => {
  await using at = await scene();
  await unfinished(at);
  await using ada = await openPortal(at, { size: { columns: 80, rows: 24 } });
  expect(ada.screen()).toContain('CUSTOMER PORTAL · OFF');
  expect(ada.screen()).toContain('Missing: Domain, Sign-in');
  expect(ada.screen()).toMatch(/✗ missing +Domain/);
  ada.press('G', 'enter');
  await ada.quiet();
  expect(ada.screen()).toContain('The portal cannot be switched on yet.');
  expect(ada.screen()).toContain('How customers sign in is not chosen.');
  expect(ada.state().portal?.cursorId).toBe('domain');

  ada.press('enter');
  expect(ada.screen()).toContain('domain.host: 127.0.0.1:4000');
  ada.press('enter');
  await ada.quiet();
  expect(ada.screen()).toMatch(/✓ done +Domain/);
  ada.press('tab');
  expect(ada.state().portal?.cursorId).toBe('sign-in');
  ada.press('enter', 'enter');
  ada.type('regis');
  ada.press('enter');
  await ada.quiet();
  expect(ada.screen()).toContain('sign-in is registration now.');
  expect(ada.screen()).toContain('Nothing is missing');
  ada.press('G', 'enter');
  expect(ada.screen()).toContain('Switch the portal on?');
  ada.press('y');
  await ada.quiet();
  expect(ada.screen()).toContain('CUSTOMER PORTAL · ON');
  expect(await statusOf(at)).toMatchObject({ isOn: true });
});

test('S36: the panel picks property, criterion and value, and says what it would show before it saves', async () => {
  await using at = await scene();
  await using ada = await openPortal(at);
  toRow(ada, 'filter');
  ada.press('enter');
  await ada.quiet();
  expect(ada.screen()).toContain('Filter: which property');
  ada.type('Pipeline');
  ada.press('enter', 'enter');
  ada.type('Internal');
  ada.press('enter');
  expect(ada.screen()).toContain('Instead of it');
  ada.press('enter');
  await ada.quiet();
  expect(ada.screen()).toContain('New filter: pipeline:Internal');
  expect(ada.screen()).toContain('It would show 0 tickets; the filter there is shows 2 tickets.');
  expect((await statusOf(at)).items.find(({ key }) => key === 'filter')?.detail).toContain(
    'pipeline:Support',
  );
  ada.press('y');
  await ada.quiet();
  expect((await statusOf(at)).items.find(({ key }) => key === 'filter')?.detail).toContain(
    'pipeline:Internal',
  );
  expect(ada.screen()).toContain('Customers will not see what they file with "Support"');
});

test('S36: a wrong property or value is refused with the valid ones named and its place, and the text is kept', async () => {
  await using at = await scene();
  await using ada = await openPortal(at);
  const { revision } = await statusOf(at);
  toRow(ada, 'filter');
  ada.press('enter');
  await ada.quiet();
  ada.type('Write a');
  ada.press('enter', 'ctrl+u');
  ada.type('pipeline:Nowhere');
  ada.press('enter');
  await ada.quiet();
  expect(ada.screen()).toMatch(/Nowhere.*Internal, Support/s);
  ada.press('ctrl+u');
  ada.type('is:open pipelin:Support');
  ada.press('enter');
  await ada.quiet();
  expect(ada.screen()).toMatch(/At character 9: .*pipelin/);
  expect(ada.state().portal?.field?.editor.lines).toEqual(['is:open pipelin:Support']);
  expect((await statusOf(at)).revision).toBe(revision);
});

test('S52: Enter on the form lists what there is, says what a form lacks, and takes one that is whole', async () => {
  await using at = await scene();
  const { forms } = await at.desk.world.as(at.bo);
  await forms.create.mutate({ name: 'Orders', inbox: 'Support' });
  await forms.create.mutate({ name: 'Without an inbox', inbox: 'Support' });
  await forms.edit.mutate({ form: 'Without an inbox', inbox: null });
  await using ada = await openPortal(at);
  toRow(ada, 'form');
  ada.press('enter');
  await ada.quiet();
  expect(ada.screen()).toMatch(/› Support +tickets go to Support/);
  expect(ada.screen()).toMatch(/Without an inbox +It files to no inbox/);
  ada.type('Orders');
  ada.press('enter');
  await ada.quiet();
  expect(ada.screen()).toContain('form is Orders now.');
  ada.press('enter');
  await ada.quiet();
  ada.type('Without');
  ada.press('enter');
  await ada.quiet();
  expect(ada.screen()).toContain('The form "Without an inbox" files to no inbox');
  const settings = await (await at.desk.world.as(at.bo)).portalSettings.get.query();
  expect(settings.items.find(({ key }) => key === 'form')?.value).toBe('Orders');
});

test('S6: without portal.settings the screen is readable and says so, and every attempt is refused in words', async () => {
  await using at = await scene();
  const eve = await at.desk.world.agent({ name: 'Eve Reader', permissions: ['tickets.read'] });
  await using inbox = await openPortal(at, { as: eve });
  const before = await statusOf(at);
  expect(inbox.screen()).toContain('Only to look at: changing needs the permission portal.settings');
  expect(inbox.screen()).toContain('Acme Support');
  for (const id of ['set:title', 'set:sign-in', 'filter', 'switch']) {
    toRow(inbox, id);
    inbox.press('enter');
    await inbox.quiet();
    expect(inbox.screen()).toContain('You need the permission "portal.settings" for this.');
  }
  // The desk says no by itself, too: a grant that was just taken away is no way around it.
  await inbox.inbox.portal.switchTo('off');
  expect(inbox.screen()).toContain('You need the permission "portal.settings" for this.');
  expect(await statusOf(at)).toEqual(before);
});

test('S9: what somebody else changed meanwhile is told, and what was typed is kept', async () => {
  await using at = await scene();
  await using ada = await openPortal(at);
  toRow(ada, 'set:title');
  ada.press('enter', 'ctrl+u');
  ada.type('Help desk');
  const asBo = await at.desk.world.as(at.bo);
  await asBo.portalSettings.set.mutate({ settings: { slug: 'help' } });
  ada.press('enter');
  await ada.quiet();
  expect(ada.screen()).toContain('changed since you looked: slug, by Bo Lindqvist.');
  expect(ada.state().portal?.field?.editor.lines).toEqual(['Help desk']);
  ada.press('enter');
  await ada.quiet();
  expect(await statusOf(at)).toMatchObject({ title: 'Help desk' });
});

test('S8: v gives the address of a preview, and a read-only inbox gives none and changes nothing', async () => {
  await using at = await scene();
  await using ada = await openPortal(at);
  ada.press('v');
  await ada.quiet();
  const token = /\/preview\/(\S+)/.exec(ada.screen())?.[1] ?? '';
  expect(await at.desk.world.asNobody().preview.open.query({ token })).toBeTruthy();
  await using wall = await openPortal(at, { isReadOnly: true });
  for (const keys of [['v'], ['enter'], ['G', 'enter']]) {
    wall.press(...keys);
    await wall.quiet();
    expect(wall.screen()).toContain('This inbox is read-only.');
  }
});
