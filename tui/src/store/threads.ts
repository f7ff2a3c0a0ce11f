/** Threads: loaded when they are shown, kept up to date while they are, with a mark above what is new. */
import type { TicketRefresh } from '@postern/core/client';
import {
  entriesInSight,
  foldable,
  hitLines,
  scrolled,
  scrolledTo,
  topPlace,
} from '../views/thread-window.ts';
import type { Hub } from './hub.ts';
import { type InboxState, rowAtCursor, type Scroll, type Ticket } from './model.ts';
import type { Reading } from './reading.ts';
import { safeTicket } from './safe-tickets.ts';

export interface ThreadActions {
  /** Fills the screen with the ticket. */
  open(ticketId: string): void;
  close(): void;
  /** Asks for a ticket that is shown; what it says goes into the list's row too. */
  load(ticketId: string): Promise<Ticket | null>;
  /** Asks again, also while an answer from before a change is still on its way. */
  refresh(ticketId: string): Promise<Ticket | null>;
  markUnread(ticketId: string): void;
  /** In a ticket that was never read, what comes after this time (ms since 1970) is new. */
  keepPlaceOfNew(ticketId: string, since: number): void;
  /** The time of the last thing that is known of a ticket in the list; 0 of one that is not. */
  knownUntil(ticketId: string): number;
  /** Lets the preview follow the cursor once it has rested. */
  followCursor(): void;
  /** Whether the preview has not caught up with the cursor yet. */
  readonly isResting: boolean;
  scroll(by: number): void;
  scrollTo(end: 'top' | 'bottom'): void;
  /** The next or previous line with what was searched for; without a search, the next or previous message or note. */
  toMessage(direction: 1 | -1): void;
  /** Shows quotes, long texts and runs of changes of the thread whole, or folds them; the first line in sight stays, or its entry does. */
  toggleFolds(): void;
  /** The same for the first text on the screen that has something to fold, alone. */
  toggleFold(): void;
  /** The person has seen this ticket as it is now. */
  markSeen(ticketId: string): void;
}

interface ToldThread {
  timeline: TicketRefresh['timeline'];
  digest: string;
}

/** How long the cursor rests before the preview follows, in ms: a held key moves the list alone. */
const restMs = 50;
const mostKept = 200;

/** The thread that scrolling is about: the open one, else the preview. */
export function shownThread(state: InboxState): Ticket | undefined {
  return state.tickets.get(state.openId ?? state.previewId ?? '');
}

