/** Tests that the throw-away PostgreSQL really is thrown away, whatever becomes of the test. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { expect, test } from 'vitest';
import { startPostgres } from './postgres.ts';

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

test('a stopped server is gone', async () => {
  const server = await startPostgres();
  expect(await answers(server.url)).toBe(true);
  await server.stop();
  expect(await answers(server.url)).toBe(false);
});

test('a server ends with the process that asked for it, also when that was killed', async () => {
  const start = `
    const { startPostgres } = await import(process.argv[1]);
    console.log((await startPostgres()).url);
  `;
  const child = spawn(
    process.execPath,
    ['--input-type=module', '--eval', start, join(import.meta.dirname, 'postgres.ts')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  expect(await answers(url)).toBe(true);
  child.kill('SIGKILL');
  await exited;
  await expect.poll(() => answers(url), { timeout: 20_000 }).toBe(false);
});
