/** The sample desk as a process of its own, for measuring what happens between its three fronts. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpClient, type PosternClient } from '@postern/core';
import { openTerminal, type TestTerminal } from '../../tui/testing/terminal.ts';
import { sampleAgent, samplePassword } from '../src/sample-desk/people.ts';
import { freePortPair, untilReady } from '../src/testing/processes.ts';

export const root = join(import.meta.dirname, '..', '..');

export interface SampleDesk extends AsyncDisposable {
  url: string;
  emulatorUrl: string;
  token: string;
  agent: PosternClient;
  /** The environment in which `postern` speaks to this desk as Ada. */
  env: Record<string, string | undefined>;
  openInbox(size?: { columns: number; rows: number }): TestTerminal;
}

/** Starts it on data of its own; everything is gone at the end. */
export async function startSampleDesk(): Promise<SampleDesk> {
  const data = mkdtempSync(join(tmpdir(), 'postern-bench-'));
  const port = await freePortPair();
  const child = spawn(process.execPath, [join(root, 'scripts/dist/server.js'), 'serve', '--sample'], {
    env: { ...process.env, POSTERN_DATA: data, PORT: String(port), POSTERN_LOG: 'error' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const url = await untilReady(child);
  const { token } = await httpClient({ url, token: null, source: 'TUI' }).auth.signIn.mutate({
    email: sampleAgent.email,
    password: samplePassword,
  });
  const env = {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    HOME: data,
    XDG_STATE_HOME: data,
    XDG_CONFIG_HOME: data,
    POSTERN_URL: url,
    POSTERN_TOKEN: token,
  };
  return {
    url,
    emulatorUrl: `http://127.0.0.1:${port + 1}`,
    token,
    agent: httpClient({ url, token, source: 'TUI' }),
    env,
    openInbox: ({ columns, rows } = { columns: 120, rows: 40 }) =>
      openTerminal({
        command: process.execPath,
        args: [join(root, 'tui/bin/postern.mjs')],
        env,
        columns,
        rows,
      }),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(data, { recursive: true, force: true });
    },
  };
}
