/** What variables say for every run, where no flag says it: data as JSON, no questions. */
import type { Args } from './flags.ts';
import type { Io } from './io.ts';
import { isOn } from './is-on.ts';
import { usageProblem } from './problem.ts';

/** The arguments as the environment completes them. Throws a usage problem for an output that there is none of. */
export function fromEnvironment(args: Args, env: Io['env'], verb: string): Args {
  const completed = { ...args, 'no-input': args['no-input'] || isOn(env.POSTERN_NO_INPUT) };
  const output = env.POSTERN_OUTPUT?.trim().toLowerCase();
  // The inbox is looked at, and its own flags say how.
  if (!output || verb === '' || args.json || args.jsonl) return completed;
  if (output === 'json' || output === 'jsonl') return { ...completed, [output]: true };
  throw usageProblem(`POSTERN_OUTPUT is "${output}", and takes json or jsonl.`);
}

/** Whether errors are to be JSON before any flag is read. */
export function wantsJson(env: Io['env']): boolean {
  return /^\s*jsonl?\s*$/i.test(env.POSTERN_OUTPUT ?? '');
}
