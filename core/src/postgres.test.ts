/** The whole core on a real PostgreSQL: the same journey, the same answers, and many writers at once. */
import { createDatabase, type Postgres, startPostgres } from '@postern/prisma/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failureOf } from './client.ts';
import { verifyAudit } from './live/verify-audit.ts';
import { checkBlastRadius } from './portal-file/testing/check-blast-radius.ts';
import { writeCursor } from './query/cursor.ts';
import { contactQueryDesk, goldenContactQueries } from './query/testing/golden-contact-queries.ts';
import {
  goldenQueries,
  goldenSearches,
  hostileQueries,
  queryDesk,
  searchDesk,
} from './query/testing/golden-queries.ts';
import {
  callByPath,
  createWorld,
  exampleDesk,
  exampleInput,
  exampleInputs,
  exampleTicket,
  procedures,
  type World,
  type WorldWish,
} from './testing/index.ts';
import { sendOddInput } from './testing/odd-input.ts';
import { checkVisibility } from './visibility/testing/check-visibility.ts';
import { checkWhoSees } from './visibility/testing/check-who-sees.ts';
import { workerSurface } from './worker/worker.ts';

const slack = { botToken: 'xoxb-1', appToken: 'xapp-1', signingSecret: null, apiUrl: null, channel: 'C1' };

let server: Postgres;
let counter = 0;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server?.stop());

async function postgresWorld(wish: WorldWish = {}): Promise<World> {
  counter += 1;
  return createWorld({ ...wish, postgres: await createDatabase(server, `world ${counter}`) });
}

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: unknown) => failureOf(error).code,
  );

test('a ticket is filed, found, answered, noted, closed and reopened, and everybody hears of it', async () => {
  await using world = await postgresWorld({ config: { slack } });
  const maria = await world.contact({ name: 'Maria López' });
  const customer = await world.as(maria);
  const agent = await world.as(await world.agent({ name: 'Ada Okafor' }));
  const heard: string[] = [];
  const listening = await new Promise<{ unsubscribe(): void }>((resolve) => {
    const subscription = agent.live.changes.subscribe(undefined, {
      onData: ({ data }) => {
        heard.push(data.action);
        if (data.action === 'ready') queueMicrotask(() => resolve(subscription));
      },
    });
  });

  const filing = {
    subject: 'Cannot sign in',
    body: 'Die Seite bleibt leer: 請求書',
    requestId: 'request-0001',
  };
  const { number } = await customer.portal.fileTicket.mutate(filing);
  expect(number).toBe(1001);
  world.pass(60_000);
  await agent.tickets.note.mutate({ ticket: number, body: 'CANARY note', requestId: 'request-0002' });
  const seen = await agent.tickets.view.query({ ticket: number });
  expect(seen).toMatchObject({
    stage: 'New',
    createdAt: '2026-11-03T09:30:00.000Z',
    lastPublicAt: '2026-11-03T09:30:00.000Z',
  });
  world.pass(60_000);
  const reply = {
    ticket: number,
    body: 'Please try again.',
    audienceHash: seen.audience.hash,
    requestId: 'request-0003',
  };
  await agent.tickets.reply.mutate(reply);

  for (const search of ['seite', 'LEER', '請', 'try aga', '1001']) {
    expect((await customer.portal.tickets.query({ search })).items, search).toHaveLength(1);
  }
  expect((await customer.portal.tickets.query({ search: 'canary' })).items).toEqual([]);
  expect((await agent.tickets.list.query({ query: 'canary is:open assignee:none' })).items).toHaveLength(1);
  const page = await customer.portal.ticket.query({ ticket: number });
  expect(page).toMatchObject({ statusLabel: 'Waiting for you', lastActivityAt: '2026-11-03T09:32:00.000Z' });
  expect(page.messages.map(({ text }) => text)).toEqual([filing.body, reply.body]);

  await agent.tickets.claim.mutate({ ticket: number });
  await agent.tickets.close.mutate({ ticket: number });
  const again = { ticket: number, body: 'Still broken', requestId: 'request-0004' };
  expect(await customer.portal.reply.mutate(again)).toEqual({ outcome: 'reopened', number });
  expect((await customer.portal.tickets.query({})).counts).toEqual({ waitingForYou: 0, open: 1, closed: 0 });
  await expect
    .poll(() => heard)
    .toEqual([
      'ready',
      'ticket.filed',
      'message.added',
      'note.added',
      'message.added',
      'ticket.assigned',
      'ticket.closed',
      'message.added',
      'ticket.reopened',
    ]);
  listening.unsubscribe();
  expect(await verifyAudit(world.core.db.read)).toMatchObject({ isWhole: true });
});

