/** The way from any page back to the list or the thread that it lies over. */
import type { Inbox } from '../../store/inbox.ts';

/** Closes whatever lies over the list or the thread. */
export function leavePages({ hub, portal, outbox, pages, sight }: Inbox): void {
  const state = hub.get();
  if (state.portal) portal.close();
  if (state.outbox) outbox.close();
  if (state.page) pages.close();
  if (state.sight) sight.close();
}
