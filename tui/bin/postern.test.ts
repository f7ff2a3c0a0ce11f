/** The `postern` command runs the bundle that fits the sources, and says what to do when it cannot. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

/** A checkout whose bundle prints its arguments and exits with 5, and whose setup builds one that exits with 6. */
function checkout() {
  const folder = mkdtempSync(join(tmpdir(), 'postern-command-'));
  const root = join(folder, 'a b');
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const program = (code: number) =>
    `export async function main(args) { console.log(JSON.stringify(args)); return ${code}; }`;
  write('package.json', '{"type":"module"}');
  write('tui/src/main.ts', 'source');
  write('tui/dist/postern.js', program(5));
  const { mtimeMs, size } = statSync(join(root, 'tui/src/main.ts'));
  write(
    'tui/dist/.built.json',
    JSON.stringify({
      inputs: { 'tui/src/main.ts': [mtimeMs, size, ''] },
      absent: [],
      outputs: ['tui/dist/postern.js'],
    }),
  );
  write(
    'scripts/launch/setup.mjs',
    `import { writeFileSync } from 'node:fs'; console.log('building'); writeFileSync('tui/dist/postern.js', ${JSON.stringify(program(6))});`,
  );
  mkdirSync(join(root, 'tui/bin'));
  copyFileSync(join(import.meta.dirname, 'postern.mjs'), join(root, 'tui/bin/postern.mjs'));
  return {
    root,
    write,
    run: (...args: string[]) => {
      const command = [join(root, 'tui/bin/postern.mjs'), ...args];
      const { status, stdout, stderr } = spawnSync(process.execPath, command, {
        cwd: root,
        encoding: 'utf8',
      });
      return { status, stdout: stdout.trim(), stderr };
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

test('arguments go in, the exit code comes out, and nothing is built when nothing changed', () => {
  using place = checkout();
  expect(place.run('ticket', 'view', '10 42')).toEqual({
    status: 5,
    stdout: '["ticket","view","10 42"]',
    stderr: '',
  });
});

test('after a change of the sources it builds first, and stdout still holds the answer alone', () => {
  using place = checkout();
  place.write('tui/src/main.ts', 'another source');
  const { status, stdout, stderr } = place.run('--json');
  expect({ status, stdout }).toEqual({ status: 6, stdout: '["--json"]' });
  expect(stderr).toContain('building');
});

test('without a bundle and without the means to build one, it says so and exits with 1', () => {
  using place = checkout();
  rmSync(join(place.root, 'tui/dist'), { recursive: true });
  rmSync(join(place.root, 'scripts'), { recursive: true });
  expect(place.run()).toMatchObject({ status: 1, stderr: expect.stringContaining('Install it again') });
});
