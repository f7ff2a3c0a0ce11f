/** List and ticket as JSON and as plain text. */
import { expect, test } from 'vitest';
import { createPortalWorld } from './portal-world.ts';

async function scene() {
  const world = await createPortalWorld();
  const maria = await world.contact({ name: 'Maria López' });
  const ada = await world.agent({ name: 'Ada Okafor' });
  const ticket = await world.ticket({ from: maria, subject: 'Empty page', says: 'After the redirect.' });
  world.pass(60_000);
  await world.turn(ticket, { from: ada, says: 'Which browser?\nSince when?' });
  await world.turn(ticket, { from: ada, assignsTo: ada });
  return { world, visitor: await world.visitorAs(maria), ticket };
}

const listed = {
  number: 1001,
  subject: 'Empty page',
  status: 'open',
  statusLabel: 'Waiting for you',
  createdAt: '2026-11-03T09:30:00.000Z',
  lastActivityAt: '2026-11-03T09:31:00.000Z',
  requester: { name: 'Maria López' },
};

test('the list is JSON with the promised fields and no other', async () => {
  const { world, visitor } = await scene();
  await using _ = world;
  const response = await visitor.get('/support', { accept: 'application/json' });
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.json()).toEqual({ items: [listed], nextCursor: null });
});

test('a ticket is JSON with its messages', async () => {
  const { world, visitor } = await scene();
  await using _ = world;
  const response = await visitor.get('/support/tickets/1001', { accept: 'application/json' });
  expect(await response.json()).toEqual({
    ...listed,
    properties: [],
    messages: [
      {
        id: expect.stringMatching(/^msg_/),
        at: '2026-11-03T09:30:00.000Z',
        author: { kind: 'you', name: 'Maria López' },
        channel: 'portal',
        text: 'After the redirect.',
        attachments: [],
      },
      {
        id: expect.stringMatching(/^msg_/),
        at: '2026-11-03T09:31:00.000Z',
        author: { kind: 'agent', name: 'Ada' },
        channel: 'portal',
        text: 'Which browser?\nSince when?',
        attachments: [],
      },
    ],
  });
});

