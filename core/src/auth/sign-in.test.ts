/** Signing in: one answer and one amount of work for everybody who is refused, and a limit on guessing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verify } from '@node-rs/argon2';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Failure, failureOf } from '../client.ts';
import { createWorld, type World } from '../testing/index.ts';
import { hashPassword } from './passwords.ts';

// Counted, not replaced: the real work is done.
vi.mock('@node-rs/argon2', async (original) => {
  const argon2 = await original<typeof import('@node-rs/argon2')>();
  return { ...argon2, verify: vi.fn(argon2.verify) };
});

const minute = 60_000;
const password = 'correct horse';
const passwordHash = await hashPassword(password);

beforeEach(() => {
  vi.mocked(verify).mockReset();
});

async function deskWithPeople() {
  const world = await createWorld();
  const maria = await world.contact({ email: 'maria@acme.example', passwordHash });
  const ada = await world.agent({ email: 'ada@postern.example', passwordHash });
  return { world, maria, ada };
}

type From = { email: string; password?: string; address?: string };

const asContact = (world: World, from: From) =>
  world.asNobody().portal.signIn.mutate({ slug: 'support', password, ...from });
const asAgent = (world: World, { email, password: typed = password }: From) =>
  world.asNobody().auth.signIn.mutate({ email, password: typed });

/** `ok`, or the refusal without its own reference. */
async function answerOf(call: Promise<unknown>): Promise<'ok' | Omit<Failure, 'requestId'>> {
  return call.then(
    () => 'ok',
    (error: unknown) => {
      const { requestId, ...failure } = failureOf(error);
      expect(requestId).not.toBe('');
      return failure;
    },
  );
}

const codeOf = async (call: Promise<unknown>) => {
  const answer = await answerOf(call);
  return answer === 'ok' ? answer : answer.code;
};

