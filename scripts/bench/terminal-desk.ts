/** A desk with 100,000 tickets and one long thread, and an inbox on it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpClient, type PosternClient } from '@postern/core';
import { benchAgent, benchPassword, startBenchDesk } from './bench-desk.ts';
import { type Driver, drive, type Size } from './terminal-driver.ts';

const root = join(import.meta.dirname, '..', '..');
export const program = join(root, 'tui/bin/postern.mjs');

export interface TerminalDesk extends AsyncDisposable {
  url: string;
  /** Somebody else who works at the desk. */
  colleague: PosternClient;
  /** The number of the ticket with the long thread: the newest of all. */
  longThread: number;
  /** Tickets in the list, the newest first. */
  newest: number[];
  /** The environment in which `postern` speaks to this desk. */
  env: Record<string, string | undefined>;
  openInbox(size: Size, more?: { args?: string[]; env?: Record<string, string> }): Driver;
}

const threadLength = 200;

/** Starts it; everything is gone at the end. */
export async function startTerminalDesk(tickets: number): Promise<TerminalDesk> {
  const desk = await startBenchDesk(tickets);
  const home = mkdtempSync(join(tmpdir(), 'postern-bench-home-'));
  const signIn = (email: string) =>
    httpClient({ url: desk.url, token: null, source: 'API' }).auth.signIn.mutate({
      email,
      password: benchPassword,
    });
  const { token } = await signIn(benchAgent.email);
  const other = await signIn('agent0@bench.example');
  const colleague = httpClient({ url: desk.url, token: other.token, source: 'API' });
  const page = await colleague.tickets.list.query({ query: 'is:open', limit: 60 });
  const longThread = page.items[0]?.number as number;
  const { audience } = await colleague.tickets.view.query({ ticket: longThread });
  for (let index = 3; index < threadLength; index += 1) {
    const lines = Array.from({ length: 1 + (index % 5) }, (_, line) => `Line ${line} of answer ${index}.`);
    await colleague.tickets.reply.mutate({
      ticket: longThread,
      body: lines.join('\n'),
      audienceHash: audience.hash,
      requestId: `bench-thread-${index}`,
    });
  }
  // So that it stands at the top of the view with which the inbox opens.
  await colleague.tickets.assign.mutate({ ticket: longThread, to: benchAgent.email });
  const env = {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    HOME: home,
    XDG_STATE_HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_CACHE_HOME: home,
    POSTERN_URL: desk.url,
    POSTERN_TOKEN: token,
  };
  return {
    url: desk.url,
    colleague,
    longThread,
    newest: page.items.map(({ number }) => number),
    env,
    openInbox: (size, more = {}) =>
      drive({ args: [program, ...(more.args ?? [])], env: { ...env, ...more.env }, size }),
    [Symbol.asyncDispose]: async () => {
      await desk.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