test('pages of JSON follow one another by their cursor', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  for (let index = 0; index < 30; index += 1) await world.ticket({ from: maria });
  const visitor = await world.visitorAs(maria);
  const json = async (path: string) =>
    (await (await visitor.get(path, { accept: 'application/json' })).json()) as {
      items: { number: number }[];
      nextCursor: string | null;
    };
  const first = await json('/support?status=open');
  const second = await json(`/support?status=open&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items].map((item) => item.number)).toEqual(
    Array.from({ length: 30 }, (_, index) => 1030 - index),
  );
  expect(second.nextCursor).toBeNull();
});

test('JSON and text come in the order and from the scope that was asked for', async () => {
  await using world = await createPortalWorld();
  const acme = await world.organization({ sight: 'EVERYONE' });
  const maria = await world.contact({ organization: acme });
  const jonas = await world.contact({ organization: acme });
  await world.ticket({ from: maria, number: 1002 });
  await world.ticket({ from: maria, number: 1001 });
  await world.ticket({ from: jonas, number: 1003 });
  const visitor = await world.visitorAs(maria);
  const numbers = async (query: string) => {
    const json = await (await visitor.get(`/support?${query}`, { accept: 'application/json' })).json();
    return (json as { items: { number: number }[] }).items.map((item) => item.number);
  };
  expect(await numbers('sort=number')).toEqual([1001, 1002, 1003]);
  expect(await numbers('sort=-number&scope=mine')).toEqual([1002, 1001]);
  const text = await (await visitor.get('/support?sort=number&scope=mine', { accept: 'text/plain' })).text();
  expect(text.match(/^#\d+/gm)).toEqual(['#1001', '#1002']);
});

test('refusals are JSON too', async () => {
  const { world, visitor } = await scene();
  await using _ = world;
  const ask = async (who: typeof visitor, path: string) => {
    const response = await who.get(path, { accept: 'application/json' });
    return [response.status, await response.json()];
  };
  expect(await ask(world.visitor(), '/support')).toEqual([
    401,
    { error: { code: 'NOT_SIGNED_IN', message: 'Please sign in.' } },
  ]);
  expect(await ask(visitor, '/support/tickets/4711')).toEqual([
    404,
    { error: { code: 'TICKET_NOT_FOUND', message: 'There is no such ticket here.' } },
  ]);
  expect((await ask(visitor, '/support?cursor=nonsense'))[0]).toBe(400);
  expect((await ask(visitor, `/support?search=${'x'.repeat(300)}`))[0]).toBe(400);
});

test.each([
  ['foo=bar', 'There is no parameter “foo”. Parameters are search, status, scope, sort, cursor.'],
  ['%1b[31m=1', 'There is no parameter “␛[31m”. Parameters are search, status, scope, sort, cursor.'],
  ['status=wat', 'There is no status “wat”. It is one of all, open, waiting, closed.'],
  ['scope=ours', 'There is no scope “ours”. It is one of all, mine.'],
  [
    'sort=subject',
    'There is no sort “subject”. It is one of -activity, activity, -created, created, -number, number.',
  ],
  ['status=', 'There is no status “”. It is one of all, open, waiting, closed.'],
  [
    'cursor=nonsense',
    'The parameter “cursor” cannot be read. Take it from the page before, or leave it out to start anew.',
  ],
  ['status=open&status=closed', 'The parameter “status” came more than once. Send it once.'],
])(
  'a list asked for with ?%s is refused by name to programs, and shown to people',
  async (query, message) => {
    const { world, visitor } = await scene();
    await using _ = world;
    const json = await visitor.get(`/support?${query}`, { accept: 'application/json' });
    expect([json.status, await json.json()]).toEqual([400, { error: { code: 'BAD_INPUT', message } }]);
    const text = await visitor.get(`/support?${query}`, { accept: 'text/plain' });
    expect([text.status, await text.text()]).toEqual([400, `${message}\n`]);
    expect((await visitor.get(`/support?${query}`)).status).not.toBe(400);
  },
);

test('what the list is asked for is checked only for somebody who may see it', async () => {
  const { world } = await scene();
  await using _ = world;
  const response = await world.visitor().get('/support?foo=bar', { accept: 'application/json' });
  expect([response.status, await response.json()]).toEqual([
    401,
    { error: { code: 'NOT_SIGNED_IN', message: 'Please sign in.' } },
  ]);
});

test('an address that is no ticket is called so, to programs too', async () => {
  const { world, visitor } = await scene();
  await using _ = world;
  for (const path of ['/support/tickets/abc', '/support/tickets/0', '/support/nothing']) {
    const json = await visitor.get(path, { accept: 'application/json' });
    expect([json.status, await json.json()]).toEqual([
      404,
      { error: { code: 'PAGE_NOT_FOUND', message: 'There is no page at this address' } },
    ]);
  }
});

test('in a terminal, list and ticket read as plain text', async () => {
  const { world, visitor } = await scene();
  await using _ = world;
  const list = await visitor.get('/support', { accept: 'text/plain' });
  expect(list.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(await list.text()).toBe(
    [
      '#1001 Empty page',
      '  Status: Open · Waiting for you',
      '  Created: 2026-11-03 09:30 UTC by Maria López',
      '  Last activity: 2026-11-03 09:31 UTC',
      '',
    ].join('\n'),
  );
  expect(await (await visitor.get('/support/tickets/1001', { accept: 'text/plain' })).text()).toBe(
    [
      '#1001 Empty page',
      'Status: Open · Waiting for you',
      'Created: 2026-11-03 09:30 UTC by Maria López',
      'Last activity: 2026-11-03 09:31 UTC',
      '',
      'You, 2026-11-03 09:30 UTC',
      '  After the redirect.',
      '',
      'Ada, 2026-11-03 09:31 UTC',
      '  Which browser?',
      '  Since when?',
      '',
    ].join('\n'),
  );
});

test('plain text holds no byte that a terminal would act on', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact({ name: 'M\u001b]0;title\u0007' });
  await world.ticket({ from: maria, subject: '\u001b[2Jgone', says: 'a\u001b[31mred\u009b0m\u0008' });
  const visitor = await world.visitorAs(maria);
  for (const path of ['/support', '/support/tickets/1001'])
    expect(await (await visitor.get(path, { accept: 'text/plain' })).text()).not.toMatch(/(?!\n)\p{Cc}/u);
});

test('a browser, and whoever does not care, gets the page', async () => {
  const { world, visitor } = await scene();
  await using _ = world;
  for (const accept of [
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8',
    '*/*',
    'image/png',
  ]) {
    const response = await visitor.get('/support', { accept });
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
  }
});
