/** Sends what was done offline: in order, each once, and nothing over what has changed meanwhile. */
import {
  type Failure,
  outcomes,
  type PosternClient,
  type TicketHead,
  type TicketView,
} from '@postern/core/client';
import { displayText, leakWords } from '@postern/core/words';
import { safePeople, safeRow } from '../store/safe-tickets.ts';
import type { ActFiles } from './act-files.ts';
import { type Change, type Deed, isDone, isSameTicket, type OfflineAct } from './offline-act.ts';

type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** How the desk is asked: the terminal and the command count and time their requests each in their own way. */
export interface Way {
  client: PosternClient;
  ask<T>(call: (options: { signal?: AbortSignal }) => Promise<T>): Promise<Answer<T>>;
  wordsFor(failure: Failure): string;
  now(): number;
  /** The agent's own address. */
  me: string;
}

/** What a person decided about a stopped act: it goes out as the ticket stands now, a reply to these readers alone. */
export interface Confirmed {
  audienceHash?: string;
}

export type Outcome =
  /** The desk has it; a reply may wait there for a while. */
  | { kind: 'done'; act: OfflineAct; isHeld: boolean }
  | { kind: 'stopped'; act: OfflineAct; reason: string; failure?: Failure }
  /** Nothing is wrong with the act: it waits on. */
  | { kind: 'later'; act: OfflineAct; failure: Failure };

type Step =
  | { kind: 'done'; isHeld: boolean; head?: TicketHead }
  | { kind: 'stopped'; reason: string }
  | Failed;
interface Failed {
  kind: 'failed';
  failure: Failure;
}

/** A reply that waited for longer is read again by its writer before it leaves. */
export const readAgainMs = 15 * 60_000;
const mostTries = 3;

/**
 * Sends the acts that wait, oldest first, and tells `on` of each before the next one. Ends at the first that could
 * not reach the desk. What follows a stopped act on the same ticket waits with it. Safe to run in two programs at
 * once, and again after a crash at any moment: texts carry their request id, changes the version they were made on.
 */
export async function sendActs(way: Way, files: ActFiles, on: (outcome: Outcome) => void): Promise<void> {
  const stopped = files.list().filter(({ state }) => state === 'stopped');
  for (const { id } of files.list()) {
    // Another program may have sent it, or a person taken it back, while the one before was under way.
    const act = files.get(id);
    if (act?.state !== 'waiting' || stopped.some((each) => isSameTicket(each, act))) continue;
    const outcome = await sendAct(way, files, act);
    on(outcome);
    if (outcome.kind === 'later') return;
    if (outcome.kind === 'stopped') stopped.push(outcome.act);
  }
}

/** Sends one act, a stopped one too when a person has `confirmed` it, and keeps its file in step. */
export async function sendAct(
  way: Way,
  files: ActFiles,
  act: OfflineAct,
  confirmed?: Confirmed,
): Promise<Outcome> {
  const behind = files.list().filter((each) => each.at > act.at && isSameTicket(each, act));
  const step = await stepOf(way, act, confirmed, behind);
  if (step.kind === 'done') {
    const failure = await carryOn(way, files, act, step);
    // It stays, and is found to have arrived the next time: else what follows would take its change for somebody's.
    if (failure) return { kind: 'later', act, failure };
    files.remove(act.id);
    return { kind: 'done', act, isHeld: step.isHeld };
  }
  const failure = step.kind === 'failed' ? step.failure : undefined;
  if (failure && isForLater(failure)) return { kind: 'later', act, failure };
  const reason = displayText(step.kind === 'stopped' ? step.reason : way.wordsFor(step.failure));
  const stopped: OfflineAct = { ...act, state: 'stopped', reason };
  files.update(stopped);
  return { kind: 'stopped', act: stopped, reason, ...(failure && { failure }) };
}

/** Whether the same act can succeed by itself: no desk, no session, or a desk that has trouble of its own. */
function isForLater({ code }: Failure): boolean {
  return code === 'UNREACHABLE' || code === 'NOT_SIGNED_IN' || outcomes[code].retry;
}

function stepOf(
  way: Way,
  act: OfflineAct,
  confirmed: Confirmed | undefined,
  behind: readonly OfflineAct[],
): Promise<Step> {
  const { deed } = act;
  if (deed.kind === 'reply') {
    // What moves the ticket next comes after the reply, which would not leave a closed ticket any more.
    const isFollowed = behind.some(({ deed: { kind } }) => kind === 'status' || kind === 'stage');
    return sendReply(way, act, isFollowed ? { ...deed, holdSeconds: 0 } : deed, confirmed);
  }
  if (deed.kind === 'note') return sendNote(way, act, deed.body);
  return sendChange(way, act, deed, confirmed);
}