export function createThreadActions(
  hub: Hub,
  reading: Reading,
  putRow: (ticket: Ticket) => void,
): ThreadActions {
  let resting: NodeJS.Timeout | undefined;
  const loading = new Map<string, Promise<Ticket | null>>();
  /** Threads as the desk told them: with every change it is asked for what is new alone. */
  const told = new WeakMap<Ticket, ToldThread>();

  const setScroll = (ticketId: string, scroll: Scroll) =>
    hub.set({ scrolls: new Map(hub.get().scrolls).set(ticketId, scroll) });

  const take = (answer: TicketRefresh, before: ToldThread | undefined): Ticket => {
    const state = hub.get();
    const timeline = [...(before?.timeline.slice(0, answer.from) ?? []), ...answer.timeline];
    const view = { ...answer, timeline };
    const ticket = safeTicket(view, state.tickets.get(view.id));
    reading.hear([ticket]);
    told.set(ticket, { timeline, digest: answer.digest });
    // Two answers may overtake each other; the older one must not win.
    if ((state.tickets.get(view.id)?.version ?? 0) > ticket.version)
      return state.tickets.get(view.id) as Ticket;
    const tickets = new Map(state.tickets);
    tickets.delete(ticket.id);
    tickets.set(ticket.id, ticket);
    for (const id of tickets.keys()) {
      if (tickets.size <= mostKept) break;
      if (id !== state.openId && id !== state.previewId && id !== state.composer?.ticketId)
        tickets.delete(id);
    }
    hub.set({ tickets, ...withNewMark(hub.get(), ticket) });
    putRow(ticket);
    return ticket;
  };

  /** A ticket that is deleted or hidden by now leaves nothing behind to be read. */
  const drop = (ticketId: string) => {
    const tickets = new Map(hub.get().tickets);
    if (tickets.delete(ticketId)) hub.set({ tickets });
  };

  const refresh = async (ticketId: string): Promise<Ticket | null> => {
    const shown = hub.get().tickets.get(ticketId);
    const before = shown && told.get(shown);
    const known = before?.timeline.length
      ? { entries: before.timeline.length, digest: before.digest }
      : undefined;
    const answer = await hub.ask((options) =>
      hub.client.tickets.refresh.query({ ticket: ticketId, known }, options),
    );
    if (answer.ok) return take(answer.value, before);
    // A desk of an older release does not know the question.
    const whole = answer.failure.code === 'BAD_INPUT' ? await askForAll(ticketId) : null;
    if (whole) return whole;
    if (answer.failure.code === 'TICKET_NOT_FOUND') drop(ticketId);
    hub.failQuietly(answer.failure);
    return null;
  };

  const askForAll = async (ticketId: string): Promise<Ticket | null> => {
    const answer = await hub.ask((options) => hub.client.tickets.view.query({ ticket: ticketId }, options));
    return answer.ok ? take({ ...answer.value, from: 0, digest: '' }, undefined) : null;
  };

  const load = (ticketId: string): Promise<Ticket | null> => {
    const known = loading.get(ticketId);
    if (known) return known;
    const promise = refresh(ticketId).finally(() => loading.delete(ticketId));
    loading.set(ticketId, promise);
    return promise;
  };

  const knownUntil = (ticketId: string) =>
    hub.get().list.rows.find((row) => row.id === ticketId)?.lastActivityAt ?? 0;

  const markSeen = (ticketId: string) =>
    reading.see(ticketId, hub.get().tickets.get(ticketId)?.timeline.at(-1)?.at);

  /** The first line stays in sight; one that is folded away now leads to where its entry begins. */
  const keepPlace = (ticket: Ticket, place: ReturnType<typeof topPlace>, isThere: boolean) => {
    if (!place) return;
    setScroll(ticket.id, isThere ? place : { entryId: place.entryId, line: 0 });
    setScroll(ticket.id, scrolled(hub.get(), ticket, 0));
  };

  /** The hit that was shown last, by ticket and search: the last ones of a thread never stand at the top of the screen. */
  const shownHit = new Map<string, number>();
  const toHit = (ticket: Ticket, lines: readonly number[], direction: 1 | -1) => {
    const which = `${ticket.id} ${hub.get().hits?.key}`;
    const before = shownHit.get(which) ?? (direction > 0 ? -1 : lines.length);
    const wanted = before + direction;
    const at = Math.max(0, Math.min(lines.length - 1, wanted));
    shownHit.set(which, at);
    // Two lines of what stands before it.
    setScroll(ticket.id, scrolledTo(hub.get(), ticket, (lines[at] as number) - 2));
    const end = wanted > at ? ', the last one' : wanted < at ? ', the first one' : '';
    hub.say('plain', `Line ${at + 1} of ${lines.length} with what you searched for${end}.`);
  };

  return {
    load,
    refresh,
    markSeen,
    knownUntil,
    markUnread(ticketId) {
      // An open ticket is being read: it is left for the list, without a word that it was read.
      if (hub.get().openId === ticketId) hub.set({ openId: null });
      reading.unsee(ticketId);
    },
    keepPlaceOfNew(ticketId, since) {
      const { seenThrough } = hub.get();
      if (!seenThrough.has(ticketId)) hub.set({ seenThrough: new Map(seenThrough).set(ticketId, since) });
    },
    open(ticketId) {
      const state = hub.get();
      const isFresh = state.openId !== ticketId;
      hub.set({ openId: ticketId, focus: 'list' });
      if (isFresh) beginReading(hub, ticketId);
      if (state.tickets.has(ticketId)) markSeen(ticketId);
      void load(ticketId).then((ticket) => {
        if (ticket && hub.get().openId === ticketId) markSeen(ticketId);
      });
    },
    close() {
      const { openId } = hub.get();
      if (openId) markSeen(openId);
      hub.set({ openId: null });
    },
    followCursor() {
      clearTimeout(resting);
      resting = setTimeout(() => {
        resting = undefined;
        const state = hub.get();
        const row = rowAtCursor(state);
        // Told in any case: that the rest is over is news to whoever waits for quiet.
        if (!row || row.id === state.previewId) return hub.set({});
        hub.set({ previewId: row.id });
        const known = state.tickets.get(row.id);
        if (!known || known.version < row.version) void load(row.id);
      }, restMs);
      resting.unref();
    },
    get isResting() {
      return resting !== undefined;
    },
    scroll(by) {
      const state = hub.get();
      const ticket = shownThread(state);
      if (ticket) setScroll(ticket.id, scrolled(state, ticket, by));
    },
    scrollTo(end) {
      const ticket = shownThread(hub.get());
      const first = ticket?.timeline[0];
      if (ticket && first) setScroll(ticket.id, end === 'bottom' ? 'end' : { entryId: first.id, line: 0 });
    },
    toggleFolds() {
      const state = hub.get();
      const ticket = shownThread(state);
      if (!ticket) return hub.say('plain', 'There is no ticket here.');
      const folds = foldable(state, ticket);
      if (folds.length === 0)
        return hub.say('plain', 'Nothing here is folded: no quotes, no long texts, no run of changes.');
      const place = topPlace(state, ticket);
      const unfolded = new Set(state.unfolded);
      const isUnfolded = !unfolded.delete(ticket.id);
      if (isUnfolded) unfolded.add(ticket.id);
      hub.set({ unfolded, apart: new Set([...state.apart].filter((id) => !folds.includes(id))) });
      keepPlace(ticket, place, isUnfolded);
      hub.say(
        'plain',
        isUnfolded
          ? 'Everything is shown. v folds it again.'
          : 'Quotes, long texts and runs of changes are folded.',
      );
    },
    toggleFold() {
      const state = hub.get();
      const ticket = shownThread(state);
      if (!ticket) return hub.say('plain', 'There is no ticket here.');
      const folds = foldable(state, ticket);
      const id = entriesInSight(state, ticket).find((each) => folds.includes(each));
      if (id === undefined) return hub.say('plain', 'Nothing on the screen is folded, or could be.');
      const place = topPlace(state, ticket);
      const apart = new Set(state.apart);
      if (!apart.delete(id)) apart.add(id);
      hub.set({ apart });
      const isUnfolded = state.unfolded.has(ticket.id) !== apart.has(id);
      keepPlace(ticket, place, isUnfolded || place?.entryId !== id);
      hub.say('plain', isUnfolded ? 'This one is shown whole. V folds it again.' : 'This one is folded.');
    },
    toMessage(direction) {
      const state = hub.get();
      const ticket = shownThread(state);
      const lines = ticket ? hitLines(state, ticket) : [];
      if (ticket && lines.length > 0) return toHit(ticket, lines, direction);
      if (ticket) setScroll(ticket.id, scrolled(state, ticket, direction, 'message'));
    },
  };
}

