/**
 * The access matrix: every procedure of the router, called by everybody who might try. A procedure without a row
 * fails, and so does any answer, granted or refused, that shows a ticket to somebody who may not see it.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureOf, type PosternClient } from './client.ts';
import { localClient } from './local-client.ts';
import { matrix, type Role, roles, seesTheTicket } from './testing/access-matrix.ts';
import {
  type BuiltAgent,
  type BuiltTicket,
  callByPath,
  createWorld,
  type ExampleDesk,
  exampleCanary,
  exampleDesk,
  exampleInput,
  exampleInputs,
  exampleTicket,
  outcomeOf,
  procedures,
  type World,
} from './testing/index.ts';
import { once } from './testing/once.ts';

let world: World;
let desk: ExampleDesk;
let agents: Partial<Record<Role, BuiltAgent>>;
let clientOf: Record<Role, () => Promise<PosternClient>>;

const refusedClients = new Map<Role, Promise<PosternClient>>();

/** Always the same of each role: a refused call cannot sign anybody out. */
function refusedClientOf(role: Role): Promise<PosternClient> {
  const client = refusedClients.get(role) ?? clientOf[role]();
  refusedClients.set(role, client);
  return client;
}

beforeAll(async () => {
  world = await createWorld();
  desk = await exampleDesk(world);
  const { maria, ada } = desk;
  const acme = { id: (await world.core.db.read.organization.findFirstOrThrow()).id };
  await world.inTransaction((work) => work.tx.organization.updateMany({ data: { sight: 'PER_MEMBER' } }));
  const stranger = await world.contact({ organization: await world.organization({ sight: 'EVERYONE' }) });
  const blind = await world.contact({ organization: acme });
  const seeing = await world.contact({ organization: acme, seesOrgTickets: true });
  const blocked = await world.contact({ organization: acme, seesOrgTickets: true });
  const reading = await world.agent({ permissions: ['tickets.read'] });
  const powerless = await world.agent({ permissions: ['portal.settings', 'contacts.write'] });
  const elsewhere = await world.agent();
  const halfway = await world.agent();
  const disabled = await world.agent();
  await world.inTransaction(async ({ tx, now }) => {
    await tx.contact.update({ where: { id: blocked.id }, data: { blockedAt: now } });
    await tx.agent.update({ where: { id: disabled.id }, data: { disabledAt: now } });
    const scope = world.internalInboxId;
    await tx.agentGrant.updateMany({ where: { agentId: elsewhere.id }, data: { scope } });
    await tx.agentGrant.updateMany({
      where: { agentId: halfway.id, permission: 'tickets.write' },
      data: { scope },
    });
  });
  agents = {
    'an agent': ada,
    'an agent who may only read': reading,
    'an agent without permissions': powerless,
    'an agent of another inbox': elsewhere,
    'an agent who writes in another inbox': halfway,
    'a disabled agent': disabled,
  };
  const madeUp = { kind: 'token', token: `pag_${'x'.repeat(43)}` } as const;
  clientOf = {
    nobody: async () => world.asNobody(),
    'a made-up token': async () => localClient(world.core, madeUp, 'API'),
    'the contact': () => world.as(maria),
    'another contact': () => world.as(stranger),
    'a colleague without sight': () => world.as(blind),
    'a colleague with sight': () => world.as(seeing),
    'a blocked contact': () => world.as(blocked),
    'the contact while the portal is off': () => world.as(maria),
    'an agent': () => world.as(ada),
    'an agent who may only read': () => world.as(reading),
    'an agent without permissions': () => world.as(powerless),
    'an agent of another inbox': () => world.as(elsewhere),
    'an agent who writes in another inbox': () => world.as(halfway),
    'a disabled agent': () => world.as(disabled),
    'the Slack bot': async () => world.asSlack(),
  };
});

afterAll(() => world[Symbol.asyncDispose]());

async function during<T>(role: Role, action: () => Promise<T>): Promise<T> {
  const turn = (enabled: boolean) =>
    world.inTransaction((work) => work.tx.portal.updateMany({ data: { enabled } }));
  if (role !== 'the contact while the portal is off') return action();
  await turn(false);
  try {
    return await action();
  } finally {
    await turn(true);
  }
}