const refOf = ({ ticketId, number }: OfflineAct) => ticketId ?? (number as number);

async function sendNote(way: Way, act: OfflineAct, body: string): Promise<Step> {
  const note = { ticket: refOf(act), body, requestId: act.requestId };
  const answer = await way.ask((options) => way.client.tickets.note.mutate(note, options));
  return answer.ok ? { kind: 'done', isHeld: false } : { kind: 'failed', failure: answer.failure };
}

async function sendReply(
  way: Way,
  act: OfflineAct,
  deed: Deed & { kind: 'reply' },
  confirmed?: Confirmed,
): Promise<Step> {
  const before = await findArrived(way, act, deed.body);
  if (before !== null) return before;
  for (let tries = 1; ; tries += 1) {
    const seen = await way.ask((options) => way.client.tickets.view.query({ ticket: refOf(act) }, options));
    if (!seen.ok) return { kind: 'failed', failure: seen.failure };
    const { audience, version, timeline } = seen.value;
    const reason = confirmed
      ? otherReaders(audience, confirmed.audienceHash)
      : (writtenMeanwhile(act, timeline) ?? otherReaders(audience, deed.audienceHash) ?? tooOld(way, act));
    if (reason !== null) return { kind: 'stopped', reason };
    const { holdSeconds, body, acts } = deed;
    const looked = confirmed || deed.leaksOk === true ? null : await lookThrough(way, act, body);
    if (looked !== null) return looked;
    const reply = {
      ...{
        ticket: refOf(act),
        body,
        requestId: act.requestId,
        audienceHash: audience.hash,
        ifVersion: version,
      },
      ...{ holdSeconds, stopIfTheyWrite: holdSeconds > 0 },
      ...(acts && { actions: acts }),
    };
    const answer = await way.ask((options) => way.client.tickets.reply.mutate(reply, options));
    if (answer.ok) return { kind: 'done', isHeld: answer.value.held !== null };
    // Something came between looking and sending: look again.
    if (answer.failure.code !== 'TICKET_CHANGED' || tries === mostTries)
      return { kind: 'failed', failure: answer.failure };
  }
}

/** What only the desk can find in a reply, as it would have before: null where it may go. */
async function lookThrough(way: Way, act: OfflineAct, body: string): Promise<Step | null> {
  const found = await way.ask((options) =>
    way.client.tickets.checkReply.query({ ticket: refOf(act), body }, options),
  );
  // A desk of an older release does not know the question.
  if (!found.ok)
    return found.failure.code === 'BAD_INPUT' ? null : { kind: 'failed', failure: found.failure };
  const [first] = found.value.leaks;
  if (!first) return null;
  return { kind: 'stopped', reason: `"${first.passage.slice(0, 60)}" ${leakWords[first.kind]}.` };
}

/**
 * Whether the desk has the reply already, because an earlier answer was lost: held there, or sent. The second question
 * names readers that no ticket has, so that a reply which is not there yet is refused, whatever else holds.
 */
async function findArrived(way: Way, act: OfflineAct, body: string): Promise<Step | null> {
  const held = await way.ask((options) => way.client.tickets.held.query(undefined, options));
  if (!held.ok) return { kind: 'failed', failure: held.failure };
  if (held.value.items.some(({ requestId }) => requestId === act.requestId))
    return { kind: 'done', isHeld: true };
  const probe = { ticket: refOf(act), body, requestId: act.requestId, audienceHash: 'nobody' };
  const sent = await way.ask((options) => way.client.tickets.reply.mutate(probe, options));
  if (sent.ok) return { kind: 'done', isHeld: false };
  const isRefused = sent.failure.code === 'TICKET_CHANGED' || sent.failure.code === 'AUDIENCE_CHANGED';
  return isRefused ? null : { kind: 'failed', failure: sent.failure };
}

async function sendChange(way: Way, act: OfflineAct, deed: Change, confirmed?: Confirmed): Promise<Step> {
  const look = () => way.ask((options) => way.client.tickets.view.query({ ticket: refOf(act) }, options));
  let ifVersion = act.version;
  if (ifVersion === null || confirmed) {
    const seen = await look();
    if (!seen.ok) return { kind: 'failed', failure: seen.failure };
    if (isDone(deed, safeRow(seen.value), way.me)) return { kind: 'done', isHeld: false, head: seen.value };
    if (!confirmed && newsOf(act, seen.value.timeline).length > 0)
      return { kind: 'stopped', reason: changedWords(act, seen.value.timeline) };
    ifVersion = seen.value.version;
  }
  const which = { ticket: refOf(act), ifVersion };
  const answer = await way.ask((options) => bring(way.client.tickets, which, deed, options));
  if (answer.ok) return { kind: 'done', isHeld: false, head: answer.value };
  if (answer.failure.code !== 'TICKET_CHANGED') return { kind: 'failed', failure: answer.failure };
  const seen = await look();
  if (!seen.ok) return { kind: 'failed', failure: seen.failure };
  // It arrived before and its answer was lost, or somebody did the same.
  if (isDone(deed, safeRow(seen.value), way.me)) return { kind: 'done', isHeld: false, head: seen.value };
  return { kind: 'stopped', reason: changedWords(act, seen.value.timeline) };
}

