/** A real PostgreSQL for tests, from npm's binaries alone: nothing is installed and nothing is left behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

export interface Postgres {
  /** The address of its `postgres` database, with a password made for this run. */
  url: string;
  /** Ends the server and deletes its data. Not calling it is safe too: the end of this process does the same. */
  stop(): Promise<void>;
}

/** Starts a server of its own on a free loopback port, as root or as anyone. Throws with what PostgreSQL said. */
export async function startPostgres(): Promise<Postgres> {
  const keeper = spawn(process.execPath, [join(import.meta.dirname, 'keep-postgres.ts')], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Ctrl+C reaches a whole group of processes; the keeper must live on to clean up.
    detached: true,
  });
  const ended = once(keeper, 'exit');
  let complaint = '';
  keeper.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const firstLine = once(createInterface({ input: keeper.stdout }), 'line');
  const line = await Promise.race([firstLine.then(([text]) => text as string), ended.then(() => null)]);
  if (line === null) throw new Error(`PostgreSQL could not be started.\n${complaint}`);
  const { url } = JSON.parse(line) as { url: string };
  return {
    url,
    stop: async () => {
      keeper.stdin.end();
      await ended;
    },
  };
}

/** Makes an empty database on the server and answers its address. */
export async function createDatabase(server: Postgres, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  const address = new URL(server.url);
  address.pathname = `/${encodeURIComponent(name)}`;
  return address.href;
}
