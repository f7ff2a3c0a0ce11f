/** A desk that is started again, stopped in every way there is, and killed: nothing is lost and nobody is left. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { httpClient, type PosternClient } from '@postern/core/client';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { freePortPair, processesGiven } from '../src/testing/processes.ts';
import { type E2eDesk, startDesk } from './desk.ts';
import { PortalVisitor, ticketNumberIn } from './portal-visitor.ts';
import { sampleData } from './sample-template.ts';
import { startServer } from './server-process.ts';
import { until } from './until.ts';

/** Every row of every table. */
function contents(desk: E2eDesk): Record<string, unknown[]> {
  const db = new Database(join(desk.data, 'postern.db'), { readonly: true });
  try {
    const names = db
      .prepare(`SELECT "name" FROM sqlite_schema WHERE "type" = 'table'`)
      .pluck()
      .all() as string[];
    return Object.fromEntries(
      names.map((name) => [
        name,
        db
          .prepare(`SELECT * FROM "${name}"`)
          .raw()
          .all()
          .map((row) => String(row))
          // How the connection to Slack stands is told anew at every start.
          .filter((row) => !row.startsWith('slack.state,')),
      ]),
    );
  } finally {
    db.close();
  }
}

test('a second start makes nothing anew and changes nothing', async () => {
  await using desk = await startDesk();
  await desk.slack.connected();
  const before = contents(desk);
  expect(before.Ticket?.length).toBeGreaterThanOrEqual(150);
  await desk.stop();
  const beganAt = performance.now();
  await desk.restart();
  // Told and not judged: how long it takes is the machine's affair as well.
  console.log(`The second start took ${Math.round(performance.now() - beganAt)} ms.`);
  await desk.slack.connected();
  expect(contents(desk)).toEqual(before);
  expect(desk.server.stdout()).toBe(`ready ${desk.url}\n`);
  expect(desk.server.stderr()).not.toMatch(/Creating|Building|Installing/);
});

test('every signal to end, sent once or more often, stops a desk that people are using, with exit code 0', async () => {
  await using desk = await startDesk();
  const agent = httpClient({ url: desk.url, token: await desk.token(), source: 'TUI' });
  for (const signals of [
    ['SIGTERM'],
    ['SIGINT'],
    ['SIGHUP'],
    ['SIGTERM', 'SIGTERM'],
    ['SIGINT', 'SIGINT'],
  ] as const) {
    if (!desk.isRunning) await desk.restart();
    await desk.slack.connected();
    // Somebody's inbox listens, and a browser keeps its connection.
    const live = await listening(agent);
    for (const signal of signals) desk.server.child.kill(signal);
    const { code, signal: by } = await desk.ended();
    live.unsubscribe();
    expect({ signals, code, by }).toEqual({ signals, code: 0, by: null });
    expect(existsSync(join(desk.data, 'slack-emulator.pid'))).toBe(false);
    expect(processesGiven(desk.data)).toEqual([]);
    // The write-ahead log has been folded into the file: a copy of it is a whole backup.
    expect(readdirSync(desk.data).filter((name) => name.endsWith('-wal'))).toEqual([]);
  }
}, 60_000);

/** Resolves once the desk sends this agent its changes. */
function listening(agent: PosternClient): Promise<{ unsubscribe(): void }> {
  return new Promise((resolve, reject) => {
    const live = agent.live.changes.subscribe(undefined, {
      onStarted: () => resolve(live),
      // The end of the desk is one, too, and by then nobody waits any more.
      onError: reject,
    });
  });
}

test('stopped in the middle of posts, a desk finishes what it took in', async () => {
  await using desk = await startDesk();
  const maria = await PortalVisitor.signedIn(desk.url, 'maria@acme.example');
  const path = '/support/tickets/new';
  const hidden = await maria.formOn(path);
  const confirmed: number[] = [];
  const stopping = Promise.withResolvers<void>();
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, async (_, index) => {
      const form = {
        ...hidden,
        requestId: `${hidden.requestId}-${index}`,
        subject: `Box ${index}`,
        message: 'Full.',
      };
      const number = ticketNumberIn(await maria.post(path, form));
      if (confirmed.push(number) === 5) stopping.resolve(desk.stop().then(() => {}));
    }),
  );
  await stopping.promise;
  await desk.restart();
  const agent = await desk.agent();
  const { items } = await agent.tickets.list.query({ query: 'box from:maria@acme.example', limit: 100 });
  const there = items.filter(({ subject }) => subject.startsWith('Box '));
  // Whoever was let in was answered, too.
  expect(there.map(({ number }) => number).sort()).toEqual(confirmed.toSorted());
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(confirmed.length);
  await desk.delivered();
});

