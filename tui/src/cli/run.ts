/** One run of the `postern` command, from the words behind it to its exit code. */
import { type Act, acts, type VerbName } from './acts.ts';
import type { Args } from './flags.ts';
import type { Io } from './io.ts';
import { plainStart } from './plain-start.ts';
import { openSession, type Session } from './session.ts';

/** Does what `argv` says and answers the exit code. Never throws; what went wrong is told on stderr, once. */
export async function run(argv: readonly string[], io: Io, version: string): Promise<number> {
  let session: Session | null = null;
  try {
    // Asked by scripts and installers all the time; the table of verbs is not needed for it.
    if (argv.length === 1 && argv[0] === '--version') {
      io.stdout.write(`${version}\n`);
      return 0;
    }
    const plain = plainStart(argv);
    if (plain) {
      session = openSession(io, plain, 'postern');
      session.actOf = actOf;
      const { act } = await acts['']();
      return (await act(session, plain)) ?? 0;
    }
    const { parseArgs } = await import('./parse-args.ts');
    const invocation = await parseArgs(argv, { columns: io.columns, version });
    if (invocation.kind === 'text') {
      io.stdout.write(invocation.text);
      return 0;
    }
    const { verb, args } = invocation;
    session = openSession(io, args, await typedCommand(verb.path, args));
    session.actOf = actOf;
    const { act } = await acts[verb.name]();
    return (await act(session, args)) ?? 0;
  } catch (error) {
    const { report, tellingOf } = await import('./report.ts');
    const told = await tellingOf(error, session);
    // Before the flags are read, what was typed has to do.
    const isJson = session
      ? session.format === 'json' || session.format === 'jsonl'
      : argv.some((token) => /^--jsonl?$/.test(token));
    await report(io, told, isJson);
    return told.exit;
  }
}

async function actOf(verb: VerbName): Promise<Act> {
  return (await acts[verb]()).act;
}

async function typedCommand(path: readonly string[], { ticket }: Args): Promise<string> {
  const { shellWord } = await import('./profiles.ts');
  return ['postern', ...path, ...(ticket ? [shellWord(ticket)] : [])].join(' ');
}