function bring(
  tickets: PosternClient['tickets'],
  which: { ticket: string | number; ifVersion: number },
  deed: Change,
  options: { signal?: AbortSignal },
): Promise<TicketHead> {
  switch (deed.kind) {
    case 'status':
      return (deed.to === 'closed' ? tickets.close : tickets.reopen).mutate(which, options);
    case 'assignee':
      return tickets.assign.mutate({ ...which, to: deed.to }, options);
    case 'priority':
      return tickets.setPriority.mutate({ ...which, to: deed.to }, options);
    case 'stage':
      return tickets.setStage.mutate({ ...which, to: deed.to }, options);
    case 'tags':
      return tickets.tag.mutate({ ...which, add: [...deed.add], remove: [...deed.remove] }, options);
    default:
      if (deed.to === 'awake') return tickets.wake.mutate(which, options);
      return tickets.snooze.mutate({ ...which, until: deed.to === 'reply' ? null : deed.to }, options);
  }
}

/**
 * Later acts on the ticket were made on the version that this one has just changed: they go on from the new one,
 * unless somebody else has changed the ticket too. Answers what kept it from looking.
 */
async function carryOn(
  way: Way,
  files: ActFiles,
  act: OfflineAct,
  { head }: { head?: TicketHead },
): Promise<Failure | null> {
  const { version } = act;
  const later = files
    .list()
    .filter((each) => each.id !== act.id && isSameTicket(each, act) && each.version === version);
  if (later.length === 0) return null;
  const seen: Answer<TicketHead | TicketView> = head
    ? { ok: true, value: head }
    : await way.ask((options) => way.client.tickets.view.query({ ticket: refOf(act) }, options));
  if (!seen.ok) return isForLater(seen.failure) ? seen.failure : null;
  if (!isOnlyOurs(act, seen.value)) return null;
  const seenAt = Date.parse(seen.value.lastActivityAt);
  for (const each of later)
    files.update({ ...each, seenAt, version: version === null ? null : seen.value.version });
  return null;
}

/** Whether nothing but this act has changed the ticket since it was seen. */
function isOnlyOurs(act: OfflineAct, after: TicketHead | TicketView): boolean {
  const { version, deed } = act;
  if (version !== null) return after.version <= version + 1;
  if (!('timeline' in after)) return true;
  return newsOf(act, after.timeline).every(({ text }) => 'body' in deed && text.trim() === deed.body.trim());
}

type Timeline = TicketView['timeline'];

/** What has happened since the writer saw the ticket; where that is not known, since the act. */
function newsOf(act: OfflineAct, timeline: Timeline): Timeline {
  return timeline.filter(({ at }) => Date.parse(at) > (act.seenAt ?? act.at));
}

function writtenMeanwhile(act: OfflineAct, timeline: Timeline): string | null {
  const names = newsOf(act, timeline)
    .filter(({ direction }) => direction === 'in')
    .map(({ author }) => author.name);
  return names.length === 0 ? null : `${[...new Set(names)].join(', ')} wrote meanwhile.`;
}

function otherReaders(audience: TicketView['audience'], shown: string | null | undefined): string | null {
  if (shown === audience.hash) return null;
  const names = safePeople(audience.to).map(({ name }) => name);
  const readers = names.length === 0 ? 'Nobody' : names.join(', ');
  return shown ? `Now ${readers} would read it.` : `${readers} would read it; nobody has seen that yet.`;
}

function tooOld(way: Way, act: OfflineAct): string | null {
  const minutes = Math.floor((way.now() - act.at) / 60_000);
  return way.now() - act.at > readAgainMs ? `It waited for ${minutes} minutes; read it again.` : null;
}

const mostNamed = 2;

/** `closed the ticket by Bo Lindqvist`, `Maria López wrote` */
function changedWords(act: OfflineAct, timeline: Timeline): string {
  const news = newsOf(act, timeline).map(({ kind, author, text }) => {
    if (kind === 'message') return `${author.name} wrote`;
    if (kind === 'note') return `${author.name} wrote a note`;
    return `${author.name || 'The desk'}: ${text}`;
  });
  if (news.length === 0) return 'The ticket has changed since.';
  const more = news.length > mostNamed ? ` (and ${news.length - mostNamed} more)` : '';
  return `The ticket has changed since: ${news.slice(-mostNamed).join('; ')}${more}.`;
}
