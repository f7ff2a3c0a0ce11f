/** One run of a verb: what it may ask, how it speaks, and the desk it talks to. */
import type { PosternClient } from '@postern/core/client';
import { type Connection, connectionFor } from './connection.ts';
import type { DebugLog } from './debug-log.ts';
import type { Args } from './flags.ts';
import type { Io } from './io.ts';
import { CliProblem, usageProblem } from './problem.ts';
import type { Verb } from './verbs.ts';

/** Answers the exit code, 0 when it answers nothing. */
export type Act = (session: Session, args: Args) => Promise<number | undefined>;

/** How data leaves: for programs, for pipes, or for people at a terminal. */
export type Format = 'json' | 'jsonl' | 'columns' | 'table';

export interface Session {
  readonly io: Io;
  readonly format: Format;
  /** What was typed, verb and ticket only, for hints: `postern ticket reply 1042`. */
  readonly command: string;
  /** The file that was named, where the verb takes one; `-` for stdin. */
  readonly file: string | null;
  /** Whether somebody is there to answer a question. */
  readonly canAsk: boolean;
  /** A line for people on stderr; nothing with `--quiet` or `--json`. */
  say(message: string): Promise<void>;
  /** Shows text for people on stderr, whatever the flags: it belongs to a question. */
  show(message: string): Promise<void>;
  /** Answers whether the person said yes. `--yes` says it for them. Throws a usage problem when nobody can be asked. */
  confirm(question: string): Promise<boolean>;
  connection(): Promise<Connection>;
  client(): Promise<PosternClient>;
  /** Set by a verb whose request may be repeated with the same id. */
  requestId: string | null;
  /** What a verb does, for the inbox, which is a verb itself and runs others. Set by `run`. */
  actOf: ((verb: Verb['name']) => Promise<Act>) | null;
  /** What is written down of this run; null unless it was asked for. */
  debug: DebugLog | null;
  /** Whether the verb could keep its act until the desk is back. */
  canQueue: boolean;
  /** Where a text lies that could not be sent. */
  keptText: string | null;
}

/** A session for these arguments. Connects to nothing before `client` is asked for. */
export function openSession(io: Io, args: Args, command: string): Session {
  const { isTerminal } = io;
  const canAsk = isTerminal.stdin && isTerminal.stdout && isTerminal.stderr && !args['no-input'];
  let connection: Promise<Connection> | undefined;
  let client: Promise<PosternClient> | undefined;

  const session: Session = {
    io,
    format: args.jsonl ? 'jsonl' : args.json ? 'json' : isTerminal.stdout ? 'table' : 'columns',
    command,
    file: args.file ?? null,
    canAsk,
    requestId: null,
    keptText: null,
    canQueue: false,
    actOf: null,
    debug: null,
    async say(message) {
      if (!args.quiet && !args.json) await session.show(message);
    },
    async show(message) {
      const { displayText } = await import('@postern/core/client');
      io.stderr.write(`${displayText(message, { multiline: true })}\n`);
    },
    async confirm(question) {
      if (args.yes) return true;
      if (!canAsk) {
        throw usageProblem(
          'This asks a question first, and there is no terminal to ask it on.',
          'To answer yes: add --yes',
        );
      }
      const { displayText } = await import('@postern/core/client');
      const answer = await io.ask(`${displayText(question)} [y/N] `);
      return /^\s*y(es)?\s*$/i.test(answer ?? '');
    },
    connection: () => {
      connection ??= connectionFor(io.env, args);
      return connection;
    },
    client: () => {
      client ??= connect();
      return client;
    },
  };

  async function connect(): Promise<PosternClient> {
    const { url, urlFrom, token } = await session.connection();
    if (urlFrom === 'default') await session.say(`No desk is set up here, so ${url} is asked.`);
    const { httpClient } = await import('@postern/core/client');
    return httpClient({ url, token: headerSafe(token), source: 'CLI', onCall: session.debug?.call });
  }

  return session;
}

/** A token with a line break would break the request in a way that reads like an unreachable desk. */
function headerSafe(token: string | null): string | null {
  if (token !== null && !/^[\x21-\x7e]+$/.test(token)) {
    throw new CliProblem(
      'NOT_SIGNED_IN',
      'The token is not one of a desk: it holds spaces or line breaks.',
      'Look at POSTERN_TOKEN, or sign in: postern auth login',
    );
  }
  return token;
}
