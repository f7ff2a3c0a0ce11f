/** How sessions live and end: by the desk's clock, at once when somebody is shut out, and never by a failed renewal. */
import { describe, expect, test } from 'vitest';
import { failureOf, type PosternClient } from '../client.ts';
import type { Core } from '../context.ts';
import { localClient } from '../local-client.ts';
import {
  type BuiltAgent,
  type BuiltContact,
  createWorld,
  exampleDesk,
  type World,
} from '../testing/index.ts';
import { agentSessions } from './agent-sessions.ts';
import { contactSessions } from './contact-sessions.ts';
import { mintLaunchToken } from './launch-token.ts';

const dayMs = 86_400_000;

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'ok',
    (error: unknown) => failureOf(error).code,
  );
}

interface Kind {
  days: number;
  person(world: World): Promise<BuiltAgent | BuiltContact>;
  me(client: PosternClient): Promise<unknown>;
  signOut(client: PosternClient): Promise<unknown>;
  rows(core: Core): Promise<{ expiresAt: Date }[]>;
  shutOut(world: World, id: string, at: Date | null): Promise<unknown>;
}

const kinds: [string, Kind][] = [
  [
    'an agent',
    {
      days: 30,
      person: (world) => world.agent(),
      me: (client) => client.auth.me.query(),
      signOut: (client) => client.auth.signOut.mutate(),
      rows: (core) => core.db.read.agentSession.findMany(),
      shutOut: (world, id, disabledAt) =>
        world.inTransaction(({ tx }) => tx.agent.update({ where: { id }, data: { disabledAt } })),
    },
  ],
  [
    'a contact',
    {
      days: 14,
      person: (world) => world.contact(),
      me: (client) => client.portal.me.query(),
      signOut: (client) => client.portal.signOut.mutate(),
      rows: (core) => core.db.read.contactSession.findMany(),
      shutOut: (world, id, blockedAt) =>
        world.inTransaction(({ tx }) => tx.contact.update({ where: { id }, data: { blockedAt } })),
    },
  ],
];

describe.each(kinds)('the session of %s', (_name, kind) => {
  test('ends when it was not used for its days, and its row goes with it', async () => {
    await using world = await createWorld();
    const client = await world.as(await kind.person(world));
    world.pass(kind.days * dayMs - 1_000);
    expect(await kind.rows(world.core)).toHaveLength(1);
    world.pass(2_000);
    expect(await codeOf(kind.me(client))).toBe('NOT_SIGNED_IN');
    expect(await kind.rows(world.core)).toEqual([]);
  });

  test('is renewed by being used, however long ago it began', async () => {
    await using world = await createWorld();
    const client = await world.as(await kind.person(world));
    for (let use = 0; use < 5; use += 1) {
      world.pass(kind.days * dayMs - 60_000);
      expect(await codeOf(kind.me(client))).toBe('ok');
      const [row] = await kind.rows(world.core);
      const left = (row?.expiresAt.getTime() ?? 0) - world.core.clock.now().getTime();
      expect(Math.abs(left - kind.days * dayMs)).toBeLessThan(60_000);
    }
  });

  test('is not written to at every use', async () => {
    await using world = await createWorld();
    const client = await world.as(await kind.person(world));
    const [before] = await kind.rows(world.core);
    world.pass((kind.days / 2 - 1) * dayMs);
    await kind.me(client);
    expect(await kind.rows(world.core)).toEqual([before]);
  });

  test('goes on when its renewal cannot be stored', async () => {
    await using world = await createWorld();
    const token = await world.tokenOf(await kind.person(world));
    const db = {
      ...world.core.db,
      inTransaction: () => Promise.reject(new Error('database or disk is full')),
    };
    const client = localClient({ ...world.core, db }, { kind: 'token', token }, 'API');
    world.pass((kind.days - 1) * dayMs);
    expect(await codeOf(kind.me(client))).toBe('ok');
  });

  test('signing out ends this one and no other', async () => {
    await using world = await createWorld();
    const person = await kind.person(world);
    const [here, there, other] = [
      await world.as(person),
      await world.as(person),
      await world.as(await kind.person(world)),
    ];
    expect(await kind.rows(world.core)).toHaveLength(3);
    await kind.signOut(here);
    expect(await codeOf(kind.me(here))).toBe('NOT_SIGNED_IN');
    expect(await codeOf(kind.signOut(here))).toBe('NOT_SIGNED_IN');
    expect([await codeOf(kind.me(there)), await codeOf(kind.me(other))]).toEqual(['ok', 'ok']);
    expect(await kind.rows(world.core)).toHaveLength(2);
  });

  test('ends at the next request when the person is shut out', async () => {
    await using world = await createWorld();
    const person = await kind.person(world);
    const client = await world.as(person);
    expect(await codeOf(kind.me(client))).toBe('ok');
    await kind.shutOut(world, person.id, world.core.clock.now());
    expect(await codeOf(kind.me(client))).toBe('NOT_SIGNED_IN');
    await kind.shutOut(world, person.id, null);
    expect(await codeOf(kind.me(client))).toBe('ok');
  });

  test('housework removes rows that are over and leaves the others', async () => {
    await using world = await createWorld();
    const person = await kind.person(world);
    await world.tokenOf(person);
    world.pass((kind.days - 1) * dayMs);
    const client = await world.as(person);
    world.pass(2 * dayMs);
    await agentSessions(world.core).deleteExpiredSessions();
    await contactSessions(world.core).deleteExpiredSessions();
    expect(await kind.rows(world.core)).toHaveLength(1);
    expect(await codeOf(kind.me(client))).toBe('ok');
  });
});

