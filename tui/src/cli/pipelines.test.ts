/** Pipelines as people type them, in real shells, against one desk. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';
import { verbs } from './verbs.ts';

const program = fileURLToPath(new URL('../main.ts', import.meta.url));
const many = 100;
let desk: TestDesk;
let first: number;

beforeAll(async () => {
  desk = await openDesk();
  const { world, maria } = desk;
  await world.agent({ name: 'Bo Lind', email: 'bo@postern.example' });
  await world.contactList({ name: 'Pilot' });
  for (let at = 0; at < many; at += 1) {
    const { number } = await world.ticket({
      from: maria,
      subject: `Ticket ${at} ${'界'.repeat(180)}`,
    });
    first ??= number;
  }
  const bin = join(desk.home, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'postern'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  await chmod(join(bin, 'postern'), 0o755);
});
afterAll(() => desk[Symbol.asyncDispose]());

async function inShell(shell: string, line: string) {
  const child = spawn(shell, ['-c', line], {
    cwd: desk.home,
    env: {
      ...desk.asAda,
      HOME: desk.home,
      LANG: 'C.UTF-8',
      PATH: `${join(desk.home, 'bin')}:${process.env.PATH}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const collect = async (stream: AsyncIterable<unknown>) => {
    let text = '';
    for await (const chunk of stream) text += String(chunk);
    return text;
  };
  const [stdout, stderr, [exit]] = await Promise.all([
    collect(child.stdout),
    collect(child.stderr),
    once(child, 'exit'),
  ]);
  return { exit: exit as number, stdout, stderr };
}

const isThere = (command: string) => spawnSync(command, ['--version']).status === 0;
const countOf = async (query: string) =>
  (await desk.postern(['ticket', 'list', query, '--limit', '1000', '--fields', 'number'])).stdout
    .split('\n')
    .filter(Boolean).length;

for (const shell of ['bash', 'zsh', 'fish']) {
  describe.skipIf(!isThere(shell))(isThere(shell) ? shell : `${shell}, which is not installed here`, () => {
    test('what a list prints, another verb takes: by its first column', async () => {
      const line =
        'postern ticket list is:unassigned --limit 3 --quiet | cut -f1 | postern ticket assign - --to bo --quiet';
      const before = await countOf('assignee:bo@postern.example');
      const { exit, stdout, stderr } = await inShell(shell, line);
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
      expect(stdout.split('\n').filter(Boolean)).toHaveLength(3);
      expect(await countOf('assignee:bo@postern.example')).toBe(before + 3);
    });

    test.skipIf(!isThere('jq'))('what a list prints with --json, jq takes', async () => {
      const line = `postern ticket list --limit 2 --json | jq -r '.items[].number' | postern ticket view - --fields number`;
      const { exit, stdout, stderr } = await inShell(shell, line);
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
      expect(stdout).toBe(`${first + many - 1}\n${first + many - 2}\n`);
    });

    test('a number that is not there among a hundred that are is named, and the hundred are done', async () => {
      const numbers = `seq ${first} ${first + many - 1} | sed '50i 999999'`;
      const tag = `in-${shell}`;
      const { exit, stdout, stderr } = await inShell(
        shell,
        `${numbers} | postern ticket tag - +${tag} --quiet`,
      );
      expect(exit).toBe(1);
      expect(stderr).toMatch(/^error: There is no ticket #999999, or you may not see it\.\n[^\n]*\n$/);
      expect(stdout.split('\n').filter(Boolean)).toHaveLength(many);
      expect(await countOf(`tag:${tag}`)).toBe(many);
    });
  });
}

test('a reader that has enough ends it with 0 and without a word, however much was to come', async () => {
  for (const rest of ['| head -n 1', '--json | head -c 10', '--jsonl | true']) {
    const line = `set -o pipefail; postern ticket list "" --limit 1000 ${rest} > /dev/null`;
    expect({ line, ...(await inShell('bash', line)) }).toEqual({ line, exit: 0, stdout: '', stderr: '' });
  }
});

test.runIf(existsSync('/dev/full'))('a full disk behind stdout is told, and ends it with 1', async () => {
  for (const verb of ['ticket list', 'ticket list --json', 'completion bash']) {
    const { exit, stderr } = await inShell('bash', `postern ${verb} > /dev/full`);
    expect({ verb, exit }).toEqual({ verb, exit: 1 });
    expect(stderr).toContain('error: What was to be shown could not be written: there is no room left.');
  }
});

test('ten megabytes on stdin are refused with how much is taken, before the desk is asked', async () => {
  const line = `head -c 10485760 /dev/zero | tr '\\0' x | postern ticket note ${first} --body-file -`;
  const { exit, stdout, stderr } = await inShell('bash', line);
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  expect(stderr).toBe('error: More than 2 MB came in on stdin, which is too much.\n');
});

test('a text that is not UTF-8 is refused, from a file as from stdin: nobody is sent replacement characters', async () => {
  const file = await inShell(
    'bash',
    `printf 'caf\\351' > latin1.txt; postern ticket note ${first} --body-file latin1.txt`,
  );
  expect(file).toEqual({
    exit: 2,
    stdout: '',
    stderr: 'error: latin1.txt cannot be read: it is not text in UTF-8.\n',
  });
  const stdin = await inShell('bash', `printf 'caf\\351' | postern ticket note ${first} --body-file -`);
  expect(stdin).toMatchObject({ exit: 2, stdout: '' });
  expect(stdin.stderr).toContain('error: What came in on stdin is not text in UTF-8.\n');
  const converted = await inShell(
    'bash',
    `iconv -f latin1 -t utf-8 latin1.txt | postern ticket note ${first} --body-file - --json`,
  );
  expect(JSON.parse(converted.stdout)).toMatchObject({ text: 'café' });
});

test('every pipeline between verbs in the help texts runs as it stands', async () => {
  const lines = verbs
    .flatMap(({ examples }) => examples.map(([line]) => line))
    .filter((line) => /^postern .* \| postern /.test(line));
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines) {
    const { exit, stderr } = await inShell('bash', `set -o pipefail; ${line}`);
    expect({ line, exit, stderr }).toMatchObject({
      line,
      exit: 0,
      stderr: expect.not.stringContaining('error:'),
    });
  }
});

test('the morning of docs/scripting.md runs as it stands', async () => {
  const page = await readFile(new URL('../../../docs/scripting.md', import.meta.url), 'utf8');
  const script = page
    .split('```sh\n')
    .find((part) => part.startsWith('#!/bin/sh'))
    ?.split('```')[0] as string;
  await writeFile(join(desk.home, 'morning.sh'), script);
  const { exit, stderr } = await inShell('sh', '. ./morning.sh');
  expect({ exit, stderr }).toMatchObject({ exit: 0, stderr: expect.not.stringContaining('error:') });
  expect(await readFile(join(desk.home, 'anchors.txt'), 'utf8')).toMatch(/^[0-9a-f]{64}@\d+\n$/);
});
