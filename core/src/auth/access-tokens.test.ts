/** Access tokens: named, told once, one's own alone, ended by revoking or by thirty days without use. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { displayText } from '../display-text.ts';
import { verifyAudit } from '../live/verify-audit.ts';
import { localClient } from '../local-client.ts';
import { type BuiltAgent, createWorld, type World } from '../testing/index.ts';
import { accessTokenName } from './create-access-token.ts';

const dayMs = 86_400_000;

const failed = async (call: Promise<unknown>) =>
  call.then(
    (answer) => {
      throw new Error(`Not refused: ${JSON.stringify(answer)}`);
    },
    (error: unknown) => failureOf(error),
  );

const withToken = (world: World, token: string) => localClient(world.core, { kind: 'token', token }, 'API');

async function deskWithAda() {
  const world = await createWorld();
  const ada = await world.agent({ name: 'Ada Okafor' });
  return { world, ada, client: await world.as(ada) };
}

const signedInAs = async (world: World, token: string) =>
  (await withToken(world, token).auth.me.query()).email;

test('a token signs its agent in, and is stored as a hash alone', async () => {
  const { world, ada, client } = await deskWithAda();
  await using _world = world;
  const created = await client.auth.createToken.mutate({ name: '  Build server ' });
  expect(created).toEqual({
    id: expect.stringMatching(/^ses_[0-9a-z]{29}$/),
    name: 'Build server',
    token: expect.stringMatching(/^pag_[\w-]{43}$/),
    expiresAt: '2026-12-03T09:30:00.000Z',
  });
  expect(await signedInAs(world, created.token)).toBe(ada.email);

  const folder = world.core.config.dataDirectory;
  const stored = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
  expect(stored.includes(created.id)).toBe(true);
  expect(stored.includes(created.token.slice(4))).toBe(false);
});

test('the list has named tokens alone, says which one asks, and holds no secret', async () => {
  const { world, client } = await deskWithAda();
  await using _world = world;
  expect(await client.auth.tokens.query()).toEqual([]);
  const laptop = await client.auth.createToken.mutate({ name: 'Laptop' });
  world.pass(dayMs);
  const server = await client.auth.createToken.mutate({ name: 'Build server' });
  const listed = await withToken(world, server.token).auth.tokens.query();
  expect(listed).toEqual([
    {
      id: laptop.id,
      name: 'Laptop',
      createdAt: '2026-11-03T09:30:00.000Z',
      expiresAt: laptop.expiresAt,
      isThisOne: false,
    },
    {
      id: server.id,
      name: 'Build server',
      createdAt: '2026-11-04T09:30:00.000Z',
      expiresAt: server.expiresAt,
      isThisOne: true,
    },
  ]);
  expect((await client.auth.tokens.query()).map((token) => token.isThisOne)).toEqual([false, false]);
});

test.each(['id', 'name'] as const)(
  'revoked by its %s, a token works no more, and the others do',
  async (by) => {
    const { world, ada, client } = await deskWithAda();
    await using _world = world;
    const lost = await client.auth.createToken.mutate({ name: 'Lost laptop' });
    const kept = await client.auth.createToken.mutate({ name: 'Laptop' });
    expect(await client.auth.revokeToken.mutate({ token: lost[by] })).toEqual({
      id: lost.id,
      name: 'Lost laptop',
    });
    expect(await failed(signedInAs(world, lost.token))).toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect(await signedInAs(world, kept.token)).toBe(ada.email);
    expect((await client.auth.tokens.query()).map((token) => token.name)).toEqual(['Laptop']);
    expect(await failed(client.auth.revokeToken.mutate({ token: lost[by] }))).toMatchObject({
      code: 'TOKEN_NOT_FOUND',
      exit: 5,
    });
  },
);

test('a token can revoke itself', async () => {
  const { world, client } = await deskWithAda();
  await using _world = world;
  const { token } = await client.auth.createToken.mutate({ name: 'Laptop' });
  await withToken(world, token).auth.revokeToken.mutate({ token: 'Laptop' });
  expect(await failed(signedInAs(world, token))).toMatchObject({ code: 'NOT_SIGNED_IN' });
});

test("somebody else's token, an ordinary sign-in and nothing at all are refused alike", async () => {
  const { world, client } = await deskWithAda();
  await using _world = world;
  const other = await world.as(await world.agent({ name: 'Bo' }));
  const theirs = await other.auth.createToken.mutate({ name: 'Shared name' });
  const { id: signIn } = await world.core.db.read.agentSession.findFirstOrThrow({ where: { name: null } });
  const refusals = [];
  for (const asked of [theirs.id, theirs.name, signIn, 'Nothing at all']) {
    const { message, requestId: _, ...rest } = await failed(client.auth.revokeToken.mutate({ token: asked }));
    refusals.push({ ...rest, message: message.replace(asked, 'X') });
  }
  expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
  expect(refusals[0]).toMatchObject({ code: 'TOKEN_NOT_FOUND', message: 'You have no token "X".' });
  expect(await other.auth.tokens.query()).toHaveLength(1);
});

test("a name is one token's of an agent until it is revoked or has ended; other agents may use it too", async () => {
  const { world, client } = await deskWithAda();
  await using _world = world;
  const create = () => client.auth.createToken.mutate({ name: 'Laptop' });
  await create();
  expect(await failed(create())).toMatchObject({
    code: 'NAME_TAKEN',
    message: 'You have a token named "Laptop" already.',
    hint: 'Choose another name, or end that one: postern auth token revoke Laptop',
  });
  const bo: BuiltAgent = await world.agent({ name: 'Bo' });
  await (await world.as(bo)).auth.createToken.mutate({ name: 'Laptop' });
  await client.auth.revokeToken.mutate({ token: 'Laptop' });
  const second = await create();
  // Ada herself stays signed in by using her session halfway.
  world.pass(20 * dayMs);
  await client.auth.me.query();
  world.pass(11 * dayMs);
  expect(await client.auth.tokens.query()).toEqual([]);
  expect(await failed(client.auth.revokeToken.mutate({ token: second.id }))).toMatchObject({
    code: 'TOKEN_NOT_FOUND',
  });
  await create();
  expect(await client.auth.tokens.query()).toHaveLength(1);
});

test('made twice at the same moment, a name is taken once', async () => {
  const { world, client } = await deskWithAda();
  await using _world = world;
  const tries = Array.from({ length: 5 }, () =>
    client.auth.createToken.mutate({ name: 'Laptop' }).then(
      () => 'ok',
      (error: unknown) => failureOf(error).code,
    ),
  );
  expect((await Promise.all(tries)).sort()).toEqual([...Array(4).fill('NAME_TAKEN'), 'ok']);
});

test('a token that is not used for thirty days ends; one that is used goes on', async () => {
  const { world, ada, client } = await deskWithAda();
  await using _world = world;
  const used = await client.auth.createToken.mutate({ name: 'Used' });
  const idle = await client.auth.createToken.mutate({ name: 'Idle' });
  world.pass(29 * dayMs);
  expect(await signedInAs(world, used.token)).toBe(ada.email);
  world.pass(dayMs);
  expect(await failed(signedInAs(world, idle.token))).toMatchObject({ code: 'NOT_SIGNED_IN' });
  expect(await signedInAs(world, used.token)).toBe(ada.email);
  const [left] = await withToken(world, used.token).auth.tokens.query();
  expect(left?.name).toBe('Used');
  // Renewed by lucia, which reads the machine's clock: the desk's moment is met to within the milliseconds between.
  expect(Math.abs(Date.parse(left?.expiresAt ?? '') - Date.parse('2027-01-01T09:30:00.000Z'))).toBeLessThan(
    1_000,
  );
});

test('a name is 1 to 80 characters that a screen shows and does not obey', async () => {
  const { world, client } = await deskWithAda();
  await using _world = world;
  for (const name of ['', '   ', 'x'.repeat(81), 'a\nb', 'a\0b', '\u001b[2J', 'admin\u202e', 'a\u200bb']) {
    expect(await failed(client.auth.createToken.mutate({ name })), name).toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(/^"name" must (have 1 to 80|be one line of visible) characters\.$/),
    });
  }
  expect(await client.auth.tokens.query()).toEqual([]);
  expect((await client.auth.createToken.mutate({ name: 'x'.repeat(80) })).name).toHaveLength(80);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 90 }), (typed) => {
      const read = accessTokenName.safeParse(typed);
      if (read.success) expect(displayText(read.data)).toBe(read.data);
    }),
  );
});

test('making and revoking are in the audit trail, with the name and without the secret', async () => {
  const { world, ada, client } = await deskWithAda();
  await using _world = world;
  const { id, token } = await client.auth.createToken.mutate({ name: 'Laptop' });
  await client.auth.revokeToken.mutate({ token: id });
  const events = await world.core.db.read.auditEvent.findMany({ orderBy: { seq: 'desc' }, take: 2 });
  const by = { actor: `agent:${ada.id}`, target: `agent:${ada.id}`, change: { session: id, name: 'Laptop' } };
  expect(events).toMatchObject([
    { action: 'session.revoked', ...by },
    { action: 'session.created', ...by },
  ]);
  expect(JSON.stringify(events)).not.toContain(token.slice(4));
  expect(await verifyAudit(world.core.db.read)).toMatchObject({ isWhole: true });
});

test('a live stream that runs on a token ends when the token is revoked', async () => {
  const { world, client } = await deskWithAda();
  await using _world = world;
  const { id, token } = await client.auth.createToken.mutate({ name: 'Screen on the wall' });
  const actions: string[] = [];
  const ended = new Promise<unknown>((resolve) => {
    withToken(world, token).live.changes.subscribe(
      {},
      { onData: (event) => actions.push(JSON.stringify(event)), onError: resolve },
    );
  });
  await expect.poll(() => actions.length).toBe(1);
  await client.auth.revokeToken.mutate({ token: id });
  expect(failureOf(await ended)).toMatchObject({ code: 'NOT_SIGNED_IN' });
  expect(actions).toHaveLength(1);
});
