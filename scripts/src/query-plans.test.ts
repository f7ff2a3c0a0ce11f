/** What people do all day asks the database nothing that would read a large table whole, however SQLite plans it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createCore,
  loadConfig,
  localClient,
  mailDelivery,
  type PosternClient,
  type Surface,
  workerSurface,
} from '@postern/core';
import { migrate, migrationsFolder, migrationsIn, openDb, sqliteFile } from '@postern/prisma';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samplePassword } from './sample-desk/people.ts';
import { placeSample, settleSample } from './sample-desk/sample-template.ts';
import { largeDeskStatistics } from './testing/large-desk-statistics.ts';

/** Without attachments: a list that asks for them begins with them where it has seen that they are few. */
const largeTables = [
  'Ticket',
  'Message',
  'Note',
  'Conversation',
  'Contact',
  'TicketContact',
  'TicketTag',
  'TicketRead',
  'AuditEvent',
];

const directory = mkdtempSync(join(tmpdir(), 'postern-plans-'));
const config = loadConfig({ POSTERN_DATA: directory, POSTERN_LOG: 'silent' });
const asked = new Set<string>();
const undo: (() => unknown)[] = [];

let agent: PosternClient;
let customer: PosternClient;
let db: Awaited<ReturnType<typeof openDb>>;
let worker: Surface;

/** Notes every statement that is run from now on. */
function listen(): void {
  const probe = new Database(':memory:');
  const statements = Object.getPrototypeOf(probe.prepare('SELECT 1'));
  probe.close();
  for (const method of ['all', 'run'] as const) {
    const plain = statements[method];
    statements[method] = function (this: Database.Statement, ...values: unknown[]) {
      asked.add(this.source);
      return plain.apply(this, values);
    };
    undo.push(() => {
      statements[method] = plain;
    });
  }
}