describe.each([
  ['an agent', asAgent, 'ada@postern.example'],
  ['a contact', asContact, 'maria@acme.example'],
] as const)('%s', (_who, signIn, email) => {
  test('signs in whatever the case of the address, and gets another session each time', async () => {
    const { world } = await deskWithPeople();
    await using _world = world;
    const first = await signIn(world, { email });
    const second = await signIn(world, { email: `  ${email.toUpperCase()} ` });
    expect(first.token).toMatch(/^p(ag|co)_[\w-]{43}$/);
    expect(second.token).not.toBe(first.token);
  });

  test('is told the same, after the same work, whatever was wrong', async () => {
    const { world, maria, ada } = await deskWithPeople();
    await using _world = world;
    await world.contact({ email: 'without@acme.example' });
    await world.agent({ email: 'without@postern.example' });
    const wrong = { email, password: 'wrong' };
    const answers = [await answerOf(signIn(world, wrong))];
    for (const address of [
      'nobody@x.example',
      'without@acme.example',
      'without@postern.example',
      '',
      'a\0b',
    ]) {
      answers.push(await answerOf(signIn(world, { email: address })));
    }
    // The other kind of person's address is nobody's here.
    const foreign = email === 'ada@postern.example' ? 'maria@acme.example' : 'ada@postern.example';
    answers.push(await answerOf(signIn(world, { email: foreign })));
    await world.inTransaction(async ({ tx, now }) => {
      await tx.agent.update({ where: { id: ada.id }, data: { disabledAt: now } });
      await tx.contact.update({ where: { id: maria.id }, data: { blockedAt: now } });
    });
    answers.push(await answerOf(signIn(world, { email })));

    expect(answers[0]).toMatchObject({ code: 'WRONG_CREDENTIALS', exit: 4 });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(verify).toHaveBeenCalledTimes(answers.length);
    // Each compared with a hash of the same cost.
    for (const [stored] of vi.mocked(verify).mock.calls) {
      expect(String(stored)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    }
  });

  test('cannot pass with a longer password that begins like the right one', async () => {
    const long = 'x'.repeat(512);
    const world = await createWorld();
    await using _world = world;
    const hash = await hashPassword(long);
    await world.contact({ email: 'maria@acme.example', passwordHash: hash });
    await world.agent({ email: 'ada@postern.example', passwordHash: hash });
    expect(await codeOf(signIn(world, { email, password: long }))).toBe('ok');
    expect(await codeOf(signIn(world, { email, password: `${long}x` }))).toBe('WRONG_CREDENTIALS');
  });

  test('is refused after ten wrong passwords, known or not, until the quarter of an hour is over', async () => {
    const { world } = await deskWithPeople();
    await using _world = world;
    for (const address of [email, 'nobody@x.example']) {
      for (let tries = 0; tries < 10; tries += 1) {
        expect(await codeOf(signIn(world, { email: address, password: 'wrong' }))).toBe('WRONG_CREDENTIALS');
        world.pass(1_000);
      }
      expect(await answerOf(signIn(world, { email: address }))).toMatchObject({
        code: 'TOO_MANY_TRIES',
        message: 'Too many sign-in attempts. Try again in 15 minutes.',
      });
    }
    world.pass(14 * minute);
    expect(await codeOf(signIn(world, { email }))).toBe('TOO_MANY_TRIES');
    world.pass(minute);
    expect(await codeOf(signIn(world, { email }))).toBe('ok');
  });

  test('who guesses many times at once gets no more guesses', async () => {
    const { world } = await deskWithPeople();
    await using _world = world;
    const calls = Array.from({ length: 40 }, (_, index) =>
      signIn(world, { email, password: `guess ${index}` }),
    );
    const codes = await Promise.all(calls.map(codeOf));
    expect(codes.filter((code) => code === 'WRONG_CREDENTIALS')).toHaveLength(10);
    expect(codes.filter((code) => code === 'TOO_MANY_TRIES')).toHaveLength(30);
    expect(verify).toHaveBeenCalledTimes(10);
  });

  test('begins anew after a right password', async () => {
    const { world } = await deskWithPeople();
    await using _world = world;
    for (let round = 0; round < 3; round += 1) {
      for (let tries = 0; tries < 9; tries += 1) {
        expect(await codeOf(signIn(world, { email, password: 'wrong' }))).toBe('WRONG_CREDENTIALS');
      }
      expect(await codeOf(signIn(world, { email }))).toBe('ok');
    }
  });
});

describe('a stranger who guesses', () => {
  const email = 'maria@acme.example';

  test('does not lock the account: from another address the right password still works', async () => {
    const { world } = await deskWithPeople();
    await using _world = world;
    for (let tries = 0; tries < 11; tries += 1) {
      await codeOf(asContact(world, { email, password: 'wrong', address: '203.0.113.7' }));
    }
    expect(await codeOf(asContact(world, { email, address: '203.0.113.7' }))).toBe('TOO_MANY_TRIES');
    expect(await codeOf(asContact(world, { email, address: '198.51.100.9' }))).toBe('ok');
    expect(await codeOf(asContact(world, { email, address: '203.0.113.7' }))).toBe('TOO_MANY_TRIES');
  });

  test('who tries one address after the other is stopped at a hundred in an hour', async () => {
    const { world } = await deskWithPeople();
    await using _world = world;
    const address = '203.0.113.7';
    vi.mocked(verify).mockImplementation(async () => false);
    for (let tries = 0; tries < 100; tries += 1) {
      const guess = asContact(world, { email: `somebody${tries}@x.example`, password: 'wrong', address });
      expect(await codeOf(guess)).toBe('WRONG_CREDENTIALS');
      world.pass(1_000);
    }
    vi.mocked(verify).mockReset();
    expect(await codeOf(asContact(world, { email, address }))).toBe('TOO_MANY_TRIES');
    expect(await codeOf(asContact(world, { email, address: '203.0.113.8' }))).toBe('ok');
    world.pass(60 * minute);
    expect(await codeOf(asContact(world, { email, address }))).toBe('ok');
  });

  test('gains nothing from the many addresses of one IPv6 network, nor from writing one in two ways', async () => {
    const { world } = await deskWithPeople();
    await using _world = world;
    const addresses = ['2001:db8::1', '2001:db8:0:0:ffff::2', '2001:0db8:0000:0000:1:2:3:4', '2001:DB8::'];
    for (let tries = 0; tries < 10; tries += 1) {
      const address = addresses[tries % addresses.length] as string;
      expect(await codeOf(asContact(world, { email, password: 'wrong', address }))).toBe('WRONG_CREDENTIALS');
    }
    expect(await codeOf(asContact(world, { email, address: '2001:db8::99' }))).toBe('TOO_MANY_TRIES');
    expect(await codeOf(asContact(world, { email, address: '2001:db8:0:1::1' }))).toBe('ok');
    for (let tries = 0; tries < 10; tries += 1) {
      const address = tries % 2 ? '203.0.113.7' : '::ffff:203.0.113.7';
      expect(await codeOf(asContact(world, { email, password: 'wrong', address }))).toBe('WRONG_CREDENTIALS');
    }
    expect(await codeOf(asContact(world, { email, address: '::ffff:203.0.113.7' }))).toBe('TOO_MANY_TRIES');
  });

  test('with many addresses is slowed down for one account in the end', async () => {
    const { world } = await deskWithPeople();
    await using _world = world;
    const guess = (tries: number) =>
      codeOf(asContact(world, { email, password: 'wrong', address: `203.0.${Math.floor(tries / 5)}.7` }));
    vi.mocked(verify).mockImplementation(async () => false);
    for (let tries = 0; tries < 300; tries += 1) expect(await guess(tries)).toBe('WRONG_CREDENTIALS');
    expect(await guess(300)).toBe('TOO_MANY_TRIES');
    vi.mocked(verify).mockReset();
    expect(await codeOf(asContact(world, { email: 'chen@x.example', address: '203.0.200.7' }))).not.toBe(
      'TOO_MANY_TRIES',
    );
  });

  test('cannot stop everybody who comes through a proxy on the same machine', async () => {
    const { world } = await deskWithPeople();
    await using _world = world;
    vi.mocked(verify).mockImplementation(async () => false);
    for (let tries = 0; tries < 120; tries += 1) {
      const from = { email: `somebody${tries}@x.example`, address: '127.0.0.1' };
      expect(await codeOf(asContact(world, from))).toBe('WRONG_CREDENTIALS');
    }
    vi.mocked(verify).mockImplementation(async () => true);
    expect(await codeOf(asContact(world, { email, address: '127.0.0.1' }))).toBe('ok');
  });
});

test('a portal that is switched off lets nobody in and does no work, and lets in again when it is on', async () => {
  const { world } = await deskWithPeople();
  await using _world = world;
  const turn = (enabled: boolean) =>
    world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { enabled } }));
  await turn(false);
  expect(await codeOf(asContact(world, { email: 'maria@acme.example' }))).toBe('PORTAL_OFF');
  expect(verify).not.toHaveBeenCalled();
  await turn(true);
  expect(await codeOf(asContact(world, { email: 'maria@acme.example' }))).toBe('ok');
});

