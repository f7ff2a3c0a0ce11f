/** Tells a failure: what happened, why, and what to type next, on stderr, once. */
import type { Failure } from '@postern/core/client';
import type { Connection } from './connection.ts';
import type { Io } from './io.ts';
import { jsonText } from './json-text.ts';
import { CliProblem, type ProblemCode } from './problem.ts';
import { shellWord } from './profiles.ts';
import type { Session } from './session.ts';
import { words } from './words.ts';

/** A failure as it is told; `code`, `message`, `hint` and `requestId` are what `--json` promises. */
export interface Told {
  code: Failure['code'] | ProblemCode;
  message: string;
  hint: string;
  requestId: string;
  exit: number;
}

/** Puts into words whatever was thrown. Nothing that is unknown is shown beyond its message. */
export async function tellingOf(error: unknown, session: Session | null): Promise<Told> {
  if (error instanceof CliProblem) {
    const { code, message, hint, exit } = error;
    return { code, message, hint: [hint, keptLine(session)].filter(Boolean).join('\n'), requestId: '', exit };
  }
  if (!(error instanceof Error && error.name === 'TRPCClientError')) {
    const message = `postern itself failed: ${error instanceof Error ? error.message : String(error)}`;
    return { code: 'FAILED', message, hint: keptLine(session), requestId: '', exit: 1 };
  }
  const connection = await session?.connection().catch(() => null);
  const failure = await failureIn(error, connection ?? null, session?.format === 'json');
  const hint = words[failure.code](failure, {
    command: session?.command ?? 'postern',
    file: session?.file ?? null,
    url: connection?.url ?? '',
    isTokenFromEnvironment: connection?.tokenFrom === 'POSTERN_TOKEN',
    profile: connection?.profile ?? 'default',
  });
  const queue = session?.canQueue ? 'To keep it on this machine until the desk is back: add --queue' : '';
  const lines = [hint, ...(failure.exit === 8 ? [repeatLine(session, error), queue] : []), keptLine(session)];
  const { code, message, requestId, exit } = failure;
  return { code, message, hint: lines.filter(Boolean).join('\n'), requestId, exit };
}

/** Writes it: as JSON when the data would have been JSON, else for people. */
export async function report(io: Io, told: Told, isJson: boolean): Promise<void> {
  const { code, message, hint, requestId } = told;
  if (isJson) {
    io.stderr.write(`${jsonText({ error: { code, message, hint, requestId } })}\n`);
    return;
  }
  const { displayText } = await import('@postern/core/client');
  const lines = [
    // Nothing went wrong that has to be done again.
    `${code === 'KEPT_OFFLINE' ? 'kept' : 'error'}: ${displayText(message)}`,
    ...hint.split('\n').map((line) => line && `  ${displayText(line)}`),
  ];
  if (code === 'INTERNAL' && requestId) lines.push(`  Reference for the operator: ${displayText(requestId)}`);
  io.stderr.write(`${lines.filter(Boolean).join('\n')}\n`);
}

const networkReasons: Record<string, string> = {
  ECONNREFUSED: 'nothing answers there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  UND_ERR_CONNECT_TIMEOUT: 'it did not answer in time',
  ETIMEDOUT: 'it did not answer in time',
  // What the handshake makes of an answer in plain HTTP depends on the version of OpenSSL.
  ERR_SSL_WRONG_VERSION_NUMBER: 'what answers there speaks http and not https',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'what answers there speaks http and not https',
};

async function failureIn(error: Error, connection: Connection | null, isJson: boolean): Promise<Failure> {
  const { failureOf } = await import('@postern/core/client');
  const failure = failureOf(error);
  if (failure.code !== 'UNREACHABLE') return failure;
  const where = `The desk at ${connection?.url ?? 'this address'} cannot be reached`;
  const untold =
    isJson && connection?.urlFrom === 'default'
      ? ' No desk is set up here, so the usual address was tried.'
      : '';
  return { ...failure, message: `${where}: ${reasonFor(error)}.${untold}` };
}

function reasonFor(error: unknown): string {
  let last = '';
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException;
    if (code && networkReasons[code]) return networkReasons[code];
    if (code === 'EPROTO' && /wrong version number|packet length too long/.test(at.message))
      return networkReasons.ERR_SSL_WRONG_VERSION_NUMBER as string;
    if (code === 'EPROTO' || code?.startsWith('ERR_SSL_'))
      return 'no encrypted connection to it could be made';
    // An answer that is no JSON, or JSON of another kind.
    if (at instanceof SyntaxError || at.message.startsWith('Unable to transform'))
      return 'what answers there is no desk';
    last = at.message;
  }
  return last || 'no answer';
}

/** Before these no word of the request has left, so it cannot have arrived. */
const beforeAnyWord = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function hasLeft(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if (beforeAnyWord.has((at as NodeJS.ErrnoException).code ?? '')) return false;
  return true;
}

function repeatLine(session: Session | null, error: unknown): string {
  return session?.requestId && hasLeft(error)
    ? `It may have arrived all the same. Repeat it safely: add --request-id ${session.requestId}`
    : '';
}

function keptLine(session: Session | null): string {
  return session?.keptText
    ? `Your text is kept: ${session.command} --body-file ${shellWord(session.keptText)}`
    : '';
}