test('what waits to be sent leaves once, in order, with two workers on one database', async () => {
  await using world = await postgresWorld({ config: { slack } });
  const maria = await world.contact();
  const ada = await world.agent();
  for (let index = 0; index < 10; index += 1) {
    await world.ticket({
      from: maria,
      turns: [
        { from: ada, notes: `Note ${index}` },
        { from: ada, says: 'Hello' },
      ],
    });
  }
  const waiting = (await world.outbox()).filter(({ kind }) => kind === 'SLACK');
  expect(waiting.length).toBeGreaterThan(30);
  const sent: string[] = [];
  const delivery = {
    send: async ({ payload }: { payload: unknown }) => {
      sent.push(JSON.stringify(payload));
      return { state: 'done' as const };
    },
    reconcile: async () => ({ state: 'retry' as const, reason: 'not there' }),
  };
  const workers = [
    workerSurface(world.core, { SLACK: delivery }),
    workerSurface(world.core, { SLACK: delivery }),
  ];
  await Promise.all(workers.map((worker) => worker.start?.()));
  const states = async () =>
    new Set((await world.outbox()).filter(({ kind }) => kind === 'SLACK').map(({ state }) => state));
  await expect.poll(states, { timeout: 20_000 }).toEqual(new Set(['DONE']));
  await Promise.all(workers.map((worker) => worker.stop?.()));
  expect(sent).toHaveLength(waiting.length);
  expect(new Set(sent).size).toBe(waiting.length);
});

test('thirty people who file, answer and claim at one moment each get their own, and nobody waits for ever', async () => {
  await using world = await postgresWorld({ config: { slack } });
  const people = await Promise.all(Array.from({ length: 30 }, () => world.contact()));
  const customers = await Promise.all(people.map((person) => world.as(person)));
  const agents = await Promise.all(Array.from({ length: 4 }, async () => world.as(await world.agent())));
  const filed = await Promise.all(
    customers.map((customer, index) =>
      customer.portal.fileTicket.mutate({
        subject: `Ticket ${index}`,
        body: 'Hello',
        requestId: 'request-0001',
      }),
    ),
  );
  const numbers = filed.map(({ number }) => number).sort();
  expect(numbers).toEqual(Array.from({ length: 30 }, (_, index) => 1001 + index));

  const first = filed[0]?.number as number;
  const [customer, , ada] = [customers[0], null, agents[0]] as const;
  const same = { ticket: first, body: 'Me again', requestId: 'request-0002' };
  const answers = await Promise.all([
    ...Array.from({ length: 10 }, () => customer?.portal.reply.mutate(same)),
    ...Array.from({ length: 10 }, () => ada?.tickets.note.mutate({ ...same, requestId: 'request-0003' })),
  ]);
  expect(new Set(answers.slice(10).map((note) => JSON.stringify(note))).size).toBe(1);
  const texts = await world.core.db.read.message.count({ where: { bodyText: 'Me again' } });
  expect([texts, await world.core.db.read.note.count()]).toEqual([1, 1]);

  const claims = await Promise.all(
    agents.map((agent) => codeOf(agent.tickets.claim.mutate({ ticket: first }))),
  );
  expect(claims.sort()).toEqual(['ALREADY_CLAIMED', 'ALREADY_CLAIMED', 'ALREADY_CLAIMED', 'ok']);
  expect(await verifyAudit(world.core.db.read)).toMatchObject({ isWhole: true });
});

