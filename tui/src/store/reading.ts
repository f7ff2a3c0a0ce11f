/** What of the tickets has been read: the desk knows it for every machine of a person, and is told soon. */
import type { Hub } from './hub.ts';
import type { InboxState, TicketRow } from './model.ts';
import { safeRow } from './safe-tickets.ts';

export interface Reading {
  /** Takes in what the desk says of these tickets; what it has not been told yet stays as it is here. */
  hear(rows: readonly TicketRow[]): void;
  /** Everything up to this moment has been read. */
  see(ticketId: string, through: number | undefined): void;
  unsee(ticketId: string): void;
  /** Tells the desk again what it could not be told. */
  tellAll(): void;
  stop(): void;
}

/** Who goes through a list reads one ticket after another: so long they are gathered. */
const gatherMs = 250;

export function createReading(hub: Hub): Reading {
  /** What the desk has not been told: read until then, or null for not read. */
  const untold = new Map<string, number | null>();
  let timer: NodeJS.Timeout | undefined;

  const set = (ticketId: string, isUnread: boolean, through: number | undefined) => {
    const state = hub.get();
    const unread = new Set(state.unread);
    isUnread ? unread.add(ticketId) : unread.delete(ticketId);
    const before = state.seenThrough.get(ticketId);
    hub.set({
      unread,
      ...(through !== undefined &&
        through > (before ?? 0) && { seenThrough: new Map(state.seenThrough).set(ticketId, through) }),
    });
  };

  const hear = (rows: readonly TicketRow[]) => {
    const known = rows.filter(({ id, reading }) => reading && !untold.has(id));
    const patch = heard(hub.get(), known);
    if (patch) hub.set(patch);
  };

  const tell = async (ticketId: string, through: number | null) => {
    const answer = await hub.ask((options) =>
      through === null
        ? hub.client.tickets.markUnread.mutate({ ticket: ticketId }, options)
        : hub.client.tickets.markRead.mutate(
            { ticket: ticketId, through: new Date(through).toISOString() },
            options,
          ),
    );
    // A desk that is away is told when it is back; whatever it refuses, it refuses again.
    const isDone = answer.ok || answer.failure.code !== 'UNREACHABLE';
    if (!isDone || untold.get(ticketId) !== through) return;
    untold.delete(ticketId);
    // Somebody may have written meanwhile.
    if (answer.ok) hear([safeRow(answer.value)]);
  };
  const tellAll = () => {
    clearTimeout(timer);
    timer = undefined;
    for (const [ticketId, through] of untold) void tell(ticketId, through);
  };
  const keep = (ticketId: string, through: number | null) => {
    if (hub.get().isReadOnly) return;
    untold.set(ticketId, through);
    timer ??= setTimeout(tellAll, gatherMs);
    timer.unref();
  };

  return {
    hear,
    see(ticketId, through) {
      const { unread, seenThrough } = hub.get();
      const isNews = unread.has(ticketId) || (through ?? 0) > (seenThrough.get(ticketId) ?? 0);
      set(ticketId, false, through);
      if (isNews) keep(ticketId, through ?? hub.now());
    },
    unsee(ticketId) {
      set(ticketId, true, undefined);
      keep(ticketId, null);
    },
    tellAll,
    stop() {
      clearTimeout(timer);
    },
  };
}

/** The state's part that these rows change; null for none, so that nothing is drawn. A ticket that is open is being read. */
function heard(state: InboxState, rows: readonly TicketRow[]): Partial<InboxState> | null {
  const isUnread = ({ id, reading }: TicketRow) => reading?.isUnread === true && id !== state.openId;
  const isFurther = ({ id, reading }: TicketRow) =>
    (reading?.through ?? 0) > (state.seenThrough.get(id) ?? 0);
  const news = rows.filter((row) => isUnread(row) !== state.unread.has(row.id) || isFurther(row));
  if (news.length === 0) return null;
  const unread = new Set(state.unread);
  const seenThrough = new Map(state.seenThrough);
  for (const row of news) {
    isUnread(row) ? unread.add(row.id) : unread.delete(row.id);
    if (isFurther(row)) seenThrough.set(row.id, row.reading?.through ?? 0);
  }
  return { unread, seenThrough };
}
