/** `postern completion`: a script that completes verbs and flags, for the shells that people use. */
import { completionScripts } from '../completion-scripts.ts';
import type { Args } from '../flags.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

/** Prints the script for the shell named, else for the one in `$SHELL`, else for bash. */
export async function act({ io }: Session, args: Args): Promise<undefined> {
  const own = io.env.SHELL?.split('/').at(-1) ?? '';
  const shell = args.shell ?? (Object.hasOwn(completionScripts, own) ? own : 'bash');
  const script = Object.hasOwn(completionScripts, shell)
    ? completionScripts[shell as keyof typeof completionScripts]
    : null;
  if (!script) throw usageProblem(`"${shell}" is not known here: bash, zsh and fish are.`);
  io.stdout.write(script());
}
