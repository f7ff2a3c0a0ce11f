/** The first time: look around, make a desk, or go to one that is there. */
import { httpClient } from '@postern/core/client';
import type { Args } from '../cli/flags.ts';
import { CliProblem } from '../cli/problem.ts';
import type { Session } from '../cli/session.ts';
import { makeOwnDesk } from './own-desk.ts';
import { sampleLogin, startSample } from './sample-desk.ts';
import { serverCommand } from './server-command.ts';

/** Where the inbox opens, and what ends with it. */
export interface FirstDesk {
  url: string;
  token: string;
  profile: string;
  stop?: () => Promise<void>;
  /** Variables that say where drafts, the cache and logs are, for a desk with which they are to go. */
  folders?: Readonly<Record<string, string>>;
}

const welcome = `Welcome to Postern. What would you like to do?

  1  Look around with sample tickets (nothing is saved)
  2  Start a desk on this machine (one SQLite file)
  3  Connect to an existing desk
`;

const firstKeys = `
  j k     move          Enter   open
  r       reply to the customer; Ctrl+S sends
  n       internal note; Ctrl+N keeps it inside
  u       undo
  :       every command by its words, and ? for all keys
`;

/**
 * Asks and does it. Answers the desk whose inbox to open; null when there is none to open yet. Throws `CANCELLED`
 * for no answer.
 */
export async function firstRun(
  session: Session,
  args: Args,
  from: string = import.meta.dirname,
): Promise<FirstDesk | null> {
  const { io } = session;
  await session.show(welcome);
  for (;;) {
    const answer = await io.ask('Type 1, 2 or 3 [1]: ');
    if (answer === null) throw new CliProblem('CANCELLED', 'Nothing was chosen.');
    switch (answer.trim()) {
      case '':
      case '1':
        return lookAround(session, requireServer(from, io.env.PATH));
      case '2':
        return makeOwnDesk(session, requireServer(from, io.env.PATH));
      case '3':
        return connect(session, args);
      default:
        await session.show('That is none of them.');
    }
  }
}

async function lookAround(session: Session, command: string): Promise<FirstDesk> {
  await session.show(`Preparing the sample desk … Meanwhile:\n${firstKeys}`);
  let sample: Awaited<ReturnType<typeof startSample>>;
  try {
    sample = await startSample(command, session.io.env);
  } catch (error) {
    throw new CliProblem('FAILED', (error as Error).message, 'In a checkout, this does the same: npm start');
  }
  const { url, folders, stop } = sample;
  const { token } = await httpClient({ url, token: null, source: 'CLI' }).auth.signIn.mutate(sampleLogin);
  return { url, token, profile: 'sample', folders, stop };
}

async function connect(session: Session, args: Args): Promise<FirstDesk> {
  const { io } = session;
  const typed = (await io.ask('Its address, such as https://support.example.com: '))?.trim();
  if (!typed) throw new CliProblem('CANCELLED', 'Nothing was typed.');
  const url = /^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`;
  const { act } = await import('../cli/verbs/auth-login.ts');
  const { openSession } = await import('../cli/session.ts');
  const login = { ...args, url };
  await act(openSession(io, login, 'postern auth login'), login);
  const { url: at, token, profile } = await openSession(io, login, 'postern').connection();
  if (!token) throw new CliProblem('NOT_SIGNED_IN', 'The token could not be read back.');
  return { url: at, token, profile };
}

function requireServer(from: string, path: string | undefined): string {
  const command = serverCommand(from, path);
  if (command) return command;
  throw new CliProblem(
    'FAILED',
    'The program postern-server is not installed here.',
    'Install it, or connect to a desk that is there: postern auth login --url URL',
  );
}