test('every procedure of the router has its row, and every row its procedure', async () => {
  expect(Object.keys(matrix).sort()).toEqual(Object.keys(procedures).sort());
  const inputs = await exampleInputs(desk, await exampleTicket(desk));
  expect(Object.keys(inputs).sort()).toEqual(Object.keys(procedures).sort());
});

describe.each(Object.entries(matrix))('%s', (path, expected) => {
  /** A refused call changes nothing, so all of them may ask for the same. */
  const forRefused = once(async () => exampleInput(desk, await exampleTicket(desk), path));

  test.each(roles)('called by %s', async (role) => {
    const isRefused = expected(role) !== 'ok';
    const input = isRefused ? await forRefused() : await exampleInput(desk, await exampleTicket(desk), path);
    const client = isRefused ? await refusedClientOf(role) : await clientOf[role]();
    const outcome = await during(role, () => outcomeOf(callByPath(client, path, input)));
    expect(outcome.code, outcome.text).toBe(expected(role));
    if (!seesTheTicket.includes(role)) expect(outcome.text).not.toContain(exampleCanary);
  });
});

const takesTicket = Object.keys(matrix).filter((path) =>
  roles.some((role) => matrix[path]?.(role) === 'TICKET_NOT_FOUND'),
);

/** What a caller can tell apart: all of the refusal but its own reference, and the number it asked for. */
async function refusal(client: PosternClient, path: string, input: object, ticket: string | number) {
  const error = await callByPath(client, path, { ...input, ticket }).then(
    () => new Error('It was answered.'),
    (thrown: Error) => thrown,
  );
  const { requestId, ...failure } = failureOf(error);
  const { shape } = error as unknown as { shape: { code: number; data: { httpStatus: number } } };
  const told = { ...failure, code: [failure.code, shape.code, shape.data.httpStatus] };
  return JSON.stringify(told).replaceAll(new RegExp(`(?<!\\d)#?${ticket}(?!\\d)`, 'g'), '(the ticket)');
}

describe.each(takesTicket)("%s does not tell somebody else's ticket from none", (path) => {
  const example = once(async () => {
    const ticket: BuiltTicket = await exampleTicket(desk);
    return { ticket, input: (await exampleInput(desk, ticket, path)) as object };
  });

  test.each(roles.filter((role) => matrix[path]?.(role) === 'TICKET_NOT_FOUND'))('to %s', async (role) => {
    const { ticket, input } = await example();
    const client = await refusedClientOf(role);
    const missing = await refusal(client, path, input, 999_999);
    expect(missing).toContain('TICKET_NOT_FOUND');
    expect(await refusal(client, path, input, ticket.number)).toBe(missing);
    expect(await refusal(client, path, input, ticket.id)).toBe(missing);
    expect(await refusal(client, path, input, 'tkt_0000000000')).toBe(missing);
  });
});

describe('people act through the Slack bot with their own permissions', () => {
  test.each<[role: Role, expected: string]>([
    ['an agent', 'ok'],
    ['an agent who may only read', 'NOT_ALLOWED'],
    ['an agent without permissions', 'NOT_ALLOWED'],
    ['an agent of another inbox', 'TICKET_NOT_FOUND'],
    ['an agent who writes in another inbox', 'NOT_ALLOWED'],
    ['a disabled agent', 'NOT_ALLOWED'],
    ['nobody', 'NOT_ALLOWED'],
  ])('%s', async (role, expected) => {
    const person = { teamId: 'T0001', userId: `U-${roles.indexOf(role)}` };
    const agentId = agents[role]?.id;
    if (agentId) {
      await world.inTransaction((work) => work.tx.slackPerson.create({ data: { ...person, agentId } }));
    }
    const ticket = await exampleTicket(desk);
    const bot = world.asSlack().slack;
    for (const call of [
      bot.openReply.mutate({ ...person, ticketId: ticket.id }),
      bot.claim.mutate({ ...person, ticket: ticket.number }),
      bot.close.mutate({ ...person, ticket: ticket.number }),
      bot.reopen.mutate({ ...person, ticket: ticket.number }),
    ]) {
      expect((await outcomeOf(call)).code).toBe(expected);
    }
  });
});