test('a portal switched off shuts its customers out at the next request, and in again when it is on', async () => {
  await using world = await createWorld();
  const client = await world.as(await world.contact());
  const turn = (enabled: boolean) =>
    world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { enabled } }));
  await turn(false);
  expect(await codeOf(client.portal.me.query())).toBe('PORTAL_OFF');
  expect(await codeOf(client.portal.tickets.query({}))).toBe('PORTAL_OFF');
  await turn(true);
  expect(await codeOf(client.portal.tickets.query({}))).toBe('ok');
});

test('a permission taken away is missing at the next request', async () => {
  await using world = await createWorld();
  const ada = await world.agent();
  const client = await world.as(ada);
  expect(await codeOf(client.tickets.list.query({}))).toBe('ok');
  await world.inTransaction(({ tx }) => tx.agentGrant.deleteMany({ where: { permission: 'tickets.read' } }));
  expect(await codeOf(client.tickets.list.query({}))).toBe('NOT_ALLOWED');
});

test('a token is good for the kind of person it was made for, and nothing else passes for one', async () => {
  await using world = await createWorld();
  const agentToken = await world.tokenOf(await world.agent());
  const contactToken = await world.tokenOf(await world.contact());
  const forged = [
    `pco_${agentToken.slice(4)}`,
    `pag_${contactToken.slice(4)}`,
    agentToken.slice(4),
    agentToken.toUpperCase(),
    `${agentToken} `,
    `${agentToken}x`,
    agentToken.slice(0, -1),
    'pag_',
    'pco_',
    'slack',
    '',
    'pag_%',
  ];
  for (const token of forged) {
    const client = localClient(world.core, { kind: 'token', token }, 'API');
    expect(await codeOf(client.auth.me.query()), token).toBe('NOT_SIGNED_IN');
    expect(await codeOf(client.portal.me.query()), token).toBe('NOT_SIGNED_IN');
    expect(await codeOf(client.slack.openThreads.query()), token).toBe('NOT_SIGNED_IN');
  }
});

describe('a launch token', () => {
  test('signs its agent in once, within two minutes', async () => {
    await using world = await createWorld();
    const { ada } = await exampleDesk(world);
    const token = await mintLaunchToken(world.core, ada.email);
    const nobody = world.asNobody();
    const session = await nobody.auth.redeemLaunchToken.mutate({ token });
    const client = localClient(world.core, { kind: 'token', token: session.token }, 'TUI');
    expect(await client.auth.me.query()).toMatchObject({ email: ada.email });
    expect(await codeOf(nobody.auth.redeemLaunchToken.mutate({ token }))).toBe('NOT_SIGNED_IN');

    const late = await mintLaunchToken(world.core, ada.email);
    world.pass(2 * 60_000);
    expect(await codeOf(nobody.auth.redeemLaunchToken.mutate({ token: late }))).toBe('NOT_SIGNED_IN');
    const stored = JSON.stringify(await world.core.db.read.oneTimeToken.findMany());
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(late);
  });

  test('redeemed twice at the same moment signs in once', async () => {
    await using world = await createWorld();
    const { ada } = await exampleDesk(world);
    const token = await mintLaunchToken(world.core, ada.email);
    const tries = Array.from({ length: 5 }, () =>
      codeOf(world.asNobody().auth.redeemLaunchToken.mutate({ token })),
    );
    expect((await Promise.all(tries)).sort()).toEqual([...Array(4).fill('NOT_SIGNED_IN'), 'ok'].sort());
  });

  test('exists on the sample desk alone', async () => {
    await using world = await createWorld();
    const ada = await world.agent();
    await expect(mintLaunchToken(world.core, ada.email)).rejects.toThrow('sample desk alone');
  });
});

test('a client for one request asks once who is there; the next request asks again', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const token = await world.tokenOf(maria);
  const once = localClient(world.core, { kind: 'token', token }, 'PORTAL', { forOneRequest: true });
  expect(await codeOf(once.portal.me.query())).toBe('ok');
  await world.inTransaction(({ tx, now }) =>
    tx.contact.update({ where: { id: maria.id }, data: { blockedAt: now } }),
  );
  expect(await codeOf(once.portal.me.query())).toBe('ok');
  const next = localClient(world.core, { kind: 'token', token }, 'PORTAL', { forOneRequest: true });
  expect(await codeOf(next.portal.me.query())).toBe('NOT_SIGNED_IN');
});
