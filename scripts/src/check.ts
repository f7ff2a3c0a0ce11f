/** `npm run check`: everything a change must pass, step by step; the first step that fails ends it. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One step: its heading, the command, and variables for it. */
type Step = {
  readonly title: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
};

/** Which steps to take: all, those before a commit (under a minute), or the long tests of the night. */
export type Pace = 'full' | 'quick' | 'nightly';

const node = process.execPath;
const root = dirname(dirname(import.meta.dirname));
const bin = (name: string) => join(root, 'node_modules/.bin', name);
const vitest = 'node_modules/vitest/vitest.mjs';

/** The steps of a pace, in order. The documents are compared only when there is a script that makes them. */
export function stepsFor(pace: Pace, isThere = (path: string) => existsSync(join(root, path))): Step[] {
  const long = { POSTERN_NIGHTLY: '1' };
  const tests: Record<Pace, Step> = {
    full: { title: 'Tests', command: ['npm', 'test'] },
    nightly: { title: 'Tests, with the long properties and fault runs', command: ['npm', 'test'], env: long },
    // Journeys start whole desks; they belong to the full check.
    quick: {
      title: 'Tests of what changed',
      command: [node, vitest, 'run', '--changed', '--passWithNoTests', '--exclude', 'scripts/e2e/**'],
    },
  };
  if (pace === 'nightly') return [tests.nightly];
  const docs = 'scripts/src/docs.ts';
  return [
    { title: 'Format and lint', command: [bin('biome'), 'check', '--error-on-warnings'] },
    { title: 'Arrows', command: [node, 'scripts/src/check-arrows.ts'] },
    {
      title: 'Types',
      command: [bin('turbo'), 'run', 'typecheck', '--output-logs=errors-only'],
      env: { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', TURBO_NO_UPDATE_NOTIFIER: '1' },
    },
    ...(pace === 'full' && isThere(docs)
      ? [{ title: 'Generated documents', command: [node, docs, '--check'] as const }]
      : []),
    tests[pace],
  ];
}

/**
 * Runs the steps one after the other, with a heading for each and the time it took.
 * Resolves to 0, or to 1 after the first step that failed; that step's output is then the last but one line.
 */
export async function check(steps: readonly Step[]): Promise<0 | 1> {
  for (const [index, step] of steps.entries()) {
    const startedAt = performance.now();
    console.log(`\n── ${index + 1} of ${steps.length}: ${step.title}`);
    const code = await run(step);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    if (code !== 0) {
      console.error(`\n${step.title}: failed after ${seconds} s. To see it alone: ${commandOf(step)}`);
      return 1;
    }
    // Nothing after the tests, so that the check ends with their summary.
    if (index < steps.length - 1) console.log(`   passed in ${seconds} s`);
  }
  return 0;
}

function run({ command: [program, ...args], env }: Step): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' });
    const stop = (signal: NodeJS.Signals) => child.kill(signal);
    process.on('SIGTERM', stop);
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('SIGTERM', stop);
      resolve(code ?? 1);
    });
  });
}

function commandOf({ command, env }: Step): string {
  const variables = Object.entries(env ?? {}).map(([name, value]) => `${name}=${value}`);
  const words = command.map((word) => word.replace(node, 'node').replace(`${root}/`, ''));
  return [...variables, ...words].join(' ');
}

if (import.meta.main) {
  const pace = process.argv.includes('--quick')
    ? 'quick'
    : process.argv.includes('--nightly')
      ? 'nightly'
      : 'full';
  process.exitCode = await check(stepsFor(pace));
}
