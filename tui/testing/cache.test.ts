/** The first frame comes from this machine, before the desk has said a word; what the desk says then counts. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpClient, type PosternClient } from '@postern/core/client';
import { beforeEach, expect, test } from 'vitest';
import { cacheFiles } from '../src/store/cache-files.ts';
import { draftFiles } from '../src/store/draft-files.ts';
import { type AgentInbox, openAgentInbox } from './agent-inbox.ts';
import { type Scene, scene } from './scene.ts';
import { openTerminal } from './terminal.ts';

const program = join(import.meta.dirname, '..', 'bin', 'postern.mjs');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-cache-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

async function start(at: Scene, wish: { token: string; args?: string[]; env?: Record<string, string> }) {
  return openTerminal({
    command: process.execPath,
    args: [program, ...(wish.args ?? [])],
    env: {
      ...{ PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', TZ: 'UTC', COLORTERM: 'truecolor' },
      ...{ XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder, POSTERN_URL: at.desk.url },
      ...{ POSTERN_TOKEN: wish.token, ...wish.env },
    },
  });
}

/** Opens the inbox on a desk that answers, looks at all open tickets, and quits. */
async function visit(at: Scene, token: string, env: Record<string, string> = {}) {
  await using terminal = await start(at, { token, env });
  await terminal.waitFor('● live', 60_000);
  terminal.press('4');
  await terminal.waitFor(`${at.ticket.number} Cannot sign in`);
  await terminal.waitFor('The page stays empty.');
  await terminal.settled();
  terminal.press('q');
  await terminal.exited;
}

test('without a desk the last view is there with its thread and its drafts, marked as cached; keys work', async () => {
  await using at = await scene();
  const token = await at.desk.world.tokenOf(at.ada);
  await visit(at, token);
  draftFiles(join(folder, 'postern'), { url: at.desk.url, email: 'ada@postern.example' }).writeNow({
    ...{ ticketId: at.ticket.id, number: at.ticket.number, kind: 'reply', text: 'Half', requestId: 'r-1' },
    files: [],
  });
  await at.desk.cut();
  await using terminal = await start(at, { token });
  // Pressed before anything is loaded.
  terminal.press('j');
  await terminal.waitFor(/cached \d\d:\d\d/);
  await terminal.waitFor('Cannot sign in');
  expect(terminal.text()).toContain(`● ${at.ticket.number}`);
  expect(terminal.text()).toContain('4 All open 2');
  expect(terminal.text()).toContain('is:open');
  await terminal.waitFor(/› {2}1001 Invoice shows/);
  terminal.press('k', 'enter');
  await terminal.waitFor('The page stays empty.');
  expect(terminal.text()).toContain('you have a draft');
  terminal.press('q');
  await at.desk.mend();
  await terminal.waitFor('● live');
  expect(terminal.text()).not.toContain('cached');
});

test('a ticket that is deleted or hidden by now vanishes with the first answer, under the cursor too', async () => {
  await using at = await scene();
  const files = cacheFiles(folder, { url: at.desk.url, token: 'any' });
  {
    await using ada = await openAgentInbox(at.desk, at.ada, { cache: files });
    await ada.quiet();
    ada.press('enter');
    await ada.quiet();
  }
  expect(files.readView()?.rows).toHaveLength(2);
  expect(files.readThread(at.ticket.id)).not.toBeNull();
  await using again = await openAgentInbox(at.desk, at.ada, {
    ...{ cache: files, isRestored: true, client: (real) => without(real, at.ticket.id) },
  });
  expect(again.screen()).toContain('Cannot sign in');
  await again.quiet();
  expect(again.screen()).not.toContain('Cannot sign in');
  expect(again.screen()).toContain('›  1001 Invoice');
  expect(again.state().tickets.has(at.ticket.id)).toBe(false);
  again.keeper?.saveNow();
  expect(files.readView()?.rows).toHaveLength(1);
  expect(files.readThread(at.ticket.id)).toBeNull();
});

/** The same desk without one of its tickets. */
function without(real: PosternClient, ticketId: string): PosternClient {
  const { tickets } = real;
  const list = async (...ask: Parameters<typeof tickets.list.query>) => {
    const page = await tickets.list.query(...ask);
    return { ...page, items: page.items.filter((item) => item.id !== ticketId) };
  };
  const refresh: typeof tickets.refresh.query = (input, ...options) =>
    tickets.refresh.query(input.ticket === ticketId ? { ticket: 'tkt_0' } : input, ...options);
  return {
    ...{ auth: real.auth, live: real.live },
    tickets: {
      list: { query: list },
      counts: tickets.counts,
      refresh: { query: refresh },
      markRead: tickets.markRead,
    },
  } as unknown as PosternClient;
}

test('another query begins without a list, another agent and a session that ended begin with nothing', async () => {
  await using at = await scene();
  const token = await at.desk.world.tokenOf(at.ada);
  await visit(at, token);
  await at.desk.cut();
  {
    await using terminal = await start(at, { token, args: ['is:closed'] });
    await terminal.waitFor('cached');
    expect(terminal.text()).not.toContain('Cannot sign in');
  }
  {
    await using terminal = await start(at, { token: await at.desk.world.tokenOf(at.bo) });
    await terminal.waitFor('reconnecting');
    expect(terminal.text()).not.toMatch(/cached|Cannot sign in/);
  }
  await at.desk.mend();
  await httpClient({ url: at.desk.url, token, source: 'TUI' }).auth.signOut.mutate();
  {
    await using terminal = await start(at, { token });
    await terminal.waitFor('signed out');
    await terminal.settled();
  }
  await at.desk.cut();
  await using terminal = await start(at, { token });
  await terminal.waitFor('reconnecting');
  expect(terminal.text()).not.toMatch(/cached|Cannot sign in/);
});

test.each(['POSTERN_CACHE=off', 'cache = "off" in config.toml'])(
  '%s keeps nothing and shows nothing of what was kept',
  async (where) => {
    await using at = await scene();
    const token = await at.desk.world.tokenOf(at.ada);
    await visit(at, token);
    const configured = mkdtempSync(join(tmpdir(), 'postern-configured-'));
    writeFileSync(join(configured, 'config.toml'), '[terminal]\ncache = "off"\n');
    const variable = where.startsWith('POSTERN_CACHE');
    await visit(at, token, variable ? { POSTERN_CACHE: 'off' } : { POSTERN_CONFIG_DIR: configured });
    rmSync(configured, { recursive: true });
    await at.desk.cut();
    await using terminal = await start(at, { token });
    await terminal.waitFor('reconnecting');
    expect(terminal.text()).not.toMatch(/cached|Cannot sign in/);
  },
);

test('a thread that was read is there when the desk is not, and the desk refuses to be changed by its age', async () => {
  await using at = await scene();
  const files = cacheFiles(folder, { url: at.desk.url, token: 'any' });
  let first: AgentInbox | undefined;
  {
    await using ada = await openAgentInbox(at.desk, at.ada, { cache: files });
    first = ada;
    await ada.quiet();
    ada.press('enter');
    await ada.quiet();
    ada.keeper?.saveNow();
  }
  expect(first.state().tickets.size).toBe(1);
  expect(files.readThread(at.ticket.id)?.timeline.map((entry) => entry.text)).toEqual([
    'The page stays empty.',
  ]);
  await at.desk.cut();
  await using again = await openAgentInbox(at.desk, at.ada, { cache: files, isRestored: true });
  again.press('enter');
  expect(again.screen()).toContain('The page stays empty.');
  expect(again.state().tickets.get(at.ticket.id)?.version).toBe(0);
});