test('each query finds what it finds on SQLite', async () => {
  await using world = await postgresWorld();
  const agent = await world.as(await queryDesk(world));
  for (const [query, found] of goldenQueries) {
    const { items } = await agent.tickets.list.query({ query });
    expect(items.map(({ number }) => number).sort(), query).toEqual(found);
  }
  const pages: number[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof agent.tickets.list.query>> = await agent.tickets.list.query({
      query: 'sort:-created',
      limit: 1,
      ...(cursor && { cursor }),
    });
    pages.push(...page.items.map(({ number }) => number));
    cursor = page.nextCursor;
  }
  expect(pages).toEqual([4, 3, 2, 1]);
  for (const [query] of [
    ...hostileQueries,
    ['created:9999-12-31'],
    ['created:>9999-12-31'],
    ['created:0001-01-01'],
  ]) {
    const code = await codeOf(agent.tickets.list.query({ query }));
    expect(['ok', 'BAD_QUERY', 'BAD_INPUT'], query).toContain(code);
  }
});

test('each query over contacts finds whom it finds on SQLite, also as the filter of a list', async () => {
  await using world = await postgresWorld();
  await contactQueryDesk(world);
  const agent = await world.as(await world.agent());
  await agent.lists.create.mutate({ name: 'By filter', filter: 'is:registered' });
  for (const [query, found] of goldenContactQueries) {
    const { items } = await agent.contacts.list.query({ query, order: 'created' });
    expect(items.map(({ email }) => email).sort(), query).toEqual(found);
    // A list keeps no filter that finds everybody, nor one that names an organization there is not.
    if (query === '' || query.includes('organization:Nobody')) continue;
    const list = await agent.lists.edit.mutate({ list: 'By filter', filter: query });
    expect(list.members, query).toBe(found.length);
  }
  for (const [query] of hostileQueries)
    expect(['ok', 'BAD_QUERY', 'BAD_INPUT'], query).toContain(
      await codeOf(agent.contacts.list.query({ query })),
    );
  const { email } = await world.contact();
  await agent.lists.create.mutate({ name: 'By hand' });
  await agent.lists.add.mutate({ list: 'By hand', emails: [email, 'who@x.example'] });
  expect(await agent.contacts.view.query({ contact: email })).toMatchObject({
    lists: [{ name: 'By hand', by: 'hand' }],
  });
});

test('each search finds what it finds on SQLite', async () => {
  await using world = await postgresWorld();
  const { maria, ada } = await searchDesk(world);
  const customer = await world.as(maria);
  const agent = await world.as(ada);
  for (const [search, subject] of goldenSearches) {
    const mine = await customer.portal.tickets.query({ search });
    expect(
      mine.items.map((item) => item.subject),
      search,
    ).toEqual([subject]);
    const { items } = await agent.tickets.list.query({ query: `"${search.replaceAll('"', '')}"` });
    expect(
      items.map((item) => item.subject),
      search,
    ).toEqual([subject]);
  }
  expect((await customer.portal.tickets.query({ search: 'zebracanary' })).items).toEqual([]);
});

