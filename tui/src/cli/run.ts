/** One run of the `postern` command, from the words behind it to its exit code. */
import { acts } from './acts.ts';
import type { Args } from './flags.ts';
import type { Io } from './io.ts';
import { parseArgs } from './parse-args.ts';
import { shellWord } from './profiles.ts';
import { report, tellingOf } from './report.ts';
import { openSession, type Session } from './session.ts';
import { commandOf, type Verb } from './verbs.ts';

/** Does what `argv` says and answers the exit code. Never throws; what went wrong is told on stderr, once. */
export async function run(argv: readonly string[], io: Io, version: string): Promise<number> {
  let session: Session | null = null;
  try {
    const invocation = await parseArgs(argv, { columns: io.columns, version });
    if (invocation.kind === 'text') {
      io.stdout.write(invocation.text);
      return 0;
    }
    const { verb, args } = invocation;
    session = openSession(io, args, typedCommand(verb, args));
    const { act } = await acts[verb.name]();
    return (await act(session, args)) ?? 0;
  } catch (error) {
    const told = await tellingOf(error, session);
    // Before the flags are read, what was typed has to do.
    const isJson = session
      ? session.format === 'json' || session.format === 'jsonl'
      : argv.some((token) => /^--jsonl?$/.test(token));
    await report(io, told, isJson);
    return told.exit;
  }
}

function typedCommand(verb: Verb, { ticket }: Args): string {
  return [commandOf(verb), ...(ticket ? [shellWord(ticket)] : [])].join(' ');
}
