/** What was done here with one key, kept to be taken back (u) and done again (Ctrl+R). */
import { binQuestion, contactQuestion, mergeQuestion } from '../text/weighed-words.ts';
import type { Hub } from './hub.ts';
import type { TicketRow } from './model.ts';
import { safeRow } from './safe-tickets.ts';
import {
  bringTo,
  isBeyondReach,
  isSameStanding,
  type Standing,
  standingOf,
  standingWords,
} from './standings.ts';
import type { Weighing } from './weighing.ts';

/** The change of one ticket. */
export interface TicketAct {
  ticketId: string;
  number: number;
  before: Standing;
  after: Standing;
}

export interface LocalActs {
  /** Keeps what one key has just done, to one ticket or to several; what changed nothing is left out. */
  record(acts: readonly TicketAct[]): void;
  /**
   * Keeps that something was done which no key takes back: from then on undoing says these words, and leaves what was
   * done before it as it is.
   */
  bar(words: string): void;
  /**
   * Keeps that something was done which nothing takes back. Undoing says these words once, so that nobody who meant it
   * undoes what was done before; then it goes on with that.
   */
  pass(words: string): void;
  /** How often something was kept. */
  count(): number;
  /**
   * Takes back what the last key did, to each ticket that still stands as it left it: what somebody else has done
   * since is never run over. What customers notice is asked about first.
   */
  undo(): Promise<void>;
  /** Does again what was taken back last, under the same condition. */
  redo(): Promise<void>;
}

/** In words what cannot be taken back, said once or from then on. */
interface Beyond {
  words: string;
  isSaidOnce: boolean;
}

type Kept = readonly TicketAct[] | Beyond;

const mostKept = 100;

type Outcome =
  | { kind: 'done'; act: TicketAct; row: TicketRow }
  | { kind: 'changed'; act: TicketAct; row: TicketRow; left: Standing }
  | { kind: 'failed'; act: TicketAct };

