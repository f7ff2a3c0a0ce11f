/** What is done while the desk cannot be reached: kept on the disk, shown as it will stand, sent when it is back. */
import { displayText } from '@postern/core/words';
import type { ActFiles } from '../offline/act-files.ts';
import { actWords, type Deed, isOf, type OfflineAct } from '../offline/offline-act.ts';
import { type Confirmed, type Outcome, sendAct, sendActs, type Way } from '../offline/send-acts.ts';
import type { Hub } from './hub.ts';
import type { TicketRow } from './model.ts';

export interface OfflineActions {
  /** Whether acts on this ticket go into the outbox now: the desk is away, or earlier ones still wait. */
  mustWait(row: Pick<TicketRow, 'id' | 'number'>): boolean;
  /** Puts an act into the outbox; answers null, and says why, when it cannot be kept. */
  keep(row: TicketRow, deed: Deed, requestId?: string): OfflineAct | null;
  /** Sends what waits. Safe to call at any time; what is kept while one call is under way is sent behind it. */
  flush(): Promise<void>;
  /** Takes the newest act that waits out of the outbox; answers it, or null when none waits. */
  takeBackLast(): OfflineAct | null;
  /** Takes one out; answers it, or null when it has been sent by now. */
  takeBack(id: string): OfflineAct | null;
  /** Sends one now, as a person has confirmed it; a reply to these readers alone. */
  send(id: string, confirmed: Confirmed): Promise<Outcome | null>;
  /** Reads the outbox anew. */
  load(): void;
  stop(): void;
}

type Done = Extract<Outcome, { kind: 'done' }>;

/** The command of another window may add to the outbox. */
const lookAgainMs = 15_000;
const soonMs = 3_000;

export function createOffline(
  hub: Hub,
  filesOf: () => ActFiles | null,
  on: { sent(act: OfflineAct, isHeld: boolean): void },
): OfflineActions {
  let isSending = false;
  /** Something was kept while others were sent: it is not among those. */
  let isWantedAgain = false;
  let soon: NodeJS.Timeout | undefined;

  const load = () => {
    const acts = (filesOf()?.list() ?? []).map(safeAct);
    if (acts.length > 0 || hub.get().offline.length > 0) hub.set({ offline: acts });
  };
  const again = setInterval(() => {
    load();
    if (hub.get().connection.kind === 'live') void flush();
  }, lookAgainMs);
  again.unref();

  const way = (): Way => ({
    client: hub.client,
    ask: (call) => hub.ask(call),
    // The table's words for it lead from a composer; what waits here has none.
    wordsFor: (failure) =>
      failure.code === 'TICKET_CLOSED'
        ? `${failure.message} In the ticket o reopens it; then ! here sends this.`
        : hub.wordsFor(failure),
    now: hub.now,
    me: hub.get().me?.email ?? '',
  });

  const flush = async () => {
    const files = filesOf();
    if (!files || hub.get().isReadOnly) return;
    if (isSending) {
      isWantedAgain = true;
      return;
    }
    isWantedAgain = false;
    load();
    if (!hub.get().offline.some(({ state }) => state === 'waiting')) return;
    isSending = true;
    const done: Done[] = [];
    const stopped: OfflineAct[] = [];
    try {
      await sendActs(way(), files, (outcome) => {
        load();
        if (outcome.kind === 'done') {
          done.push(outcome);
          on.sent(outcome.act, outcome.isHeld);
        } else if (outcome.kind === 'stopped') stopped.push(outcome.act);
        // A desk that is away tells by itself when it is back; one that had trouble of its own does not.
        else {
          clearTimeout(soon);
          soon = setTimeout(() => void flush(), soonMs);
          soon.unref();
        }
      });
    } catch (error) {
      cannotKeep(error);
    } finally {
      isSending = false;
      load();
    }
    say(done, stopped);
    if (isWantedAgain) void flush();
  };

  const say = (done: readonly Done[], stopped: readonly OfflineAct[]) => {
    const [first] = done;
    const [refused] = stopped;
    const sent =
      first === undefined
        ? ''
        : done.length === 1
          ? `${sentWords(first)} `
          : `What you did while the desk was away is sent: ${done.length} acts. `;
    if (refused)
      return hub.say('warning', `${sent}Not sent: ${actWords(refused)}. ${refused.reason} g o decides.`);
    if (sent !== '') hub.say('good', sent.trim());
  };

  const cannotKeep = (error: unknown) =>
    hub.say('bad', `The offline outbox cannot be written: ${(error as Error).message}. Nothing was done.`);

  const takeBack = (id: string): OfflineAct | null => {
    const files = filesOf();
    const act = files?.get(id) ?? null;
    try {
      if (act) files?.remove(id);
    } catch (error) {
      cannotKeep(error);
      return null;
    }
    load();
    return act;
  };

  return {
    mustWait: (row) =>
      hub.get().connection.kind === 'reconnecting' ||
      hub.get().offline.some((act) => act.state === 'waiting' && isOf(act, row)),
    keep(row, deed, requestId) {
      const files = filesOf();
      if (!files) {
        hub.say(
          'bad',
          'The desk cannot be reached, and who you are there is not known yet. Try again later.',
        );
        return null;
      }
      // A thread out of the cache has no version; its row in the list has.
      const version = row.version || hub.get().list.rows.find(({ id }) => id === row.id)?.version || null;
      try {
        const act = files.add(
          {
            ...{ ticketId: row.id, number: row.number, subject: row.subject, version, deed },
            ...{ requestId: requestId ?? hub.newId(), seenAt: row.lastActivityAt },
          },
          hub.now(),
        );
        load();
        if (hub.get().connection.kind === 'live') void flush();
        return act;
      } catch (error) {
        cannotKeep(error);
        return null;
      }
    },
    flush,
    takeBack,
    takeBackLast() {
      const last = isSending ? undefined : hub.get().offline.findLast(({ state }) => state === 'waiting');
      return last ? takeBack(last.id) : null;
    },
    async send(id, confirmed) {
      const files = filesOf();
      const act = files?.get(id);
      if (!files || !act || isSending) return null;
      isSending = true;
      let outcome: Outcome;
      try {
        outcome = await sendAct(way(), files, act, confirmed);
      } finally {
        isSending = false;
        load();
      }
      if (outcome.kind === 'done') on.sent(outcome.act, outcome.isHeld);
      // What had to wait behind it.
      void flush();
      return outcome;
    },
    load,
    stop() {
      clearInterval(again);
      clearTimeout(soon);
    },
  };
}

/** A reply with a hold is not out yet when the desk has it. */
export function sentWords({ act, isHeld }: Done): string {
  return isHeld
    ? `The desk has it: ${actWords(act)}; u takes it back until it leaves.`
    : `Sent now: ${actWords(act)}.`;
}

/** Another program may have written the file, so its words are made safe to print; the texts to be sent stay data. */
function safeAct(act: OfflineAct): OfflineAct {
  return { ...act, subject: displayText(act.subject), reason: displayText(act.reason) };
}
