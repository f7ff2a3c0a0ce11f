/** What was done here with one key, kept to be taken back (u) and done again (Ctrl+R). */
import type { TicketHead } from '@postern/core/client';
import type { Answer, Hub } from './hub.ts';
import type { TicketRow } from './model.ts';
import { safeRow } from './safe-tickets.ts';

/** A ticket's state, its priority or its assignee: by e-mail address, null for nobody. */
export type Standing =
  | { status: 'open' | 'closed' }
  | { priority: TicketRow['priority'] }
  | { assignee: string | null };

/** One change of one ticket. */
export interface LocalAct {
  ticketId: string;
  number: number;
  before: Standing;
  after: Standing;
}

export interface LocalActs {
  /** Keeps what was just done; an act that changed nothing is none. */
  record(act: LocalAct): void;
  /**
   * Takes back the last act, if the ticket still stands as that act left it: what somebody else has done since is
   * never run over.
   */
  undo(): Promise<void>;
  /** Does again what was taken back last, under the same condition. */
  redo(): Promise<void>;
}

const mostKept = 100;

export function createLocalActs(hub: Hub, on: { changed(row: TicketRow): void }): LocalActs {
  const done: LocalAct[] = [];
  const undone: LocalAct[] = [];

  const bring = async (act: LocalAct, to: Standing, version: number): Promise<Answer<TicketHead>> => {
    const which = { ticket: act.ticketId, ifVersion: version };
    const { tickets } = hub.client;
    return hub.ask((options) => {
      if ('assignee' in to) return tickets.assign.mutate({ ...which, to: to.assignee ?? 'none' }, options);
      if ('priority' in to) return tickets.setPriority.mutate({ ...which, to: to.priority }, options);
      return to.status === 'closed'
        ? tickets.close.mutate(which, options)
        : tickets.reopen.mutate(which, options);
    });
  };

  const step = async (how: 'undo' | 'redo') => {
    const [from, to] = how === 'undo' ? [done, undone] : [undone, done];
    const act = from.pop();
    if (!act)
      return hub.say('plain', how === 'undo' ? 'There is nothing to undo.' : 'There is nothing to redo.');
    const [left, wanted] = how === 'undo' ? [act.after, act.before] : [act.before, act.after];
    const seen = await hub.ask((options) => hub.client.tickets.view.query({ ticket: act.ticketId }, options));
    if (!seen.ok) {
      from.push(act);
      return hub.fail(seen.failure);
    }
    const fresh = safeRow(seen.value);
    if (!standsAs(fresh, left))
      return hub.say(
        'warning',
        `Somebody changed #${act.number} since: ${words(fresh, left)} Nothing was done.`,
      );
    const answer = await bring(act, wanted, fresh.version);
    if (!answer.ok) {
      from.push(act);
      return hub.fail(answer.failure);
    }
    to.push(act);
    const row = safeRow(answer.value);
    on.changed(row);
    hub.say('good', `${how === 'undo' ? 'Undone' : 'Done again'}: ${words(row, wanted)}`);
  };

  return {
    record(act) {
      if (JSON.stringify(act.before) === JSON.stringify(act.after)) return;
      done.push(act);
      done.splice(0, done.length - mostKept);
      undone.length = 0;
    },
    undo: () => step('undo'),
    redo: () => step('redo'),
  };
}

/** How the row stands in what the other standing is about. */
export function standingOf(row: TicketRow, like: Standing): Standing {
  if ('status' in like) return { status: row.status };
  return 'priority' in like ? { priority: row.priority } : { assignee: row.assignee?.email ?? null };
}

function standsAs(row: TicketRow, standing: Standing): boolean {
  return JSON.stringify(standingOf(row, standing)) === JSON.stringify(standing);
}

/** How the row stands, in words. */
function words(row: TicketRow, like: Standing): string {
  if ('status' in like) return `#${row.number} is ${row.status}.`;
  if ('priority' in like) return `#${row.number} has the priority ${row.priority}.`;
  return `#${row.number} is assigned to ${row.assignee?.name ?? 'nobody'}.`;
}