/** Whether an entry is news to this person: written by somebody else. */
function isNews(state: InboxState, entry: Ticket['timeline'][number]): boolean {
  return (
    entry.kind !== 'event' &&
    entry.kind !== 'held' &&
    !(entry.author.kind === 'agent' && entry.author.name === state.me?.name)
  );
}

/** Where "new" stands: above the first thing that came after the ticket was last seen; never above a whole thread. */
function withNewMark(state: InboxState, ticket: Ticket): Partial<InboxState> {
  if (state.newFrom.has(ticket.id)) return {};
  const seen = state.seenThrough.get(ticket.id);
  if (seen === undefined) return {};
  const first = ticket.timeline.find((entry) => entry.at > seen && isNews(state, entry));
  return first && first !== ticket.timeline[0]
    ? { newFrom: new Map(state.newFrom).set(ticket.id, first.id) }
    : {};
}

/** A ticket opened again begins with a new mark, at the first thing not seen before. */
function beginReading(hub: Hub, ticketId: string): void {
  const state = hub.get();
  const newFrom = new Map(state.newFrom);
  newFrom.delete(ticketId);
  const ticket = state.tickets.get(ticketId);
  const mark = ticket && withNewMark({ ...state, newFrom }, ticket);
  const entryId = mark?.newFrom?.get(ticketId);
  hub.set({
    newFrom: mark?.newFrom ?? newFrom,
    scrolls: new Map(state.scrolls).set(ticketId, entryId ? { entryId, line: 0 } : 'end'),
  });
}