export function createLocalActs(
  hub: Hub,
  weighing: Pick<Weighing, 'ask'>,
  on: { changed(row: TicketRow): void },
): LocalActs {
  const done: Kept[] = [];
  const undone: Kept[] = [];
  let count = 0;
  let isUnderWay = false;

  const stepOne = async (act: TicketAct, how: 'undo' | 'redo'): Promise<Outcome> => {
    const [left, wanted] = how === 'undo' ? [act.after, act.before] : [act.before, act.after];
    const seen = await hub.ask((options) => hub.client.tickets.view.query({ ticket: act.ticketId }, options));
    if (!seen.ok) {
      hub.fail(seen.failure);
      return { kind: 'failed', act };
    }
    const fresh = safeRow(seen.value);
    if (!isSameStanding(standingOf(fresh, left), left)) return { kind: 'changed', act, row: fresh, left };
    const answer = await hub.ask((options) =>
      bringTo(
        { tickets: hub.client.tickets, options },
        { ticket: act.ticketId, ifVersion: fresh.version },
        wanted,
        fresh,
      ),
    );
    if (!answer.ok) {
      hub.fail(answer.failure);
      return { kind: 'failed', act };
    }
    const row = safeRow(answer.value);
    on.changed(row);
    return { kind: 'done', act, row };
  };

  /** What is asked first, empty where customers notice nothing; null where the desk could not tell. */
  const question = (acts: readonly TicketAct[], how: 'undo' | 'redo'): string | Promise<string | null> => {
    const [act] = acts;
    if (!act) return '';
    const { name, value, key = '' } = how === 'undo' ? act.before : act.after;
    const what = acts.length === 1 ? `#${act.number}` : `${acts.length} tickets`;
    if (name === 'bin') return binQuestion(what, value === 'in' ? 'in' : 'out', acts.length > 1);
    if (name === 'merge') return mergeQuestion(act.number, value);
    if (name !== 'contact') return '';
    const wish = value === 'on' ? { add: [key], create: true } : { remove: [key] };
    return hub
      .ask((options) => hub.client.tickets.contactsEffect.query({ ticket: act.ticketId, ...wish }, options))
      .then((effect) => {
        if (effect.ok) return contactQuestion(effect.value, key, value === 'on' ? 'on' : 'off');
        hub.fail(effect.failure);
        return null;
      });
  };

  const step = async (how: 'undo' | 'redo') => {
    const from = how === 'undo' ? done : undone;
    if (isUnderWay) return hub.say('plain', 'The last one is still under way; one moment.');
    const acts = from.at(-1);
    if (!acts)
      return hub.say('plain', how === 'undo' ? 'There is nothing to undo.' : 'There is nothing to redo.');
    if ('words' in acts) return sayBeyond(acts);
    const asked = question(acts, how);
    isUnderWay = typeof asked !== 'string';
    const words = typeof asked === 'string' ? asked : await asked;
    isUnderWay = false;
    if (words === '') return go(how, acts);
    if (words !== null) weighing.ask(words, () => go(how, acts));
  };

  const sayBeyond = ({ words, isSaidOnce }: Beyond) => {
    if (isSaidOnce) done.pop();
    const before = done.at(-1);
    const goesOn = isSaidOnce && before !== undefined && !('words' in before);
    hub.say('warning', `${words}${goesOn ? ' u once more undoes what was done before it.' : ''}`);
  };

  const go = async (how: 'undo' | 'redo', acts: readonly TicketAct[]) => {
    const [from, to] = how === 'undo' ? [done, undone] : [undone, done];
    // Another key may have done something since it was asked.
    if (isUnderWay || from.at(-1) !== acts)
      return hub.say('warning', 'Something else was done meanwhile, so nothing was done now. Ask again.');
    from.pop();
    isUnderWay = true;
    const outcomes: Outcome[] = [];
    for (const act of acts) outcomes.push(await stepOne(act, how));
    isUnderWay = false;
    const made = outcomes.filter((each) => each.kind === 'done');
    const failed = outcomes.filter((each) => each.kind === 'failed');
    if (made.length > 0) to.push(made.map(({ act }) => act));
    // What the desk refused can be tried again; what somebody else has changed is theirs now.
    if (failed.length > 0) from.push(failed.map(({ act }) => act));
    say(how, outcomes);
  };

  const say = (how: 'undo' | 'redo', outcomes: readonly Outcome[]) => {
    const made = outcomes.filter((each) => each.kind === 'done');
    const changed = outcomes.filter((each) => each.kind === 'changed');
    const theirs = changed.map(
      ({ row, left }) => `#${row.number} ${standingWords(standingOf(row, left), false, row)}`,
    );
    const verb = how === 'undo' ? 'Undone' : 'Done again';
    const [first] = made;
    if (first && changed.length === 0) return hub.say('good', `${verb}: ${madeWords(made, how)}.`);
    if (changed.length === 0) return;
    const since =
      changed.length === 1
        ? `Somebody changed #${changed[0]?.row.number} since: ${theirs[0]}.`
        : `Somebody changed ${changed.length} of them since: ${theirs.join(', ')}.`;
    hub.say('warning', first ? `${verb}: ${madeWords(made, how)}. ${since}` : `${since} Nothing was done.`);
  };

  const keep = (what: Kept) => {
    count += 1;
    done.push(what);
    done.splice(0, done.length - mostKept);
    undone.length = 0;
  };

  return {
    record(acts) {
      const changes = acts.filter(({ before, after }) => !isSameStanding(before, after));
      if (changes.length === 0) return;
      const [lost] = changes.filter(({ before }) => isBeyondReach(before));
      const words =
        lost && `u does not bring the link of a split back (#${lost.number}), nor what was before.`;
      keep(words ? { words, isSaidOnce: false } : changes);
    },
    bar: (words) => keep({ words, isSaidOnce: false }),
    pass: (words) => keep({ words, isSaidOnce: true }),
    count: () => count,
    undo: () => step('undo'),
    redo: () => step('redo'),
  };
}

function madeWords(made: readonly (Outcome & { kind: 'done' })[], how: 'undo' | 'redo'): string {
  const [first] = made;
  if (!first) return 'nothing';
  if (made.length > 1) return `${made.length} tickets ${how === 'undo' ? 'stand as before' : 'changed'}`;
  return `#${first.row.number} ${standingWords(standingOf(first.row, first.act.before), false, first.row)}`;
}
