/** A launcher in front of a program cannot be told from the program itself. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

const driver = `
  const { handOver } = await import(${JSON.stringify(join(import.meta.dirname, 'hand-over.mjs'))});
  const [code, ...args] = process.argv.slice(1);
  process.exitCode = await handOver({ node: process.execPath, root: process.cwd(), args: ['-e', code, '--', ...args], tellsDeath: true });
`;

function launch(program: string, ...args: string[]) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', driver, '--', program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  return {
    child,
    ended,
    firstLine: once(child.stdout.setEncoding('utf8'), 'data').then(([text]) => `${text}`.trim()),
  };
}

test('arguments reach the program, spaces and all', async () => {
  const program = launch('console.log(JSON.stringify(process.argv.slice(1)))', '--a b', '', 'ü');
  expect(JSON.parse(await program.firstLine)).toEqual(['--a b', '', 'ü']);
});

test.each([0, 1, 5, 42])('exit code %i comes through', async (code) => {
  expect((await launch(`process.exitCode = ${code}`).ended)[0]).toBe(code);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s reaches the program, which ends in its own way',
  async (signal) => {
    const program = launch(
      `process.on('${signal}', () => process.exit(7)); setInterval(() => {}, 1000); console.log('ready');`,
    );
    await program.firstLine;
    program.child.kill(signal);
    expect((await program.ended)[0]).toBe(7);
  },
);

test('a program that a signal ended is reported as a shell reports it', async () => {
  expect((await launch("process.kill(process.pid, 'SIGKILL')").ended)[0]).toBe(137);
});

test('a program learns that its launcher was killed', async () => {
  const program = launch(
    "process.once('disconnect', () => { console.log('alone'); process.exit(); }); console.log('ready');",
  );
  await program.firstLine;
  program.child.kill('SIGKILL');
  expect(`${(await once(program.child.stdout, 'data'))[0]}`.trim()).toBe('alone');
});

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'the program stops when npm, which started the launcher, gets %s',
  async (signal) => {
    using folder = emptyPackage({
      // Like the root package.json: without "exec", the shell between npm and the launcher swallows the signal.
      start: `exec "${process.execPath}" --input-type=module -e "$DRIVER" -- "$PROGRAM"`,
    });
    const npm = spawn('npm', ['start', '--silent'], {
      cwd: folder.path,
      env: {
        ...process.env,
        DRIVER: driver,
        PROGRAM:
          "process.on('SIGTERM', () => { console.log('stopped'); process.exit(); }); setInterval(() => {}, 1000); console.log('ready');",
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    npm.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await vi.waitFor(() => expect(said).toContain('ready'), 20_000);
    npm.kill(signal);
    await vi.waitFor(() => expect(said).toContain('stopped'), 10_000);
  },
);

test("the commands of package.json hand npm's signals to the launcher", () => {
  const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  for (const command of Object.values(scripts)) expect(command).toMatch(/^exec node /);
});

function emptyPackage(scripts: Record<string, string>) {
  const path = mkdtempSync(join(tmpdir(), 'postern-npm-'));
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0', scripts }));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