test('what PostgreSQL cannot hold, a NUL or a place far outside of time, is refused or finds nothing', async () => {
  await using world = await postgresWorld({ isSampleDesk: true });
  const desk = await exampleDesk(world);
  const { number, id } = await exampleTicket(desk);
  const [customer, agent, nobody] = [await world.as(desk.maria), await world.as(desk.ada), world.asNobody()];
  const bot = world.asSlack().slack;
  const nul = 'a\0b';
  const person = { teamId: nul, userId: nul };
  const filing = { subject: nul, body: nul, requestId: 'request-0001' };
  const calls: Record<string, Promise<unknown>> = {
    signIn: nobody.auth.signIn.mutate({ email: nul, password: nul }),
    portalSignIn: nobody.portal.signIn.mutate({ slug: 'support', email: nul, password: nul }),
    portalSlug: nobody.portal.signIn.mutate({ slug: nul, email: nul, password: nul }),
    info: nobody.portal.info.query({ slug: nul }),
    launch: nobody.auth.redeemLaunchToken.mutate({ token: nul }),
    search: customer.portal.tickets.query({ search: nul }),
    file: customer.portal.fileTicket.mutate(filing),
    list: agent.tickets.list.query({
      query: `from:"${nul}" organization:"${nul}" assignee:"${nul}" "${nul}"`,
    }),
    why: agent.tickets.why.query({ ticket: number, contact: nul }),
    create: agent.tickets.create.mutate({ ...filing, from: nul, inbox: nul }),
    createFrom: agent.tickets.create.mutate({ ...filing, from: nul }),
    assign: agent.tickets.assign.mutate({ ticket: number, to: nul }),
    isLinked: bot.isLinked.query(person),
    link: bot.linkPerson.mutate({
      ...person,
      profile: { email: nul, isBot: false, isGuestOrForeign: false, isDeleted: false },
    }),
    card: bot.card.query({ ticketId: nul }),
    entry: bot.threadEntry.query({ op: 'note', noteId: nul }),
    note: bot.threadNote.mutate({
      ...person,
      channelId: nul,
      threadTs: nul,
      ts: nul,
      authorName: nul,
      text: nul,
    }),
    openReply: bot.openReply.mutate({ ...desk.slackPerson, ticketId: nul }),
    sendReply: bot.sendReply.mutate({ ...desk.slackPerson, nonce: nul, body: nul }),
    claim: bot.claim.mutate({ ...person, ticket: id }),
  };
  for (const place of [8.64e15, -8.64e15, 0.5, -1, 2 ** 31]) {
    calls[`list after ${place}`] = agent.tickets.list.query({
      cursor: writeCursor(['updated', place, place]),
    });
    calls[`numbers after ${place}`] = agent.tickets.list.query({
      query: 'sort:number',
      cursor: writeCursor(['number', place, place]),
    });
    calls[`mine after ${place}`] = customer.portal.tickets.query({ cursor: writeCursor([place, place]) });
  }
  const codes = await Promise.all(
    Object.entries(calls).map(async ([name, call]) => [name, await codeOf(call)]),
  );
  expect(codes.filter(([, code]) => code === 'INTERNAL')).toEqual([]);
});

test('every procedure answers its example', async () => {
  await using world = await postgresWorld({ isSampleDesk: true });
  const desk = await exampleDesk(world);
  const clients = { agent: desk.ada, customer: desk.maria };
  const outcomes: [path: string, code: string][] = [];
  for (const path of Object.keys(procedures)) {
    const input = await exampleInput(desk, await exampleTicket(desk), path);
    const person = path.startsWith('portal.') ? clients.customer : clients.agent;
    const client = path.startsWith('slack.') ? world.asSlack() : await world.as(person);
    outcomes.push([path, await codeOf(callByPath(client, path, input))]);
  }
  // This desk has no tokens of Slack that could be asked about.
  expect(outcomes.filter(([, code]) => code !== 'ok')).toEqual([['slackSettings.checkTokens', 'BAD_INPUT']]);
  // One call of each after the other, and the machine may have other work.
}, 120_000);

test('no input to any procedure makes the desk fail', async () => {
  await using world = await postgresWorld({ isSampleDesk: true });
  const desk = await exampleDesk(world);
  const inputs = await exampleInputs(desk, await exampleTicket(desk));
  const [customer, agent] = [await world.as(desk.maria), await world.as(desk.ada)];
  const clientFor = (path: string) => {
    if (path.startsWith('slack.')) return world.asSlack();
    return path.startsWith('portal.') ? customer : agent;
  };
  await sendOddInput(inputs, { world, runs: process.env.POSTERN_NIGHTLY ? 5_000 : 500, clientFor });
});

test(
  'a customer reads what the rule allows, and not a word besides',
  () => checkVisibility(postgresWorld, { runs: process.env.POSTERN_NIGHTLY ? 20 : 1, actsARun: 40 }),
  600_000,
);

test(
  'N1: who sees a ticket and why agree',
  () => checkWhoSees(postgresWorld, { runs: 1, actsARun: 60 }),
  600_000,
);

test(
  'N2: the blast radius is what everybody sees before and after',
  () => checkBlastRadius(postgresWorld, { runs: 1 }),
  600_000,
);
