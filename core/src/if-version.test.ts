/** Versions of agents and teams: every change raises one, and whoever looked at an older one changes nothing. */
import { expect, test } from 'vitest';
import { failureOf, type PosternClient } from './client.ts';
import { createWorld } from './testing/index.ts';

const bo = 'bo@postern.example';
const kim = 'kim@postern.example';
const reports = { agent: bo, permission: 'reports.read' };
const invitation = { email: kim, name: 'Kim', permissions: [], again: false };

type Act = (ada: PosternClient, which: { ifVersion?: number }) => Promise<unknown>;

/** In this order, each changes Bo, or the team of this name. */
const acts: [what: 'bo' | 'Billing' | 'Invoices', name: string, act: Act][] = [
  ['bo', 'away', (ada, which) => ada.agents.edit.mutate({ agent: bo, isAway: true, ...which })],
  ['bo', 'grant', (ada, which) => ada.agents.grant.mutate({ ...reports, ...which })],
  ['bo', 'revoke', (ada, which) => ada.agents.revoke.mutate({ ...reports, ...which })],
  ['bo', 'disable', (ada, which) => ada.agents.disable.mutate({ agent: bo, ...which })],
  ['bo', 'enable', (ada, which) => ada.agents.enable.mutate({ agent: bo, ...which })],
  ['Billing', 'add', (ada, which) => ada.teams.add.mutate({ team: 'Billing', emails: [bo], ...which })],
  ['Billing', 'remove', (ada, which) => ada.teams.remove.mutate({ team: 'Billing', emails: [bo], ...which })],
  ['Billing', 'edit', (ada, which) => ada.teams.edit.mutate({ team: 'Billing', name: 'Invoices', ...which })],
  ['Invoices', 'delete', (ada, which) => ada.teams.delete.mutate({ team: 'Invoices', ...which })],
];

test('a change of an agent or a team raises its version once, and one of an older version is refused', async () => {
  await using world = await createWorld();
  const ada = await world.as(await world.agent({ name: 'Ada' }));
  await world.agent({ name: 'Bo', email: bo, permissions: ['tickets.read'] });
  await ada.teams.create.mutate({ name: 'Billing' });
  const now = async (what: string) => {
    const [agents, teams] = [await ada.agents.list.query(), await ada.teams.list.query()];
    return what === 'bo'
      ? agents.items.find(({ email }) => email === bo)
      : teams.items.find(({ name }) => name === what || name === 'Invoices');
  };
  for (const [what, name, act] of acts) {
    const before = await now(what);
    const version = before?.version ?? Number.NaN;
    const refused = await act(ada, { ifVersion: version + 1 }).catch((error: unknown) => failureOf(error));
    expect(refused, name).toMatchObject({
      code: what === 'bo' ? 'AGENT_CHANGED' : 'TEAM_CHANGED',
      message: expect.stringContaining(`you saw version ${version + 1}, it is ${version}`),
      facts: { version },
    });
    expect(await now(what), name).toEqual(before);
    await act(ada, { ifVersion: version });
    if (name === 'delete') continue;
    const after = await now(what);
    expect({ ...after, version }, name).not.toEqual(before);
    expect(after?.version, name).toBe(version + 1);
    // What is so already changes nothing.
    if (name === 'edit') await ada.teams.edit.mutate({ team: 'Invoices', name: 'Invoices' });
    else await act(ada, {});
    expect(await now(what), name).toEqual(after);
  }
  expect(await now('Invoices')).toBeUndefined();
});

test('an invitation that is made again or accepted is a change of the agent', async () => {
  await using world = await createWorld();
  const ada = await world.as(await world.agent({ name: 'Ada' }));
  const kimNow = async () => (await ada.agents.list.query()).items.find(({ email }) => email === kim);
  await ada.agents.invite.mutate(invitation);
  expect(await kimNow()).toMatchObject({ version: 0, isInvited: true });
  const { code } = await ada.agents.invite.mutate({
    ...invitation,
    ...{ name: 'Kim Lee', permissions: ['tickets.read', 'tickets.write'], again: true },
  });
  expect(await kimNow()).toMatchObject({ version: 1, name: 'Kim Lee', permissions: [{}, {}] });
  await world.asNobody().auth.acceptInvitation.mutate({ code: code ?? '', password: 'a long enough phrase' });
  expect(await kimNow()).toMatchObject({ version: 2, isInvited: false });
});