beforeAll(async () => {
  expect(await placeSample(config)).toBe(true);
  await migrate(config.databaseUrl, migrationsIn(migrationsFolder, 'sqlite'));
  db = await openDb(config.databaseUrl);
  const core = createCore({ config, db, isSampleDesk: true });
  await settleSample(core);
  worker = workerSurface(core, { EMAIL: mailDelivery(core) });
  const nobody = localClient(core, { kind: 'nobody' }, 'API');
  const ada = await nobody.auth.signIn.mutate({ email: 'ada@postern.example', password: samplePassword });
  agent = localClient(core, { kind: 'token', token: ada.token }, 'TUI');
  const maria = await nobody.portal.signIn.mutate({
    slug: 'support',
    email: 'maria@acme.example',
    password: samplePassword,
  });
  customer = localClient(core, { kind: 'token', token: maria.token }, 'PORTAL');
  listen();
}, 60_000);
afterAll(async () => {
  for (const step of undo) step();
  await db.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Stops at the first row, or counts what nearly every ticket is, up to a limit. */
const shortWalks = [
  /^\s*SELECT "hash" FROM "AuditEvent" ORDER BY "seq" DESC LIMIT 1$/,
  /SELECT 1 FROM "Ticket" t WHERE .*CASE WHEN t\."closedAt" IS NULL THEN 0 ELSE 1 END = 1.* LIMIT \?\) AS found/,
];

/** Reads a large table from one end to the other, and not just along an index until a page is full. */
function wholeReads(statement: string, plan: string[]): string[] {
  const names = new Map(
    [
      ...statement.matchAll(
        /(?:FROM|JOIN|UPDATE)\s+(?:`main`\.)?["`](\w+)["`](?:\s+(?:AS\s+)?["`]?(\w+)["`]?)?/g,
      ),
    ].flatMap(([, table = '', alias]) => [
      [table, table] as const,
      ...(alias ? [[alias, table] as const] : []),
    ]),
  );
  if (shortWalks.some((each) => each.test(statement))) return [];
  const isPage = /\bLIMIT\b/.test(statement) && !plan.includes('USE TEMP B-TREE FOR ORDER BY');
  return plan.filter((step) => {
    const [, name = '', index] =
      /^SCAN (?:main\.)?(\w+)(?: USING (?:COVERING )?INDEX (\w+))?/.exec(step) ?? [];
    return largeTables.includes(names.get(name) ?? name) && !(index && isPage);
  });
}

/** The statements of before that would read a large table whole, with their plans. */
function offenders(statistics: typeof largeDeskStatistics): string[] {
  const file = join(directory, `plans-${statistics.length}.db`);
  const plans = new Database(file);
  try {
    const source = new Database(sqliteFile(config.databaseUrl), { readonly: true });
    const schema = source
      .prepare(
        `SELECT "sql" FROM sqlite_schema WHERE "sql" IS NOT NULL AND "name" NOT LIKE '%Search_%' ESCAPE '\\' AND "name" NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
      )
      .pluck()
      .all() as string[];
    source.close();
    for (const sql of schema) plans.exec(sql);
    if (statistics.length > 0) {
      plans.exec('ANALYZE');
      const plant = plans.prepare('INSERT INTO sqlite_stat1 VALUES (?, ?, ?)');
      for (const row of statistics) plant.run(...row);
    }
  } finally {
    plans.close();
  }
  // Statistics are read when a database is opened.
  const planner = new Database(file);
  planner.function('holds_words', { varargs: true, directOnly: true }, () => 1);
  try {
    return [...asked].flatMap((statement) => {
      if (!/^\s*(SELECT|UPDATE|DELETE|WITH)\b/i.test(statement)) return [];
      const steps = planner
        .prepare(`EXPLAIN QUERY PLAN ${statement}`)
        .all(...Array.from({ length: statement.split('?').length - 1 }, () => null))
        .map((row) => (row as { detail: string }).detail);
      const bad = wholeReads(statement, steps);
      return bad.length > 0 ? [`${bad.join('; ')} in ${statement}`] : [];
    });
  } finally {
    planner.close();
  }
}

const requestId = () => `plans-${asked.size}`;

async function aDay(): Promise<void> {
  // Mails leave, sleepers wake, the bin is emptied: what the desk does by itself.
  await worker.start?.();
  const ticket = 1042;
  for (const search of [undefined, 'sign', '"new office"'])
    await customer.portal.tickets.query({ limit: 20, ...(search && { search }) });
  for (const status of ['open', 'closed'] as const)
    await customer.portal.tickets.query({ limit: 20, status });
  await customer.portal.ticket.query({ ticket });
  const queries = [
    'is:open assignee:me -is:snoozed',
    'is:open assignee:none',
    'is:open stage:"waiting on us"',
    'is:open',
    'is:closed',
    'is:open mentions:me',
    'tag:billing',
    'invoice',
    'is:open note:legal',
    'from:maria@acme.example',
    'organization:acme',
    'created:today',
    'closed:today',
    'is:snoozed',
    'has:attachment',
    'property.product:team sort:created',
    'is:draft',
    'follower:me',
    'number:1042',
    'older:30d is:open',
  ];
  for (const query of queries) await agent.tickets.list.query({ query, limit: 50 });
  await agent.tickets.counts.query({ queries });
  const { audience, version } = await agent.tickets.view.query({ ticket });
  expect(version).toBeGreaterThan(0);
  await agent.tickets.why.query({ ticket, contact: 'maria@acme.example' });
  await agent.contacts.view.query({ contact: 'maria@acme.example' });
  await agent.audit.list.query({ ticket, limit: 50 });
  await agent.tickets.note.mutate({ ticket, body: 'Looked at.', requestId: requestId() });
  await agent.tickets.reply.mutate({
    ticket,
    body: 'Done.',
    audienceHash: audience.hash,
    requestId: requestId(),
  });
  await agent.tickets.tag.mutate({ ticket, add: ['billing'] });
  await agent.tickets.assign.mutate({ ticket, to: 'bo@postern.example' });
  await agent.tickets.snooze.mutate({ ticket, until: null });
  await agent.tickets.close.mutate({ ticket });
  await agent.tickets.reopen.mutate({ ticket });
  const mails = () => db.read.outboxItem.count({ where: { state: 'DONE' } });
  await expect.poll(mails, { timeout: 20_000 }).toBeGreaterThan(0);
  await worker.stop?.();
}

test.each([
  ['nothing', []],
  ['what it is with a million tickets', largeDeskStatistics],
] as const)(
  'where SQLite knows %s',
  async (_what, statistics) => {
    if (asked.size === 0) await aDay();
    expect(asked.size).toBeGreaterThan(60);
    expect(offenders([...statistics] as typeof largeDeskStatistics)).toEqual([]);
  },
  60_000,
);
