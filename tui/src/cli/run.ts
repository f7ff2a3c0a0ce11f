/** One run of the `postern` command, from the words behind it to its exit code. */
import { type Act, acts, type VerbName } from './acts.ts';
import type { Args } from './flags.ts';
import { fromEnvironment, wantsJson } from './from-environment.ts';
import type { Io } from './io.ts';
import { isOn } from './is-on.ts';
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
      session = await begin(io, plain, { command: 'postern', verb: '', version });
      const { act } = await acts['']();
      return ended(session, (await act(session, plain)) ?? 0);
    }
    const { parseArgs } = await import('./parse-args.ts');
    const invocation = await parseArgs(argv, { columns: io.columns, version });
    if (invocation.kind === 'text') {
      io.stdout.write(invocation.text);
      return 0;
    }
    const { verb } = invocation;
    const args = fromEnvironment(invocation.args, io.env, verb.name);
    const command = await typedCommand(verb.path, args);
    const { act } = await acts[verb.name]();
    const work = async (around: Io) => {
      session = await begin(around, args, { command, verb: verb.name, version });
      return ended(session, (await act(session, args)) ?? 0);
    };
    if (!io.env.POSTERN_PAGER || args.json || args.jsonl) return await work(io);
    const { paged } = await import('./paged.ts');
    return await paged(io, verb.name, work);
  } catch (error) {
    const { report, tellingOf } = await import('./report.ts');
    const told = await tellingOf(error, session);
    // Before the flags are read, what was typed has to do.
    const isJson = session
      ? session.format === 'json' || session.format === 'jsonl'
      : wantsJson(io.env) || argv.some((token) => /^--jsonl?$/.test(token));
    await report(io, told, isJson);
    if (session) fail(session, error, told.exit);
    return told.exit;
  }
}

/** A session that can run other verbs, and a log where one was asked for. */
async function begin(
  io: Io,
  args: Args,
  about: { command: string; verb: VerbName; version: string },
): Promise<Session> {
  const session = openSession(io, args, about.command);
  session.actOf = actOf;
  if (args.debug || isOn(io.env.POSTERN_DEBUG)) {
    const { beginLog } = await import('./debug-log.ts');
    session.debug = beginLog(io, args, about);
  }
  return session;
}

function ended(session: Session, exit: number): number {
  session.debug?.line(`ends: exit ${exit}`);
  return exit;
}

function fail(session: Session, error: unknown, exit: number): void {
  session.debug?.fault(error);
  ended(session, exit);
}

async function actOf(verb: VerbName): Promise<Act> {
  return (await acts[verb]()).act;
}

async function typedCommand(path: readonly string[], { ticket }: Args): Promise<string> {
  const { shellWord } = await import('./profiles.ts');
  return ['postern', ...path, ...(ticket ? [shellWord(ticket)] : [])].join(' ');
}