test('no token, password or nonce is stored as it is, anywhere in the database', async () => {
  const { world, ada } = await deskWithPeople();
  await using _world = world;
  const person = { teamId: 'T1', userId: 'U1' };
  await world.inTransaction(({ tx }) => tx.slackPerson.create({ data: { ...person, agentId: ada.id } }));
  const ticket = await world.ticket({ from: await world.contact() });
  const secrets = [
    password,
    (await asAgent(world, { email: 'ada@postern.example' })).token.slice(4),
    (await asContact(world, { email: 'maria@acme.example' })).token.slice(4),
    (await world.asSlack().slack.openReply.mutate({ ...person, ticketId: ticket.id })).nonce,
  ];
  const folder = world.core.config.dataDirectory;
  const stored = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
  expect(stored.includes('ada@postern.example')).toBe(true);
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(10);
    expect(stored.includes(secret)).toBe(false);
    expect(stored.includes(Buffer.from(secret, 'base64url'))).toBe(false);
  }
});

test('a sign-in is written to the audit trail, without its secrets', async () => {
  const { world, ada } = await deskWithPeople();
  await using _world = world;
  const { token } = await asAgent(world, { email: 'ada@postern.example' });
  const event = await world.core.db.read.auditEvent.findFirstOrThrow({ orderBy: { seq: 'desc' } });
  expect(event).toMatchObject({
    action: 'session.started',
    actor: `agent:${ada.id}`,
    target: `agent:${ada.id}`,
  });
  expect(JSON.stringify(event)).not.toContain(token.slice(4));
});
