/** What was done while the desk could not be reached: data that survives the program, and what it says of a ticket. */
import type { ReplyActions } from '@postern/core/client';
import { displayText } from '@postern/core/words';
import type { TicketRow } from '../store/model.ts';
import { laterText } from '../text/later.ts';

/** The thing to do. A reply without an audience was written by somebody who had not been shown one. */
export type Deed =
  | {
      kind: 'reply';
      body: string;
      audienceHash: string | null;
      readers: string;
      holdSeconds: number;
      /** What it does to its ticket when it leaves. */
      acts?: ReplyActions | null;
      /** What looks in it as if it were not for the customer was shown, and is sent all the same. */
      leaksOk?: boolean;
    }
  | { kind: 'note'; body: string }
  | { kind: 'status'; to: TicketRow['status'] }
  | { kind: 'assignee'; to: string; label: string }
  | { kind: 'priority'; to: TicketRow['priority'] }
  | { kind: 'stage'; to: string }
  | { kind: 'tags'; add: readonly string[]; remove: readonly string[] }
  /** A moment in ISO 8601, `reply`, or `awake`. */
  | { kind: 'snooze'; to: string };

/** A deed that changes the ticket's own fields. */
export type Change = Exclude<Deed, { kind: 'reply' | 'note' }>;

/** A deed with all that is needed to do it once, and to know whether it still is what was meant. */
export interface OfflineAct {
  id: string;
  /** When, by this machine's clock; later acts of one machine have later ones. */
  at: number;
  ticketId: string | null;
  number: number | null;
  subject: string;
  /** The desk takes what was written under one id once. */
  requestId: string;
  /** The version of the ticket that was seen; null where none was. */
  version: number | null;
  /** The newest thing that was seen of the ticket, by the desk's clock; null where nothing was. */
  seenAt: number | null;
  deed: Deed;
  /** A stopped one waits for a person. */
  state: 'waiting' | 'stopped';
  /** Why it was stopped. */
  reason: string;
}

/** Whether both are about one ticket. */
export function isSameTicket(
  one: Pick<OfflineAct, 'ticketId' | 'number'>,
  other: Pick<OfflineAct, 'ticketId' | 'number'>,
): boolean {
  const isSame = <T>(a: T | null, b: T | null) => a !== null && a === b;
  return isSame(one.ticketId, other.ticketId) || isSame(one.number, other.number);
}

/** `#1042`, or the id where nothing else is known. */
export function ticketWords({ number, ticketId }: Pick<OfflineAct, 'number' | 'ticketId'>): string {
  return number === null ? (ticketId ?? 'a ticket') : `#${number}`;
}

/** What it does, behind the ticket: `close`, `reply to Maria López`. */
export function deedWords(deed: Deed): string {
  switch (deed.kind) {
    case 'reply':
      return deed.readers === '' ? 'public reply' : `public reply to ${deed.readers}`;
    case 'note':
      return 'internal note';
    case 'status':
      return deed.to === 'closed' ? 'close' : 'reopen';
    case 'assignee':
      return `assign to ${deed.label}`;
    case 'priority':
      return `priority ${deed.to}`;
    case 'stage':
      return `move to ${deed.to}`;
    case 'tags':
      return `tags ${[...deed.add.map((tag) => `+${tag}`), ...deed.remove.map((tag) => `-${tag}`)].join(' ')}`;
    default:
      if (deed.to === 'awake') return 'wake';
      return `snooze until ${deed.to === 'reply' ? 'they reply' : laterText(Date.parse(deed.to), Date.now())}`;
  }
}

/** `close #1042`, `assign #1042 to Bo Lindqvist`, `public reply to Maria López on #1042` */
export function actWords(act: Pick<OfflineAct, 'deed' | 'number' | 'ticketId'>): string {
  const { kind } = act.deed;
  const ticket = ticketWords(act);
  const words = deedWords(act.deed);
  const isThing = kind === 'reply' || kind === 'note' || kind === 'priority' || kind === 'tags';
  return displayText(
    isThing ? `${words} on ${ticket}` : words.replace(/^\w+/, (verb) => `${verb} ${ticket}`),
  );
}

/** Whether the ticket stands as the deed wants it. */
export function isDone(deed: Change, row: TicketRow, me: string): boolean {
  switch (deed.kind) {
    case 'status':
      return row.status === deed.to;
    case 'assignee': {
      const email = row.assignee?.email.toLowerCase() ?? 'none';
      return email === (deed.to === 'me' ? me : deed.to).toLowerCase();
    }
    case 'priority':
      return row.priority === deed.to;
    case 'stage':
      return row.stage.toLowerCase() === deed.to.toLowerCase();
    case 'tags':
      return (
        deed.add.every((tag) => row.tags.includes(tag)) && !deed.remove.some((tag) => row.tags.includes(tag))
      );
    default:
      if (deed.to === 'awake') return row.snoozed === null;
      if (deed.to === 'reply') return row.snoozed?.until === null;
      return row.snoozed?.until === Date.parse(deed.to);
  }
}

const known = new WeakMap<TicketRow, { acts: readonly OfflineAct[]; row: TicketRow }>();

/** The row as it will stand once the acts are done; the same object as long as nothing says otherwise. */
export function expectedRow<Row extends TicketRow>(row: Row, acts: readonly OfflineAct[]): Row {
  const own = acts.filter((act) => act.state === 'waiting' && isOf(act, row));
  if (own.length === 0) return row;
  const before = known.get(row);
  if (before?.acts === acts) return before.row as Row;
  const expected = { ...row };
  for (const { deed } of own) Object.assign(expected, patchOf(deed, expected));
  known.set(row, { acts, row: expected });
  return expected;
}

/** Whether the act is about this ticket. */
export function isOf(act: OfflineAct, row: Pick<TicketRow, 'id' | 'number'>): boolean {
  return isSameTicket(act, { ticketId: row.id, number: row.number });
}

function patchOf(deed: Deed, row: TicketRow): Partial<TicketRow> {
  switch (deed.kind) {
    case 'status':
      if (row.status === deed.to) return {};
      return { status: deed.to, stage: deed.to === 'closed' ? 'Closed' : 'Waiting on us' };
    case 'assignee':
      return { assignee: deed.to === 'none' ? null : { name: deed.label, email: deed.to } };
    case 'priority':
      return { priority: deed.to };
    case 'stage':
      return { stage: deed.to };
    case 'tags':
      return {
        tags: [...new Set([...row.tags, ...deed.add])].filter((tag) => !deed.remove.includes(tag)).sort(),
      };
    case 'snooze':
      if (deed.to === 'awake') return { snoozed: null };
      return { snoozed: { until: deed.to === 'reply' ? null : Date.parse(deed.to) } };
    default:
      return {};
  }
}
