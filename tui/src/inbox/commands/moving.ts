/** What the keys of "Move" do: through rows, lines of a thread, lines of a page, whichever has the focus. */
import type { Inbox } from '../../store/inbox.ts';
import { type InboxState, rowAtCursor } from '../../store/model.ts';
import { layoutOf } from '../../views/layout.ts';
import { outboxRoom } from '../../views/outbox-view.ts';
import { lastPageTop, pageRoom } from '../../views/page-view.ts';
import { portalPage } from '../../views/portal-view.ts';
import { lastSightTop, sightRoom } from '../../views/sight-view.ts';
import { threadRoom } from '../../views/thread-window.ts';
import { leavePages } from './leave-pages.ts';

export function movingCommands(inbox: Inbox) {
  const { hub, list, threads, sight, pages, portal, outbox } = inbox;
  const state = () => hub.get();

  const scrollPage = (wanted: number) => {
    const { page } = state();
    if (page) hub.set({ page: { ...page, top: Math.max(0, Math.min(lastPageTop(state()), wanted)) } });
  };
  const move = (by: number) => {
    const { openId, focus, sight: seen } = state();
    if (state().portal) return portal.move(by);
    if (state().outbox) return outbox.move(by);
    if (state().page) return scrollPage((state().page?.top ?? 0) + by);
    if (seen) return hub.set({ sight: { ...seen, top: scrolledSight(state(), seen.top + by) } });
    if (openId !== null || focus === 'preview') return threads.scroll(by);
    list.move(by);
  };
  const page = () => {
    const { openId, focus, sight: seen } = state();
    if (state().portal) return portalPage(state());
    if (state().outbox) return outboxRoom(state());
    if (state().page) return Math.max(1, pageRoom(state()) - 1);
    if (seen) return Math.max(1, sightRoom(state()) - 1);
    if (openId !== null || focus === 'preview') return Math.max(1, threadRoom(state()).rows - 1);
    return Math.max(1, layoutOf(state()).listItems - 1);
  };
  const halfPage = () => Math.ceil(page() / 2);
  const toEnd = (end: 'top' | 'bottom') => {
    const { openId, focus, sight: seen } = state();
    if (state().portal) return portal.moveTo(end);
    if (state().outbox) return outbox.moveTo(end);
    if (state().page) return scrollPage(end === 'top' ? 0 : lastPageTop(state()));
    if (seen) return hub.set({ sight: { ...seen, top: end === 'top' ? 0 : lastSightTop(state()) } });
    if (openId !== null || focus === 'preview') return threads.scrollTo(end);
    void list.moveTo(end);
  };

  const toTicket = (by: number) => {
    const { openId } = state();
    const rows = state().list.rows;
    const at = rows.findIndex((row) => row.id === openId);
    const next = rows[at + by];
    if (at < 0 || !next)
      return hub.say('plain', by > 0 ? 'This is the last ticket.' : 'This is the first ticket.');
    threads.close();
    list.move(rows.indexOf(next) - rows.findIndex((row) => row.id === state().list.cursorId));
    threads.open(next.id);
  };

  return {
    'move.down': () => move(1),
    'move.up': () => move(-1),
    'move.pageDown': () => move(page()),
    'move.pageUp': () => move(-page()),
    'move.halfPageDown': () => move(halfPage()),
    'move.halfPageUp': () => move(-halfPage()),
    'move.top': () => toEnd('top'),
    'move.bottom': () => toEnd('bottom'),
    'ticket.open': () => {
      const row = rowAtCursor(state());
      if (row) threads.open(row.id);
    },
    'pane.switch': () => {
      if (layoutOf(state()).previewRows === 0)
        return hub.say('plain', 'There is no second pane in a window this small.');
      hub.set({ focus: state().focus === 'list' ? 'preview' : 'list' });
    },
    'ticket.next': () => toTicket(1),
    'ticket.previous': () => toTicket(-1),
    'message.next': () => threads.toMessage(1),
    'message.previous': () => threads.toMessage(-1),
    'thread.foldOne': () => threads.toggleFold(),
    'thread.fold': () => threads.toggleFolds(),
    'nav.inbox': () => {
      leavePages(inbox);
      if (state().openId !== null) threads.close();
      hub.set({ focus: 'list' });
    },
    'nav.back': () => {
      if (state().portal) return portal.close();
      if (state().outbox) return outbox.close();
      if (state().page) return pages.close();
      if (state().sight) return sight.close();
      threads.close();
    },
  };
}

function scrolledSight(state: InboxState, wanted: number): number {
  return Math.max(0, Math.min(lastSightTop(state), wanted));
}
