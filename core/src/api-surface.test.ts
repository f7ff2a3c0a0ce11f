/** The API over HTTP: the same answers and refusals as inside the process, and nothing else gets in. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureOf, httpClient, type PosternClient } from './client.ts';
import { type HttpDesk, startHttpDesk } from './testing/http-desk.ts';
import {
  type BuiltAgent,
  type BuiltContact,
  callByPath,
  createWorld,
  type ExampleDesk,
  exampleDesk,
  exampleInput,
  exampleTicket,
  procedures,
  type World,
} from './testing/index.ts';

let world: World;
let desk: ExampleDesk;
let served: HttpDesk;
let clients: [name: string, local: PosternClient, remote: PosternClient][];

beforeAll(async () => {
  world = await createWorld();
  desk = await exampleDesk(world);
  served = await startHttpDesk(world);
  const remote = async (person: BuiltAgent | BuiltContact | null) =>
    httpClient({ url: served.url, token: person && (await world.tokenOf(person)), source: 'API' });
  clients = [
    ['an agent', await world.as(desk.ada, 'API'), await remote(desk.ada)],
    ['a contact', await world.as(desk.maria, 'API'), await remote(desk.maria)],
    ['nobody', world.asNobody(), await remote(null)],
  ];
});

afterAll(async () => {
  await served[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

/** The answer or the refusal, without what is new at every call: ids, numbers, tokens and references. */
async function comparable(call: Promise<unknown>): Promise<unknown> {
  const told = await call.then(
    (answer) => ({ answer }),
    (error: unknown) => {
      const { data, message } = error as { data: unknown; message: string };
      return { ...failureOf(error), requestId: failureOf(error).requestId !== '', data, message };
    },
  );
  const text = JSON.stringify(told, (key, value) => (value === undefined ? `undefined ${key}` : value))
    .replace(/"requestId":"[0-9a-f-]{36}"/g, '"requestId":"(reference)"')
    .replace(/\bpvw_[\w-]+/g, '(preview)')
    .replace(/\bpai_[\w-]+/g, '(invitation)')
    .replace(/\b([a-z]{3})_(?=[0-9])[0-9a-z]+/g, '$1_(id)')
    .replace(/"(number|position|revision|matches|seq|ticket)":\d+/g, '"$1":"(number)"')
    .replace(/"(token|hash|digest|nextCursor|mark|link|linkCode)":"[^"]+"/g, '"$1":"(new)"')
    .replace(/#\d{4}\b/g, '#(number)')
    .replace(/\bexample[-.]\d+/g, '(request)')
    // What the example before called the portal.
    .replace(/Acme Support \(request\)/g, 'Acme Support');
  return JSON.parse(text);
}

const twice = Object.entries(procedures)
  .filter(([path, { _def }]) => _def.type !== 'subscription' && !/signOut|launch|counts|agents$/i.test(path))
  .map(([path]) => path);

describe('the same over HTTP as inside the process', () => {
  test.each(twice)('%s', async (path) => {
    for (const [name, local, remote] of clients) {
      const variations = async (): Promise<[string, unknown][]> => {
        const input = await exampleInput(desk, await exampleTicket(desk), path);
        if (input === undefined) return [['without input', undefined]];
        return [
          ['valid', input],
          ['with an unknown field', { ...(input as object), isAdmin: true }],
          [
            'with another kind of field',
            { ...(input as object), ...{ ticket: [], slug: 1, email: null, limit: 0 } },
          ],
          ['with nothing', undefined],
          ...('ticket' in (input as object)
            ? [['missing', { ...(input as object), ticket: 1 }] as [string, unknown]]
            : []),
        ];
      };
      const inside = await variations();
      const outside = await variations();
      for (const [index, [what, input]] of inside.entries()) {
        const expected = await comparable(callByPath(local, path, input));
        const answer = await comparable(callByPath(remote, path, outside[index]?.[1]));
        expect(answer, `${name}, ${what}`).toStrictEqual(expected);
      }
    }
  });

  test('the lists of everything, whole', async () => {
    const [, local, remote] = clients[0] as (typeof clients)[number];
    const queries = ['is:open', 'is:closed OR is:unassigned', 'priority:normal -assignee:me'];
    expect(await remote.tickets.list.query({ query: '' })).toStrictEqual(
      await local.tickets.list.query({ query: '' }),
    );
    expect(await remote.tickets.counts.query({ queries })).toStrictEqual(
      await local.tickets.counts.query({ queries }),
    );
    expect(await remote.auth.agents.query()).toStrictEqual(await local.auth.agents.query());
  });

  test('many calls at once, in as many requests as they need', async () => {
    const [, local, remote] = clients[0] as (typeof clients)[number];
    const expected = await local.auth.me.query();
    const answers = await Promise.all(Array.from({ length: 120 }, () => remote.auth.me.query()));
    for (const answer of answers) expect(answer).toStrictEqual(expected);
  });

  test('queries longer than an address can be', async () => {
    const [, local, remote] = clients[0] as (typeof clients)[number];
    const query = `"${'請求書'.repeat(600)}"`;
    expect(await remote.tickets.list.query({ query })).toStrictEqual(
      await local.tickets.list.query({ query }),
    );
    const queries = Array.from({ length: 20 }, () => `"${'請求書の件'.repeat(300)}"`);
    expect(await remote.tickets.counts.query({ queries })).toStrictEqual(
      await local.tickets.counts.query({ queries }),
    );
  });

  test('a message of more megabytes than the listener takes is too long, not an unreachable desk', async () => {
    const [, local, remote] = clients[1] as (typeof clients)[number];
    const filing = { subject: 'Hello', body: 'x'.repeat(5 * 1024 * 1024), requestId: 'request-0001' };
    for (const client of [local, remote]) {
      const failure = await client.portal.fileTicket.mutate(filing).catch(failureOf);
      expect(failure).toMatchObject({ code: 'MESSAGE_TOO_LONG', exit: 2 });
    }
  });
});

test('a desk that is not there, or an address that is no desk, is unreachable', async () => {
  const nowhere = httpClient({ url: 'http://127.0.0.1:9', token: null, source: 'CLI' });
  const elsewhere = httpClient({ url: `${served.url}/other`, token: null, source: 'CLI' });
  for (const client of [nowhere, elsewhere]) {
    expect(await client.auth.me.query().catch(failureOf)).toMatchObject({ code: 'UNREACHABLE', exit: 8 });
  }
});

const asked = (path: string, init: RequestInit = {}) => fetch(`${served.url}/trpc/${path}`, init);

test('a token counts in the Authorization header alone', async () => {
  const token = await world.tokenOf(desk.ada);
  const status = async (path: string, headers: Record<string, string>) =>
    (await asked(path, { headers })).status;
  expect(await status('auth.me', { authorization: `Bearer ${token}` })).toBe(200);
  expect(await status('auth.me', { cookie: `token=${token}; session=${token}` })).toBe(401);
  expect(await status(`auth.me?token=${token}&authorization=Bearer%20${token}`, {})).toBe(401);
  expect(await status(`auth.me?connectionParams=${encodeURIComponent(JSON.stringify({ token }))}`, {})).toBe(
    401,
  );
  expect(await status('auth.me', { authorization: token })).toBe(401);
  expect(await status('auth.me', { authorization: `Bearer ${token} x` })).toBe(401);
  expect(await status('auth.me', { authorization: 'Bearer slack' })).toBe(401);
});

test.each([
  ['cli', 'CLI'],
  ['tui', 'TUI'],
  ['api', 'API'],
  ['slack', 'API'],
  ['PORTAL', 'API'],
  ['constructor', 'API'],
  ['__proto__', 'API'],
  ['', 'API'],
])('the source "%s" is kept as %s', async (header, source) => {
  const { number } = await exampleTicket(desk);
  const answer = await asked('tickets.note', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await world.tokenOf(desk.ada)}`,
      'content-type': 'application/json',
      'x-postern-source': header,
    },
    body: JSON.stringify({ ticket: number, body: 'Hm.', requestId: `request-${number}` }),
  });
  expect(answer.status).toBe(200);
  expect(await world.core.db.read.note.findFirst({ orderBy: { seq: 'desc' } })).toMatchObject({ source });
});

test('nobody can write another address than their own, and so get more guesses', async () => {
  const email = 'somebody@x.example';
  const guess = async (index: number) =>
    asked('portal.signIn', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': `203.0.113.${index}`,
        'x-real-ip': `203.0.113.${index}`,
        forwarded: `for=203.0.113.${index}`,
      },
      body: JSON.stringify({ slug: 'support', email, password: 'wrong', address: `198.51.100.${index}` }),
    });
  const statuses = [];
  for (let index = 0; index < 12; index += 1) statuses.push((await guess(index)).status);
  expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
});

test('a change cannot be asked for by a link, and odd requests are refused without a failure', async () => {
  const headers = {
    authorization: `Bearer ${await world.tokenOf(desk.ada)}`,
    'content-type': 'application/json',
  };
  const { number } = await exampleTicket(desk);
  const closing = encodeURIComponent(JSON.stringify({ ticket: number }));
  const statusOf = async (answer: Promise<Response>) => (await answer).status;
  expect(await statusOf(asked(`tickets.close?input=${closing}`, { headers }))).toBe(405);
  expect(await statusOf(asked('tickets.nothing', { headers }))).toBe(404);
  expect(await statusOf(asked('', { headers }))).toBe(404);
  expect(await statusOf(asked('tickets.list?input={', { headers }))).toBe(400);
  expect(await statusOf(asked('tickets.note', { method: 'POST', headers, body: '{' }))).toBe(400);
  const deep = '['.repeat(100_000);
  expect(await statusOf(asked('tickets.note', { method: 'POST', headers, body: deep }))).toBe(400);
  expect((await world.core.db.read.ticket.findUniqueOrThrow({ where: { number } })).closedAt).toBeNull();
});

test.each([
  ['JSON that is none', 'auth.signIn', 'application/json', '{bad', 400, 'This request cannot be read.'],
  ['a batch of it', 'auth.signIn?batch=1', 'application/json', '{bad', 400, 'This request cannot be read.'],
  [
    'queries mixed with changes',
    'auth.signIn,auth.me?batch=1',
    'application/json',
    '{}',
    400,
    'This request cannot be read.',
  ],
  [
    'text',
    'auth.signIn',
    'text/plain',
    '{}',
    415,
    'Send JSON, with the header "Content-Type: application/json".',
  ],
  [
    'a form',
    'auth.signIn',
    'multipart/form-data',
    '{}',
    415,
    'Send JSON, with the header "Content-Type: application/json".',
  ],
  [
    'no kind at all',
    'auth.signIn?batch=1',
    '',
    '{}',
    415,
    'Send JSON, with the header "Content-Type: application/json".',
  ],
  [
    'almost JSON',
    'auth.signIn',
    'application/json-seq',
    '{}',
    415,
    'Send JSON, with the header "Content-Type: application/json".',
  ],
])('%s is refused in words, with a reference', async (_what, path, kind, body, status, message) => {
  const answer = await asked(path, { method: 'POST', headers: { 'content-type': kind }, body });
  expect(answer.status).toBe(status);
  const told = [await answer.json()].flat()[0];
  expect(told).toMatchObject({
    error: {
      message,
      data: {
        httpStatus: status,
        postern: {
          code: 'BAD_INPUT',
          requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          hint: null,
          facts: {},
        },
      },
    },
  });
});

test('the media type is JSON in whatever case it is written', async () => {
  const headers = { 'content-type': 'Application/JSON; charset=utf-8' };
  expect((await asked('auth.signIn', { method: 'POST', headers, body: '{}' })).status).toBe(400);
});

test('one request holds at most fifty calls, so that it cannot ask for an hour of work', async () => {
  const signIns = (count: number) =>
    asked(`${Array(count).fill('portal.info').join(',')}?batch=1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(
        Object.fromEntries(Array.from({ length: count }, (_, index) => [index, { slug: 'support' }])),
      ),
    });
  expect((await signIns(50)).status).toBe(200);
  const refused = await signIns(51);
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('BAD_INPUT');
});

