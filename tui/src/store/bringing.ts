/** Brings tickets to stand otherwise, one or many, and says what came of it: the way of every act that `u` takes back. */
import type { OfflineAct } from '../offline/offline-act.ts';
import { actWords } from '../offline/offline-act.ts';
import type { Answer, Hub } from './hub.ts';
import type { LocalActs, TicketAct } from './local-acts.ts';
import type { Ticket, TicketRow } from './model.ts';
import type { OfflineActions } from './offline.ts';
import { deedOf } from './offline-standing.ts';
import { safeRow } from './safe-tickets.ts';
import { selectedRows } from './selection.ts';
import { bringTo, isSameStanding, type Standing, standingOf, standingWords } from './standings.ts';
import { sayWhileWaiting } from './while-waiting.ts';

export interface Bringing {
  /** Brings the tickets to stand so, each by itself, and says what came of it. */
  bring(
    rows: readonly TicketRow[],
    toOf: Standing | ((row: TicketRow) => Standing),
    how?: BringHow,
  ): Promise<void>;
  /** Many tickets at once are asked about, with their number. */
  carefully(rows: readonly TicketRow[], what: string, act: () => Promise<void>): Promise<void>;
  /** Goes on with what it asked about, or leaves it. */
  answer(isYes: boolean): void;
}

export interface BringHow {
  tip?: string;
  /** Behind "12 tickets ", in place of what became of the first. */
  manyWords?: string;
  /** Set where rows of a list do not say how the tickets stand: each ticket is asked for first. */
  asksFirst?: boolean;
  /** The name of whoever the tickets are given to. */
  label?: string;
}

/** Said of whatever `u` takes back, which is all that is done here. */
const undoTip = ' u takes it back.';

/** More tickets than this are asked about first. */
const mostUnasked = 20;
/** Requests under way at a time: the desk writes one after the other anyway. */
const atOnce = 4;

export function createBringing(
  hub: Hub,
  on: {
    changed(row: TicketRow): void;
    refresh(ticketId: string): Promise<Ticket | null>;
    acts: Pick<LocalActs, 'record'>;
    offline: Pick<OfflineActions, 'mustWait' | 'keep'>;
    done(): void;
  },
): Bringing {
  let asked: (() => Promise<void>) | null = null;

  const bringOne = async (row: TicketRow, to: Standing): Promise<Answer<TicketRow>> => {
    const isClosing = to.name === 'status' && to.value === 'closed';
    const attempt = (version?: number) =>
      hub.ask(async (options) =>
        safeRow(
          await bringTo(
            { tickets: hub.client.tickets, options },
            { ticket: row.id, ...(version !== undefined && { ifVersion: version }) },
            to,
            row,
          ),
        ),
      );
    // Closing alone minds what was said meanwhile; the others lose nothing.
    if (!isClosing) return attempt();
    const inbound = customerMessages(hub.get().tickets.get(row.id));
    const answer = await attempt(row.version);
    if (answer.ok || answer.failure.code !== 'TICKET_CHANGED') return answer;
    // Somebody's note is no reason to ask; a customer's message that nobody has read is.
    const fresh = await on.refresh(row.id);
    return fresh && inbound !== null && customerMessages(fresh) === inbound ? attempt(fresh.version) : answer;
  };

  const keep = (row: TicketRow, to: Standing, label: string): OfflineAct | null => {
    const deed = deedOf(row, to, label, hub.get().me);
    return deed && on.offline.keep(row, deed);
  };
  const sayKept = (kept: readonly OfflineAct[]) => {
    const [first] = kept;
    const what = kept.length === 1 && first ? actWords(first) : `${kept.length} acts`;
    hub.say('warning', `Kept on this machine, to be done when the desk is back: ${what}. u takes it back.`);
  };

  const asItIs = (row: TicketRow): Promise<Answer<TicketRow>> =>
    hub.ask(async (options) => safeRow(await hub.client.tickets.view.query({ ticket: row.id }, options)));

  return {
    async bring(rows, toOf, { tip = undoTip, manyWords, asksFirst = false, label = '' } = {}) {
      const { openId, selection: chosen } = hub.get();
      const isSelection =
        openId === null && selectedRows(hub.get()).some(({ id }) => rows.some((row) => row.id === id));
      const acts: TicketAct[] = [];
      const after: TicketRow[] = [];
      const refused: { row: TicketRow; words: string }[] = [];
      const kept: OfflineAct[] = [];
      const waiting = [...rows];
      let made = '';
      const work = async () => {
        for (let row = waiting.shift(); row; row = waiting.shift()) {
          const from = asksFirst ? await asItIs(row) : { ok: true as const, value: row };
          const to = from.ok && (typeof toOf === 'function' ? toOf(from.value) : toOf);
          const isAway = !asksFirst && on.offline.mustWait(row);
          const act = isAway && to ? keep(row, to, label) : null;
          const answer = act ? null : from.ok && to ? await bringOne(from.value, to) : from;
          const isLost = answer && !answer.ok && answer.failure.code === 'UNREACHABLE';
          // The answer that never came may have been yes: the outbox finds out.
          const late = isLost && from.ok && to ? keep(from.value, to, label) : null;
          if (act ?? late) kept.push((act ?? late) as OfflineAct);
          if (!answer || late) continue;
          if (!answer.ok || !from.ok || !to) {
            if (!answer.ok) refused.push({ row, words: hub.wordsFor(answer.failure) });
            continue;
          }
          const now = standingOf(answer.value, to);
          acts.push({ ticketId: row.id, number: row.number, before: standingOf(from.value, to), after: now });
          after.push(answer.value);
          made ||= standingWords(now, rows.length > 1, answer.value);
        }
      };
      const stopSaying = sayWhileWaiting(hub, () =>
        rows.length === 1
          ? 'The desk has not answered yet; one moment.'
          : `${after.length} of ${rows.length} tickets are done; one moment.`,
      );
      await Promise.all(Array.from({ length: Math.min(atOnce, rows.length) }, work));
      stopSaying();
      for (const row of after) on.changed(row);
      on.acts.record(acts);
      if (isSelection && hub.get().selection === chosen) on.done();
      if (kept.length > 0 && refused.length === 0) return sayKept(kept);
      const [first] = after;
      if (rows.length > 1 && manyWords) made = manyWords;
      const what = rows.length === 1 && first ? `#${first.number}` : `${rows.length} tickets`;
      const isAsBefore = acts.every(({ before, after: now }) => isSameStanding(before, now));
      if (refused.length === 0 && isAsBefore) return hub.say('plain', `${what} ${made} already.`);
      if (refused.length === 0) return hub.say('good', `${what} ${made}.${tip}`);
      const numbers = refused.map(({ row }) => `#${row.number}`);
      const why = refused[0]?.words ?? '';
      if (rows.length === 1) return hub.say('bad', why);
      hub.say(
        'warning',
        `${after.length} of ${rows.length} tickets ${made}; not ${numbers.slice(0, 5).join(', ')}${numbers.length > 5 ? ' and others' : ''}. ${why}`,
      );
    },
    carefully(rows, what, act) {
      if (rows.length <= mostUnasked) return act();
      asked = act;
      hub.set({ question: { kind: 'bulk', words: `${what} ${rows.length} tickets?` } });
      return Promise.resolve();
    },
    answer(isYes) {
      const act = asked;
      asked = null;
      if (isYes && act) void act();
    },
  };
}

function customerMessages(ticket: Ticket | undefined): number | null {
  return ticket ? ticket.timeline.filter((entry) => entry.direction === 'in').length : null;
}
