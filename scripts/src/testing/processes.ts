/** Real processes in tests and benches: ports for them, the line that says they serve, and what is left of them. */
import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';

/** A port on 127.0.0.1 that is free now. */
export async function freePort(): Promise<number> {
  const server = await listen(0);
  const port = portOf(server);
  await close(server);
  return port;
}

/** A free port whose next one is free too: the sample desk's Slack emulator listens there. */
export async function freePortPair(): Promise<number> {
  for (;;) {
    // Below the range from which the system takes ports for outgoing connections, so that none is lost meanwhile.
    const port = 20_000 + 2 * Math.floor(Math.random() * 6_000);
    const servers = await Promise.all([listen(port), listen(port + 1)].map((each) => each.catch(() => null)));
    await Promise.all(servers.map((server) => server && close(server)));
    if (servers.every((server) => server !== null)) return port;
  }
}

/** Waits for the line `ready …` of a process, and answers the address in it. Rejects when the process ends first. */
export function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk;
      const line = /^ready (\S+)$/m.exec(said);
      if (line) resolve(line[1] as string);
    });
    child.once('exit', (code) =>
      reject(new Error(`The process ended before it was ready (exit code ${code}).`)),
    );
  });
}

/** The living processes that were given this text in a variable, such as a data directory of their own: pid and command. */
export function processesGiven(text: string): string[] {
  return (existsSync('/proc/self/environ') ? fromProc(text) : fromPs(text)).filter(
    (line) => Number.parseInt(line, 10) !== process.pid,
  );
}

function fromProc(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/environ`, 'utf8').includes(text)) return [];
        return [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()}`];
      } catch {
        // It ended while we looked, or belongs to somebody else.
        return [];
      }
    });
}

/** Where there is no /proc, as on macOS: `e` adds the variables to the command. */
function fromPs(text: string): string[] {
  const { stdout } = spawnSync('ps', ['axeww', '-o', 'pid=,command='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => line.includes(text))
    .map((line) => line.trim());
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