test('whatever bytes arrive, the desk answers with a refusal and shows nothing of itself', async () => {
  const authorization = `Bearer ${await world.tokenOf(desk.ada)}`;
  const paths = fc.oneof(
    fc.constantFrom(...Object.keys(procedures).filter((path) => !/live|signOut/.test(path))),
    fc
      .array(fc.constantFrom(...Object.keys(procedures).filter((path) => !/live|signOut/.test(path))), {
        maxLength: 3,
      })
      .map(String),
    fc.string({ maxLength: 20 }).map(encodeURIComponent),
  );
  const kinds = fc.constantFrom(
    'application/json',
    'text/plain',
    'multipart/form-data',
    'application/octet-stream',
    '',
  );
  const bodies = fc.oneof(fc.json(), fc.string({ unit: 'binary', maxLength: 100 }), fc.constant('{"0":{}}'));
  await fc.assert(
    fc.asyncProperty(
      paths,
      kinds,
      bodies,
      fc.boolean(),
      fc.boolean(),
      async (path, kind, body, isPost, isBatch) => {
        const query = new URLSearchParams({
          ...(isBatch && { batch: '1' }),
          ...(!isPost && { input: body.toWellFormed() }),
        });
        const answer = await asked(`${path}?${query}`, {
          headers: { authorization, ...(kind && { 'content-type': kind }) },
          ...(isPost && { method: 'POST', body: body.toWellFormed() }),
        });
        const text = await answer.text();
        expect([200, 207, 400, 401, 403, 404, 405, 409, 413, 415, 429], `${path} ${text}`).toContain(
          answer.status,
        );
        expect(text).not.toMatch(/stack|node_modules|\.ts:\d|Prisma|SQLITE/);
      },
    ),
    { numRuns: process.env.POSTERN_NIGHTLY ? 5_000 : 250 },
  );
});
