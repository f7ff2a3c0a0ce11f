/** What is done with the rows of the outbox: taken back, sent, thrown away, gone to. */
import type { Outputs } from '@postern/core/client';
import { displayText } from '@postern/core/words';
import { actWords, type OfflineAct } from '../offline/offline-act.ts';
import type { Composing } from './composing.ts';
import type { HeldActions } from './held.ts';
import type { Hub } from './hub.ts';
import { type OfflineActions, sentWords } from './offline.ts';
import {
  type FailedItem,
  type OutboxRow,
  type OutboxScreen,
  outboxCursor,
  outboxRows,
  rowWords,
} from './outbox-rows.ts';
import { safeAudience } from './safe-tickets.ts';
import type { ThreadActions } from './threads.ts';

export interface OutboxActions {
  open(): void;
  close(): void;
  move(by: number): void;
  moveTo(end: 'top' | 'bottom'): void;
  /** Takes the row back: a text into its composer, a change as if it had not been. */
  takeBack(): void;
  /** Sends it now, or tries it again. A reply that was stopped is shown with its readers instead. */
  send(): void;
  /** Sends the reply whose readers stand on the screen. */
  confirm(): void;
  /** Asks whether it is to be thrown away. */
  askDiscard(): void;
  discard(id: string): void;
  /** Opens the row's ticket. */
  openTicket(): void;
  /** Asks the desk again what has failed. */
  refresh(): Promise<void>;
}