test('killed and started again, the desk takes over the Slack that is still running', async () => {
  await using desk = await startDesk();
  await desk.slack.connected();
  const emulator = desk.emulatorPid();
  const agent = await desk.agent();
  await agent.tickets.note.mutate({ ticket: 1042, body: 'Before the kill', requestId: 'request-before' });
  const card = await desk.slack.card(1042);
  await desk.killHard();
  await desk.slack.say('ada', card, 'Said while the desk was away');
  await desk.restart();
  expect(desk.emulatorPid()).toBe(emulator);
  await desk.slack.inThread(card, 'Before the kill');
  await until(async () => {
    const { timeline } = await (await desk.agent()).tickets.view.query({ ticket: 1042 });
    return timeline.some(({ text }) => text === 'Said while the desk was away');
  });
});

test('killed and started at another port, it leaves no second Slack behind', async () => {
  await using desk = await startDesk();
  await desk.slack.connected();
  const first = desk.emulatorPid();
  await desk.killHard();
  const port = await freePortPair();
  const moved = startServer(['serve', '--sample'], { ...desk.env, PORT: String(port) });
  await moved.ready;
  expect(desk.emulatorPid()).not.toBe(first);
  const emulators = processesGiven(desk.data).filter((line) => line.includes('slack-emulator'));
  expect(emulators).toHaveLength(1);
  moved.child.kill('SIGTERM');
  expect(await moved.ended).toMatchObject({ code: 0 });
});

test('killed together with its Slack, it starts both again, and what was said in Slack is still there', async () => {
  await using desk = await startDesk();
  await desk.slack.connected();
  const agent = await desk.agent();
  await agent.tickets.note.mutate({ ticket: 1042, body: 'A note', requestId: 'request-note' });
  const card = await desk.slack.card(1042);
  await desk.slack.inThread(card, 'A note');
  await desk.delivered();
  await desk.killHard();
  process.kill(desk.emulatorPid(), 'SIGKILL');
  await until(() => processesGiven(desk.data).length === 0);
  await desk.restart();
  await desk.slack.inThread(card, 'A note');
  expect(await desk.slack.cards(1042)).toHaveLength(1);
});

test('what it makes is for its own user alone', async () => {
  const made = await sampleData();
  for (const name of ['.', ...readdirSync(made)])
    expect([name, statSync(join(made, name)).mode & 0o077]).toEqual([name, 0]);
  await using desk = await startDesk();
  const whileRunning = readdirSync(desk.data);
  expect(whileRunning).toContain('postern.db-wal');
  for (const name of whileRunning)
    expect([name, statSync(join(desk.data, name)).mode & 0o077]).toEqual([name, 0]);
});

test('the address it says is the one it answers at, and what it does not know it says so', async () => {
  await using desk = await startDesk();
  const said = desk.server.stdout();
  expect(said).toBe(`ready ${desk.url}\n`);
  for (const path of ['/healthz', '/readyz']) {
    const answer = await fetch(`${desk.url}${path}`);
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
  }
  const root = await fetch(desk.url, { redirect: 'manual' });
  expect([root.status, root.headers.get('location')]).toEqual([302, '/support']);
  const other = await fetch(`http://localhost:${desk.port}/support/tickets/1042?from=mail`, {
    redirect: 'manual',
  });
  expect([other.status, other.headers.get('location')]).toEqual([
    307,
    `${desk.url}/support/tickets/1042?from=mail`,
  ]);
  for (const path of [
    '/nowhere',
    '/support/nowhere',
    '/trpcx',
    '/sandbox/nowhere',
    '/sandbox/slack/api/auth.test',
  ])
    expect([path, (await fetch(`${desk.url}${path}`)).status]).toEqual([path, 404]);
});
