/** The checks at the end of journeys see what they look for. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePortPair, processesGiven } from './processes.ts';

test('a process is found by what stands in a variable of its own, until it ends', async () => {
  const mark = `postern-mark-${process.pid}`;
  expect(processesGiven(mark)).toEqual([]);
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume(); console.log("up")'], {
    env: { ...process.env, POSTERN_DATA: `/tmp/a b/${mark}` },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  expect(processesGiven(mark)).toEqual([expect.stringMatching(new RegExp(`^${child.pid} .*node`))]);
  child.stdin.end();
  await once(child, 'close');
  expect(processesGiven(mark)).toEqual([]);
});

test('of a pair of ports both are free', async () => {
  const port = await freePortPair();
  for (const each of [port, port + 1]) {
    const server = createServer().listen(each, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
  }
});
