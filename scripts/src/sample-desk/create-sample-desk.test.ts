/** The sample desk as it was promised: its people, its tickets, and who sees which of them. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Core,
  createCore,
  isSampleDesk,
  loadConfig,
  localClient,
  type PosternClient,
  permissions,
  unknownVariables,
} from '@postern/core';
import { migrate, migrationsFolder, migrationsIn, openDb } from '@postern/prisma';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSampleDesk } from './create-sample-desk.ts';
import { mariasTicket } from './marias-ticket.ts';
import { samplePassword } from './people.ts';

const now = new Date('2026-11-23T09:30:00.000Z');
const directory = mkdtempSync(join(tmpdir(), 'postern-sample-'));
const empty = join(directory, 'empty.db');
const cleanUp: (() => unknown)[] = [() => rmSync(directory, { recursive: true, force: true })];

let core: Core;

async function freshDesk(name: string, wish: { slack?: boolean } = {}): Promise<Core> {
  const file = join(directory, `${name}.db`);
  copyFileSync(empty, file);
  const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_CHANNEL: 'support' };
  const config = loadConfig({
    POSTERN_DATA: directory,
    POSTERN_LOG: 'silent',
    DATABASE_URL: `file:${file}`,
    ...(wish.slack && slack),
  });
  const db = await openDb(config.databaseUrl);
  cleanUp.unshift(() => db.close());
  return createCore({ config, db, clock: { now: () => now } });
}

beforeAll(async () => {
  await migrate(`file:${empty}`, migrationsIn(migrationsFolder, 'sqlite'));
  // With Slack configured, so that a card queued for the past would be seen.
  core = await freshDesk('desk', { slack: true });
  await createSampleDesk(core);
});

afterAll(async () => {
  for (const step of cleanUp) await step();
});

const nobody = () => localClient(core, { kind: 'nobody' }, 'API');

async function asAgent(email: string): Promise<PosternClient> {
  const { token } = await nobody().auth.signIn.mutate({ email, password: samplePassword });
  return localClient(core, { kind: 'token', token }, 'TUI');
}

async function asCustomer(email: string): Promise<PosternClient> {
  const { token } = await nobody().portal.signIn.mutate({
    slug: 'support',
    email,
    password: samplePassword,
  });
  return localClient(core, { kind: 'token', token }, 'PORTAL');
}

async function allOf(client: PosternClient): Promise<number[]> {
  const numbers: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.portal.tickets.query({ limit: 100, ...(cursor && { cursor }) });
    numbers.push(...page.items.map((item) => item.number));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return numbers.sort((a, b) => a - b);
}

async function numbersWhere(where: object): Promise<number[]> {
  const rows = await core.db.read.ticket.findMany({
    where,
    select: { number: true },
    orderBy: { number: 'asc' },
  });
  return rows.map((row) => row.number);
}

const isSupport = { inbox: { name: 'Support' } };

test('an empty database becomes the sample desk', async () => {
  expect(await isSampleDesk(core.db.read)).toBe(true);
});

test('Ada may do everything, and Bo everything but change the portal’s settings', async () => {
  const granted = async (email: string) => {
    const { permissions: grants } = await (await asAgent(email)).auth.me.query();
    return grants.map(({ permission, scopes }) => `${permission} ${scopes}`).sort();
  };
  const everywhere = permissions.map((permission) => `${permission} *`).sort();
  expect(await granted('ada@postern.example')).toEqual(everywhere);
  expect(await granted('bo@postern.example')).toEqual(
    everywhere.filter((each) => each !== 'portal.settings *'),
  );
});

test('the form asks for the product, and some tickets say which one it is', async () => {
  const agent = await asAgent('ada@postern.example');
  const { fields, eligible } = await agent.forms.view.query({ form: 'Support' });
  expect(fields.map(({ field }) => field)).toEqual(['subject', 'product', 'message', 'files']);
  expect(eligible).toBe(true);
  const { items } = await agent.properties.list.query();
  expect(items).toMatchObject([
    { key: 'product', type: 'select', options: ['Starter', 'Team', 'Enterprise'], audience: 'portal' },
    { key: 'seats', type: 'number', audience: 'internal' },
  ]);
  for (const { tickets } of items) expect(tickets).toBeGreaterThan(10);
  const { properties } = await agent.tickets.view.query({ ticket: 1042 });
  expect(properties).toEqual([{ key: 'product', label: 'Product', value: 'Team' }]);
  const found = await agent.tickets.list.query({ query: 'property.product:enterprise property.seats:>=100' });
  expect(found.items.length).toBeGreaterThan(0);
});

test('there are enough organizations and contacts, all older than their first ticket', async () => {
  expect(await core.db.read.organization.count()).toBeGreaterThanOrEqual(3);
  const contacts = await core.db.read.contact.findMany();
  expect(contacts.length).toBeGreaterThanOrEqual(40);
  const { _min } = await core.db.read.ticket.aggregate({ _min: { createdAt: true } });
  for (const contact of contacts)
    expect(contact.createdAt.getTime()).toBeLessThan(_min.createdAt?.getTime() ?? 0);
});

test('at least 150 tickets lie over sixty days, their dates in the order of their numbers', async () => {
  const tickets = await core.db.read.ticket.findMany({ orderBy: { number: 'asc' } });
  expect(tickets.length).toBeGreaterThanOrEqual(150);
  const filed = tickets.map((ticket) => ticket.createdAt.getTime());
  expect(filed).toEqual([...filed].sort((a, b) => a - b));
  expect(new Set(filed).size).toBe(filed.length);
  const daysAgo = (at: number | undefined) => (now.getTime() - (at ?? 0)) / (24 * 60 * 60_000);
  expect(daysAgo(filed[0])).toBeCloseTo(60, 3);
  expect(daysAgo(filed.at(-1))).toBeLessThan(0.1);
  const numbers = tickets.map((ticket) => ticket.number);
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
});

test('no customer finds a subject twice, and most tickets but not all are closed', async () => {
  const tickets = await core.db.read.ticket.findMany({ where: isSupport });
  expect(new Set(tickets.map((ticket) => ticket.subject)).size).toBe(tickets.length);
  const closed = tickets.filter((ticket) => ticket.closedAt).length / tickets.length;
  expect(closed).toBeGreaterThan(0.55);
  expect(closed).toBeLessThan(0.75);
  expect(new Set(tickets.map((ticket) => ticket.priority))).toEqual(
    new Set(['NORMAL', 'LOW', 'HIGH', 'URGENT']),
  );
});

test('nothing is dated in the future, and everything is written in the order in which it happened', async () => {
  const queries = core.db.read;
  for (const rows of [
    await queries.message.findMany({ orderBy: { seq: 'asc' } }),
    await queries.note.findMany({ orderBy: { seq: 'asc' } }),
    (await queries.auditEvent.findMany({ where: { ticketId: { not: null } }, orderBy: { seq: 'asc' } })).map(
      ({ at }) => ({ createdAt: at }),
    ),
  ]) {
    const times = rows.map(({ createdAt }) => createdAt.getTime());
    expect(times.length).toBeGreaterThan(30);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeLessThan(now.getTime());
  }
  const touched = await queries.ticket.aggregate({ _max: { lastActivityAt: true, closedAt: true } });
  expect(touched._max.lastActivityAt?.getTime()).toBeLessThan(now.getTime());
  expect(touched._max.closedAt?.getTime()).toBeLessThan(now.getTime());
});

test('ticket 1042 is Maria’s: open, asked twice, answered once, with one note that she does not read', async () => {
  const seen = await (await asAgent('ada@postern.example')).tickets.view.query({ ticket: 1042 });
  expect(seen).toMatchObject({
    subject: 'Cannot sign in to the portal',
    status: 'open',
    requester: { name: 'Maria López', email: 'maria@acme.example' },
    organization: 'Acme',
  });
  const said = seen.timeline.filter((entry) => entry.kind !== 'event');
  expect(said.map((entry) => `${entry.kind} ${entry.direction ?? ''}`.trim())).toEqual([
    'message in',
    'note',
    'message out',
    'message in',
  ]);

  const mine = await (await asCustomer('maria@acme.example')).portal.ticket.query({ ticket: 1042 });
  expect(mine.status).toBe('open');
  expect(mine.messages.map((message) => message.author.kind)).toEqual(['you', 'agent', 'you']);
  expect(JSON.stringify(mine)).not.toContain(mariasTicket.note.slice(0, 30));
});

test('every contact signs in and sees in the portal exactly what is theirs, and nothing of Internal', async () => {
  const contacts = await core.db.read.contact.findMany({ include: { organization: true } });
  const internal = new Set(await numbersWhere({ inbox: { name: 'Internal' } }));
  expect(internal.size).toBeGreaterThanOrEqual(12);
  for (const contact of contacts) {
    const sight = contact.organization?.sight;
    const seesAll = sight === 'EVERYONE' || (sight === 'PER_MEMBER' && contact.seesOrgTickets);
    const theirs = seesAll ? { organizationId: contact.organizationId } : { requesterId: contact.id };
    const seen = await allOf(await asCustomer(contact.email));
    expect(seen, contact.email).toEqual(await numbersWhere({ ...isSupport, ...theirs }));
    expect(seen.filter((number) => internal.has(number))).toEqual([]);
  }
});

test('Internal hides tickets that would otherwise be shown: of Acme’s people, and of Chen himself', async () => {
  const agent = await asAgent('bo@postern.example');
  for (const email of ['maria@acme.example', 'chen@globex.example']) {
    const contact = await core.db.read.contact.findUniqueOrThrow({ where: { email } });
    const theirs =
      email === 'maria@acme.example'
        ? { organizationId: contact.organizationId }
        : { requesterId: contact.id };
    const [hidden] = await numbersWhere({ inbox: { name: 'Internal' }, ...theirs });
    const why = await agent.tickets.why.query({ ticket: hidden ?? 0, contact: email });
    expect(why.gates.filter((gate) => !gate.pass).map((gate) => gate.name)).toEqual(['filter']);
  }
});

test('Maria reads what her colleagues wrote, and Chen has tickets of his own and no others of Globex', async () => {
  const maria = await asCustomer('maria@acme.example');
  const page = await maria.portal.tickets.query({ limit: 100 });
  expect(new Set(page.items.map((item) => item.requester.name)).size).toBeGreaterThan(3);
  const chen = await asCustomer('chen@globex.example');
  const his = await chen.portal.tickets.query({ limit: 100 });
  expect(his.items.length).toBeGreaterThanOrEqual(2);
  expect(new Set(his.items.map((item) => item.requester.name))).toEqual(new Set(['Chen Wei']));
});

test('three articles are published, portal and knowledge base lead to each other, and typing a subject finds them', async () => {
  const visitor = nobody();
  const { items } = await visitor.portal.articles.query({ slug: 'support' });
  expect(items.map(({ slug }) => slug)).toEqual([
    'signing-in-and-passwords',
    'reading-your-invoice',
    'exporting-your-data',
  ]);
  const info = await visitor.portal.info.query({ slug: 'support' });
  expect(info).toMatchObject({ kb: { isLinked: true, url: null, showsPortal: true } });
  const suggested = await visitor.portal.suggestArticles.query({
    slug: 'support',
    text: 'I forgot my password',
  });
  expect(suggested.items[0]?.slug).toBe('signing-in-and-passwords');
});

test('nothing of the past waits to be sent, even with Slack connected', async () => {
  expect(await core.db.read.outboxItem.count()).toBe(0);
  expect(await core.db.read.message.count({ where: { direction: 'OUT' } })).toBeGreaterThan(100);
});

test('the next ticket gets the number after the newest', async () => {
  const other = await freshDesk('next');
  await createSampleDesk(other);
  const { token } = await localClient(other, { kind: 'nobody' }, 'API').portal.signIn.mutate({
    slug: 'support',
    email: 'chen@globex.example',
    password: samplePassword,
  });
  const chen = localClient(other, { kind: 'token', token }, 'PORTAL');
  const { number } = await chen.portal.fileTicket.mutate({
    subject: 'One more',
    body: 'A new one.',
    requestId: 'request-0001',
  });
  const { _max } = await core.db.read.ticket.aggregate({ _max: { number: true } });
  expect(number).toBe((_max.number ?? 0) + 1);
});

test('the team has snippets, and tags on open and closed tickets; ticket 1042 has one', async () => {
  const snippets = await core.db.read.snippet.findMany({ orderBy: { name: 'asc' } });
  expect(snippets.map(({ name }) => name)).toEqual(['hello', 'more-details', 'regards']);
  for (const { body } of snippets) expect(unknownVariables(body)).toEqual([]);
  const tagged = await core.db.read.ticketTag.findMany({ include: { tag: true, ticket: true } });
  expect(new Set(tagged.map(({ tag }) => tag.name)).size).toBeGreaterThanOrEqual(4);
  expect(tagged.filter(({ ticket }) => ticket.number === 1042).map(({ tag }) => tag.name)).toEqual(['login']);
});

test('two databases filled at the same moment hold the same tickets', async () => {
  const twin = await freshDesk('twin');
  await createSampleDesk(twin);
  expect(await contentOf(twin)).toEqual(await contentOf(core));
});

async function contentOf({ db }: Core) {
  const tickets = await db.read.ticket.findMany({
    orderBy: { number: 'asc' },
    include: {
      stage: true,
      inbox: true,
      requester: true,
      assignee: true,
      notes: { orderBy: { seq: 'asc' } },
      conversations: { include: { messages: { orderBy: { seq: 'asc' } } } },
    },
  });
  return tickets.map((ticket) => ({
    number: ticket.number,
    subject: ticket.subject,
    inbox: ticket.inbox.name,
    stage: ticket.stage.name,
    priority: ticket.priority,
    requester: ticket.requester?.email,
    assignee: ticket.assignee?.email,
    times: [ticket.createdAt, ticket.lastPublicAt, ticket.lastActivityAt, ticket.closedAt],
    notes: ticket.notes.map(({ body, createdAt }) => [body, createdAt]),
    messages: ticket.conversations.flatMap(({ messages }) =>
      messages.map(({ direction, bodyText, createdAt }) => [direction, bodyText, createdAt]),
    ),
  }));
}
