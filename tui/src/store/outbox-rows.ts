/** The rows of the outbox and what they say: replies that wait, what was done offline, what could not be sent. */
import { displayText } from '@postern/core/words';
import { actWords, deedWords, type OfflineAct, ticketWords } from '../offline/offline-act.ts';
import type { HeldReply, InboxState } from './model.ts';

/** What the desk could not send. Every text is safe to print. */
export interface FailedItem {
  id: string;
  kind: 'email' | 'slack';
  state: string;
  number: number | null;
  at: number;
  reason: string;
}

/** The outbox while it fills the screen. */
export interface OutboxScreen {
  /** The row under the cursor, and where it stood: rows come and go by themselves. */
  id: string | null;
  index: number;
  /** Of one reply, who would read it now: shown before it can be sent. */
  readers: { id: string; names: string; hash: string } | null;
}

/** A row of the screen. */
export type OutboxRow =
  | { kind: 'held'; id: string; reply: HeldReply }
  | { kind: 'offline'; id: string; act: OfflineAct }
  | { kind: 'failed'; id: string; item: FailedItem };

/** What needs a person first, then what leaves next. */
export function outboxRows({ failed: unsent, held, offline }: InboxState): OutboxRow[] {
  const replies = held.map((reply): OutboxRow => ({ kind: 'held', id: reply.id, reply }));
  const acts = offline.map((act): OutboxRow => ({ kind: 'offline', id: act.id, act }));
  const failed = (unsent ?? []).map((item): OutboxRow => ({ kind: 'failed', id: item.id, item }));
  const rows = [...replies, ...acts];
  return [...rows.filter(isStopped), ...rows.filter((each) => !isStopped(each)), ...failed];
}

/** What is lost unless a person sees to it: replies and acts that were stopped, and mails that failed for good. */
export function needsPerson({ held, offline, failed }: InboxState): { stopped: number; mails: number } {
  const stopped = [...held, ...offline].filter(({ state }) => state === 'stopped').length;
  const mails = (failed ?? []).filter(({ kind, state }) => kind === 'email' && state === 'dead').length;
  return { stopped, mails };
}

/** The place of the row under the cursor; the one that follows where that row is gone. */
export function outboxCursor(state: InboxState, rows = outboxRows(state)): number {
  const { id = null, index = 0 } = state.outbox ?? {};
  const at = rows.findIndex((each) => each.id === id);
  return at >= 0 ? at : Math.max(0, Math.min(index, rows.length - 1));
}

function isStopped(row: OutboxRow): boolean {
  if (row.kind === 'failed') return true;
  return (row.kind === 'held' ? row.reply.state : row.act.state) === 'stopped';
}

/** What a row is, in words. */
export function rowWords(row: OutboxRow): string {
  if (row.kind === 'held') return `public reply to ${row.reply.to} on #${row.reply.number}`;
  if (row.kind === 'offline') return actWords(row.act);
  const what = row.item.kind === 'email' ? 'a mail' : 'a Slack post';
  return row.item.number === null ? what : `${what} of #${row.item.number}`;
}

/** The same for its line, where the number stands first. */
export function rowLabel(row: OutboxRow): string {
  if (row.kind === 'offline') return displayText(`${ticketWords(row.act)} ${deedWords(row.act.deed)}`);
  if (row.kind === 'held') return `#${row.reply.number} public reply to ${row.reply.to}`;
  return `${row.item.number === null ? '' : `#${row.item.number} `}${row.item.kind === 'email' ? 'mail' : 'Slack post'}`;
}

/** When it leaves, or why it does not. */
export function rowState(row: OutboxRow, state: InboxState): string {
  if (row.kind === 'held') return leavesWords(row.reply, state.heldNow);
  if (row.kind === 'failed') return `could not be sent: ${row.item.reason}`;
  if (row.act.state === 'stopped') return `not sent: ${row.act.reason}`;
  const isBehind = state.offline.some(
    (each) => each.state === 'stopped' && each.at < row.act.at && each.number === row.act.number,
  );
  return isBehind ? 'waits for what is above' : 'waits for the desk';
}

/** `leaves in 9 s`, or why it does not. */
export function leavesWords({ state, reason, leavesAt }: HeldReply, now: number): string {
  if (state === 'stopped') return `stopped: ${reason}`;
  const seconds = Math.max(0, Math.ceil((leavesAt - now) / 1_000));
  if (seconds === 0) return 'leaves now';
  return seconds < 120 ? `leaves in ${seconds} s` : `leaves in ${Math.round(seconds / 60)} min`;
}
