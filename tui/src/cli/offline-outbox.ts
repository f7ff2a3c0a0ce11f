/** The outbox on this machine, as the verbs use it: what could not reach the desk is kept there when that was asked for. */
import { type Failure, failureOf } from '@postern/core/client';
import { type ActFiles, actFiles } from '../offline/act-files.ts';
import { type Deed, deedWords, type OfflineAct, ticketWords } from '../offline/offline-act.ts';
import type { Outcome, Way } from '../offline/send-acts.ts';
import { stateFolder } from '../store/draft-files.ts';
import type { Args } from './flags.ts';
import type { TicketRef } from './numbers.ts';
import { CliProblem, usageProblem } from './problem.ts';
import { readProfiles } from './profiles.ts';
import type { Session } from './session.ts';

/**
 * The outbox of whoever is signed in, and their address; null where only a token says who that is: then another
 * agent's acts could be sent in this one's name.
 */
export async function offlineOutbox(session: Session): Promise<{ files: ActFiles; email: string } | null> {
  const { url, profile, tokenFrom } = await session.connection();
  const known = (await readProfiles(session.io.env)).get(profile);
  if (tokenFrom !== 'file' || known?.url !== url) return null;
  return { files: actFiles(stateFolder(session.io.env), { url, email: known.email }), email: known.email };
}

/** What is kept of an act when the desk cannot be reached. */
export type Keepable = Pick<OfflineAct, 'requestId'> & {
  ticket: TicketRef;
  deed: Deed;
  subject?: string;
  version?: number | null;
  seenAt?: number | null;
};

/** Files lie on this machine alone and may change until then; a snippet's actions may too. Throws a usage problem for both at once. */
export function requireQueueable(args: Args): void {
  if (args.queue && args.attach.length > 0)
    throw usageProblem('Files cannot wait in the offline outbox.', 'Give --queue or --attach, not both.');
  if (args.queue && args.snippet !== undefined)
    throw usageProblem(
      'What a snippet does with its reply cannot wait in the offline outbox.',
      'Give --queue or --snippet, not both.',
    );
}

/** Does it; with `--queue` an act that did not reach the desk is kept, and the `KEPT_OFFLINE` problem says so (exit 9). */
export async function orKeep<T>(
  session: Session,
  args: Args,
  act: Keepable,
  call: () => Promise<T>,
): Promise<T> {
  session.canQueue = true;
  try {
    return await call();
  } catch (error) {
    if (!args.queue || !isUnreachable(error)) throw error;
    throw await keptOffline(session, act);
  }
}

/** Whether the desk was not reached, or its answer was lost. */
export function isUnreachable(error: unknown): boolean {
  return (
    error instanceof Error && error.name === 'TRPCClientError' && failureOf(error).code === 'UNREACHABLE'
  );
}

/** Keeps the act and answers what to tell about it. Throws when it cannot be kept. */
export async function keptOffline(session: Session, act: Keepable): Promise<CliProblem> {
  const outbox = await offlineOutbox(session);
  if (!outbox)
    throw new CliProblem(
      'FAILED',
      'The desk cannot be reached, and nothing was kept: a token alone does not say whose outbox this is.',
      'Sign in with: postern auth login',
    );
  const { ticket, deed, requestId, subject = '', version = null, seenAt = null } = act;
  const kept = outbox.files.add(
    {
      ...{
        ticketId: typeof ticket === 'string' ? ticket : null,
        number: typeof ticket === 'number' ? ticket : null,
      },
      ...{ deed, requestId, subject, version, seenAt },
    },
    session.io.now().getTime(),
  );
  return new CliProblem(
    'KEPT_OFFLINE',
    `The desk cannot be reached. Kept on this machine: ${actLine(kept)}.`,
    `When it is back: postern outbox retry ${kept.id}\nOr give it up: postern outbox cancel ${kept.id}`,
  );
}

/** `#1042: close` */
export function actLine(act: OfflineAct): string {
  return `${ticketWords(act)}: ${deedWords(act.deed)}`;
}

/** As `outbox list` shows it. */
export function offlineItem(act: OfflineAct) {
  const { id, deed, state, number, at, reason } = act;
  return {
    ...{ id, kind: deed.kind === 'status' ? deedWords(deed) : deed.kind },
    state: state === 'stopped' ? 'stopped' : 'offline',
    ticket: number,
    at: new Date(at).toISOString(),
    reason: reason === '' ? deedWords(deed) : reason,
  };
}

/** By failure, what the client threw: told in the same words as everywhere. */
const thrown = new WeakMap<Failure, unknown>();

/** How the command asks the desk for these acts. */
export async function wayOf(session: Session, me: string): Promise<Way> {
  const client = await session.client();
  return {
    client,
    async ask(call) {
      try {
        return { ok: true, value: await call({}) };
      } catch (error) {
        const failure = failureOf(error);
        thrown.set(failure, error);
        return { ok: false, failure };
      }
    },
    wordsFor: ({ message }) => message,
    now: () => session.io.now().getTime(),
    me,
  };
}

/** Says what came of an act. Throws when it is not at the desk. */
export async function tellOutcome(session: Session, outcome: Outcome): Promise<void> {
  const { kind, act } = outcome;
  if (kind === 'done') return session.say(`Sent: ${actLine(act)}.`);
  if (kind === 'stopped')
    throw new CliProblem(
      'NOT_SENT',
      `Not sent, ${actLine(act)}: ${outcome.reason}`,
      `As it stands now, all the same: postern outbox retry ${act.id}\nOr give it up: postern outbox cancel ${act.id}`,
    );
  throw thrown.get(outcome.failure);
}
