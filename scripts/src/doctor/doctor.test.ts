/** The doctor finds a desk well that is well, and names what is broken and what to do about it. */
import { chmodSync, closeSync, openSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createWorld, type World } from '@postern/core/testing';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { defaultManifestFile, readManifest } from '../slack-emulator/manifest.ts';
import { examine } from './doctor.ts';
import { reportSchema } from './report-schema.ts';

/** A desk with one ticket, on which nobody listens. */
async function desk() {
  const world = await createWorld();
  await world.ticket({ from: await world.contact() });
  const data = world.core.config.dataDirectory;
  const file = join(data, 'postern.db');
  for (const name of [file, `${file}-wal`, `${file}-shm`]) chmodSync(name, 0o600);
  const look = async (more: Record<string, string> = {}) => {
    const { isWell, checks } = await examine(
      { POSTERN_DATA: data, PORT: '9', ...more },
      world.core.clock.now(),
    );
    const promised = Object.keys(reportSchema.properties.checks.items.properties).sort();
    for (const check of checks) expect(Object.keys(check).sort()).toEqual(promised);
    return { isWell, checks, of: (name: string) => checks.find((check) => check.name === name) };
  };
  return { world, data, file, look, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
}

test('a desk at rest is well, though it has no mail server; one more check fails for each thing that is broken', async () => {
  await using at = await desk();
  const { isWell, checks, of } = await at.look();
  expect(isWell).toBe(true);
  expect(of('mail')).toMatchObject({ state: 'warn', todo: expect.stringContaining('SMTP_URL') });
  expect(checks.map(({ name }) => name)).toEqual([
    ...['settings', 'data directory', 'disk space', 'desk', 'database', 'migrations', 'search index'],
    ...['outbox', 'audit trail', 'clock', 'sample desk', 'Slack', 'mail'],
  ]);
  const bad = await at.look({ PORT: 'many', POSTERN_LOG: 'shout' });
  expect(bad).toMatchObject({ isWell: false, checks: [{ name: 'settings', state: 'fail' }] });
  expect(bad.checks[0]?.finding).toMatch(/PORT[\s\S]*POSTERN_LOG/);
  chmodSync(at.file, 0o644);
  expect((await at.look()).of('data directory')).toMatchObject({
    state: 'fail',
    todo: expect.stringContaining('chmod'),
  });
  const nowhere = await at.look({ DATABASE_URL: `file:${at.data}/none.db` });
  expect(nowhere.of('database')).toMatchObject({ state: 'fail', todo: expect.stringContaining('init') });
});

type Broken = (world: World) => Promise<unknown>;

test.each<[name: string, state: 'warn' | 'fail', finding: RegExp, broken: Broken]>([
  [
    'search index',
    'fail',
    /1 text/,
    (world) => world.inTransaction(({ tx }) => tx.$executeRaw`DELETE FROM "MessageSearch"`),
  ],
  [
    'audit trail',
    'fail',
    /was changed/,
    (world) => world.inTransaction(({ tx }) => tx.auditEvent.updateMany({ data: { actor: 'else' } })),
  ],
  ['clock', 'fail', /last wrote at/, async (world) => world.pass(-3_600_000)],
  [
    'migrations',
    'fail',
    /not been applied/,
    (world) =>
      world.inTransaction(
        ({ tx }) => tx.$executeRaw`DELETE FROM "_prisma_migrations" WHERE "migration_name" LIKE '%drafts'`,
      ),
  ],
  ['outbox', 'fail', /more than 10 minutes/, (world) => item(world, { state: 'PENDING' })],
  ['outbox', 'warn', /1 item failed/, (world) => item(world, { state: 'DEAD' })],
])('%s: %s when broken, with what was found', async (name, state, finding, broken) => {
  await using at = await desk();
  await broken(at.world);
  const { isWell, of } = await at.look();
  expect(of(name)).toMatchObject({
    state,
    finding: expect.stringMatching(finding),
    todo: expect.any(String),
  });
  expect(isWell).toBe(state !== 'fail');
});

const item = (world: World, { state }: { state: string }) =>
  world.inTransaction(async ({ tx, now, core }) => {
    const id = core.ids.next('outboxItem');
    const dueAt = new Date(now.getTime() - 3_600_000);
    await tx.outboxItem.create({
      data: { id, kind: 'EMAIL', key: id, queueKey: id, payload: {}, state, dueAt, createdAt: dueAt },
    });
  });

test('rows that point at nothing and pages that are torn are found', async () => {
  await using at = await desk();
  await at.world.core.db.close();
  const db = new Database(at.file);
  db.pragma('foreign_keys = OFF');
  db.exec(`UPDATE "Message" SET "conversationId" = 'gone'`);
  db.close();
  expect((await at.look()).of('database')).toMatchObject({
    state: 'fail',
    finding: expect.stringContaining('Message'),
  });
  const fd = openSync(at.file, 'r+');
  for (let page = 3; page < 40; page += 1) writeSync(fd, Buffer.alloc(4_000, 7), 0, 4_000, page * 4_096);
  closeSync(fd);
  expect((await at.look()).of('database')).toMatchObject({
    state: 'fail',
    todo: expect.stringContaining('restore'),
  });
});

test.each<[who: string, status: number, body: string, finding: string, state: 'ok' | 'warn' | 'fail']>([
  ['a desk', 200, '{"status":"ok"}', 'The desk answers', 'ok'],
  [
    'a desk that starts',
    503,
    '{"status":"unavailable","reasons":["It starts."]}',
    'not ready: It starts.',
    'fail',
  ],
  ['another program', 200, '<p>Welcome</p>', 'Another program answers', 'warn'],
  ['another program', 404, '{"error":"no such page"}', 'Another program answers', 'warn'],
])('when %s answers %i at the port, it is said', async (_who, status, body, finding, state) => {
  await using at = await desk();
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { of } = await at.look({ PORT: `${(server.address() as AddressInfo).port}` });
  server.close();
  expect(of('desk')).toMatchObject({ state, finding: expect.stringContaining(finding) });
});

test('without the tokens of Slack, what the bot said last is told', async () => {
  await using at = await desk();
  expect((await at.look()).of('Slack')).toMatchObject({ state: 'ok', finding: 'Slack is not connected.' });
  const { scopes } = readManifest(defaultManifestFile);
  const said = { isConnected: true, trouble: null, teamId: 'T1', teamName: 'Acme', botUserId: 'U1' };
  const say = (more: { isConnected?: boolean; trouble?: string; scopes?: string[] }) =>
    at.world.asSlack().slack.reportState.mutate({ ...said, scopes: [...scopes], ...more });
  await say({});
  expect((await at.look()).of('Slack')).toMatchObject({
    state: 'ok',
    finding: expect.stringMatching(/connected to Acme since 2026-11-03T09:30/),
  });
  await say({ scopes: scopes.slice(1) });
  expect((await at.look()).of('Slack')).toMatchObject({
    state: 'warn',
    finding: expect.stringContaining(scopes[0] ?? ''),
  });
  await say({ isConnected: false, trouble: 'Slack took the token away.' });
  expect((await at.look()).of('Slack')).toMatchObject({
    state: 'warn',
    finding: expect.stringMatching(/not connected to Acme since .*: Slack took the token away\./),
  });
  await say({ isConnected: false });
  expect((await at.look()).of('Slack')).toMatchObject({ state: 'ok' });
});

test('the bot token is asked of Slack, and its scopes are compared with the manifest', async () => {
  await using at = await desk();
  const { scopes } = readManifest(defaultManifestFile);
  let granted = scopes;
  const server = createServer((_request, response) => {
    response.setHeader('x-oauth-scopes', granted.join(','));
    response.end(
      JSON.stringify(
        granted.length > 0
          ? { ok: true, team: 'Acme', user: 'postern' }
          : { ok: false, error: 'invalid_auth' },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const slack = {
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_CHANNEL: 'support',
    SLACK_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
  };
  expect((await at.look(slack)).of('Slack')).toMatchObject({ state: 'ok' });
  await at.world.asSlack().slack.reportState.mutate({
    ...{ isConnected: false, trouble: 'The app token is refused.' },
    ...{ teamId: 'T1', teamName: 'Acme', botUserId: 'U1', scopes: [...scopes] },
  });
  expect((await at.look(slack)).of('Slack')).toMatchObject({
    state: 'warn',
    finding: expect.stringContaining('The app token is refused.'),
  });
  granted = scopes.slice(1);
  expect((await at.look(slack)).of('Slack')).toMatchObject({
    state: 'fail',
    finding: expect.stringContaining(scopes[0] ?? ''),
  });
  granted = [];
  expect((await at.look(slack)).of('Slack')).toMatchObject({
    state: 'fail',
    finding: expect.stringContaining('invalid_auth'),
  });
  await new Promise((resolve) => server.close(resolve));
  expect((await at.look(slack)).of('Slack')).toMatchObject({
    state: 'fail',
    finding: expect.stringContaining('does not answer'),
  });
});