export function createOutbox(
  hub: Hub,
  parts: {
    held: Pick<HeldActions, 'load' | 'takeBack' | 'sendNow'>;
    offline: OfflineActions;
    composing: Pick<Composing, 'bringBack' | 'open'>;
    threads: Pick<ThreadActions, 'load' | 'open'>;
  },
): OutboxActions {
  const { held, offline, composing, threads } = parts;

  const patch = (change: Partial<OutboxScreen>) => {
    const { outbox } = hub.get();
    if (outbox) hub.set({ outbox: { ...outbox, ...change } });
  };
  const rowNow = () => outboxRows(hub.get())[outboxCursor(hub.get())];
  const close = () => hub.set({ outbox: null });

  const refresh = async () => {
    const answer = await hub.ask((options) => hub.client.outbox.list.query(undefined, options));
    if (answer.ok) hub.set({ failed: answer.value.items.flatMap(failedItem) });
    else hub.failQuietly(answer.failure);
  };

  const openTicket = async (ticketId: string) => {
    close();
    if (!hub.get().tickets.has(ticketId) && !(await threads.load(ticketId))) return;
    threads.open(ticketId);
  };

  const takeBackAct = async ({ id }: OfflineAct) => {
    const act = offline.takeBack(id);
    if (!act) return hub.say('plain', 'It does not wait any more.');
    const { deed, ticketId, number, requestId } = act;
    hub.say('good', `Taken back, it never left this machine: ${actWords(act)}.`);
    if (!('body' in deed) || ticketId === null || number === null) return;
    const acts = deed.kind === 'reply' ? deed.acts : null;
    composing.bringBack({ ticketId, number, requestId, acts }, deed.body, deed.kind);
    await openTicket(ticketId);
    composing.open(deed.kind);
  };

  /** Shows who would read a stopped reply; only then can it be sent from here. */
  const showReaders = async ({ id, ticketId, number }: OfflineAct) => {
    const ticket = ticketId ?? (number as number);
    const answer = await hub.ask((options) => hub.client.tickets.view.query({ ticket }, options));
    if (!answer.ok) return hub.fail(answer.failure);
    const { to, hash } = safeAudience(answer.value.audience);
    const names = to.map(({ name }) => name).join(', ') || 'nobody';
    patch({ readers: { id, names, hash } });
    hub.say('warning', `${names} would read it. Read it once more; Ctrl+S sends it.`);
  };

  const sendAct = async (act: OfflineAct, hash?: string) => {
    const outcome = await offline.send(act.id, hash === undefined ? {} : { audienceHash: hash });
    if (!outcome) return hub.say('plain', 'It is being sent; one moment.');
    patch({ readers: null });
    if (outcome.kind === 'done') return hub.say('good', sentWords(outcome));
    hub.say('warning', outcome.kind === 'stopped' ? outcome.reason : hub.wordsFor(outcome.failure));
  };

  const trySend = (row: OutboxRow) => {
    if (row.kind === 'held') return held.sendNow(row.id);
    if (row.kind === 'failed') return void retry(row.item);
    const { act } = row;
    if (act.state === 'stopped' && act.deed.kind === 'reply') return void showReaders(act);
    if (act.state === 'stopped') return void sendAct(act);
    if (hub.get().connection.kind === 'live') return void offline.flush();
    hub.say('plain', 'The desk is still away. This leaves by itself when it is back.');
  };

  const retry = async ({ id }: FailedItem) => {
    const answer = await hub.ask((options) => hub.client.outbox.retry.mutate({ item: id }, options));
    if (!answer.ok) return hub.fail(answer.failure);
    hub.say('good', 'It is tried again.');
    await refresh();
  };

  const giveUp = async ({ id }: FailedItem) => {
    const answer = await hub.ask((options) => hub.client.outbox.cancel.mutate({ item: id }, options));
    if (!answer.ok) return hub.fail(answer.failure);
    hub.say('plain', 'Given up: it is not sent any more.');
    await refresh();
  };

  const move = (by: number) => {
    const rows = outboxRows(hub.get());
    const index = Math.max(0, Math.min(rows.length - 1, outboxCursor(hub.get(), rows) + by));
    patch({ index, id: rows[index]?.id ?? null, readers: null });
  };
  const onRow = (act: (row: OutboxRow) => void) => {
    const row = rowNow();
    if (!row) return hub.say('plain', 'The outbox is empty.');
    if (hub.get().isReadOnly) return hub.say('warning', 'This inbox is read-only.');
    act(row);
  };

  return {
    open() {
      offline.load();
      hub.set({ outbox: { index: 0, id: null, readers: null } });
      move(0);
      void held.load();
      void refresh();
    },
    close,
    refresh,
    move,
    moveTo: (end) => move(end === 'top' ? -Number.MAX_SAFE_INTEGER : Number.MAX_SAFE_INTEGER),
    takeBack: () =>
      onRow((row) => {
        if (row.kind === 'offline') return void takeBackAct(row.act);
        if (row.kind === 'failed')
          return hub.say('plain', 'This is out of your hands: ! tries it again, Ctrl+X gives it up.');
        close();
        held.takeBack(row.id, 'edit');
      }),
    send: () => onRow(trySend),
    confirm: () =>
      onRow((row) => {
        const { readers } = hub.get().outbox ?? { readers: null };
        if (row.kind === 'offline' && readers?.id === row.id) return void sendAct(row.act, readers.hash);
        trySend(row);
      }),
    askDiscard: () =>
      onRow((row) => hub.set({ question: { kind: 'discardWaiting', id: row.id, words: rowWords(row) } })),
    discard(id) {
      const row = outboxRows(hub.get()).find((each) => each.id === id);
      if (row?.kind === 'held') return held.takeBack(id, 'discard');
      if (row?.kind === 'failed') return void giveUp(row.item);
      const act = offline.takeBack(id);
      hub.say(
        'plain',
        act ? `Thrown away: ${actWords(act)}. Nobody has read it.` : 'It does not wait any more.',
      );
      void offline.flush();
    },
    openTicket: () => {
      const row = rowNow();
      if (row?.kind === 'held') return void openTicket(row.reply.ticketId);
      if (row?.kind === 'offline' && row.act.ticketId !== null) return void openTicket(row.act.ticketId);
      const number =
        row?.kind === 'offline' ? row.act.number : row?.kind === 'failed' ? row.item.number : null;
      if (number === null) return hub.say('plain', 'It belongs to no ticket.');
      void hub
        .ask((options) => hub.client.tickets.view.query({ ticket: number }, options))
        .then((answer) => (answer.ok ? openTicket(answer.value.id) : hub.fail(answer.failure)));
    },
  };
}

function failedItem(item: Outputs['outbox']['list']['items'][number]): FailedItem[] {
  if (item.kind === 'reply') return [];
  const { id, kind, state, ticket, at, reason } = item;
  return [{ id, kind, state, number: ticket, at: Date.parse(at), reason: displayText(reason ?? state) }];
}
