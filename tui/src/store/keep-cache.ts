/** Keeps the cache in step with the inbox: rarely, in small pieces, and once more at the end. */
import type { CacheFiles } from './cache-files.ts';
import { mostCachedRows } from './cached-texts.ts';
import type { Hub } from './hub.ts';
import type { InboxState, Ticket, TicketRow } from './model.ts';

export interface CacheKeeper {
  /** Writes what has changed, before it returns. */
  saveNow(): void;
  /** Writes it for the last time. */
  stop(): void;
}

/** How long after a change it is written at the latest; whoever quits sooner writes it then. */
const saveMs = 30_000;

/** From now on, what the desk says is kept, and a thread that is asked for is shown from the cache until it answers. */
export function keepCache(hub: Hub, files: CacheFiles): CacheKeeper {
  let saved: InboxState | undefined;
  let savedTickets: ReadonlyMap<string, Ticket> = hub.get().tickets;
  let saving: NodeJS.Timeout | undefined;
  let isOver = false;
  /** Looked for once: what the desk took away since must not come back from here. */
  const asked = new Set<string>();

  const isViewChanged = (state: InboxState) =>
    state.me !== null &&
    state.cachedAt === null &&
    state.list.isLoaded &&
    (saved?.list.rows !== state.list.rows ||
      saved.views !== state.views ||
      saved.counts !== state.counts ||
      saved.unread !== state.unread ||
      saved.query !== state.query);
  const areTicketsChanged = ({ tickets }: InboxState) =>
    tickets.size !== savedTickets.size ||
    [...tickets].some(([id, ticket]) => ticket.version > 0 && savedTickets.get(id) !== ticket);

  const saveView = (state: InboxState) => {
    const { me, views, view, query, counts, found, list } = state;
    if (!me || !isViewChanged(state)) return;
    const isCut = list.rows.length > mostCachedRows;
    files.writeView({
      ...{ at: hub.now(), me, views, view, query, counts, found },
      rows: list.rows.slice(0, mostCachedRows).map((row) => asRead(state, row)),
      nextCursor: isCut ? null : list.nextCursor,
    });
    saved = state;
  };
  const saveThreads = ({ tickets }: InboxState) => {
    for (const [id, ticket] of tickets) {
      // Version 0 came from the cache itself.
      if (ticket.version > 0 && savedTickets.get(id) !== ticket) files.writeThread(ticket);
    }
    for (const id of savedTickets.keys()) if (!tickets.has(id)) files.removeThread(id);
    savedTickets = tickets;
  };
  const saveNow = () => {
    clearTimeout(saving);
    saving = undefined;
    if (isOver) return;
    saveView(hub.get());
    saveThreads(hub.get());
  };

  const showFromCache = ({ openId, previewId, tickets }: InboxState) => {
    for (const id of new Set([openId, previewId])) {
      const ticket = id && !tickets.has(id) && !asked.has(id) ? files.readThread(id) : null;
      if (id) asked.add(id);
      if (!ticket) continue;
      savedTickets = new Map(savedTickets).set(ticket.id, ticket);
      hub.set({ tickets: new Map(hub.get().tickets).set(ticket.id, ticket) });
    }
  };
  const stopListening = hub.subscribe(() => {
    const state = hub.get();
    if (isOver) return;
    if (state.connection.kind === 'signedOut') {
      // The session has ended, perhaps because somebody took it away: what it showed is nobody's any more.
      isOver = true;
      clearTimeout(saving);
      return files.clear();
    }
    showFromCache(state);
    if (saving || !(isViewChanged(state) || areTicketsChanged(state))) return;
    saving = setTimeout(saveNow, saveMs);
    saving.unref();
  });

  return {
    saveNow,
    stop() {
      saveNow();
      isOver = true;
      stopListening();
    },
  };
}

/** The row with what has been read of it by now. */
function asRead({ unread, seenThrough }: InboxState, row: TicketRow): TicketRow {
  return { ...row, reading: { isUnread: unread.has(row.id), through: seenThrough.get(row.id) ?? null } };
}
