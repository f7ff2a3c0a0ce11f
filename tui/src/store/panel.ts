/** Who asked, in a panel beside the ticket: follows the cursor, and asks the desk once for each person. */
import { createBoundedCache } from '../text/bounded-cache.ts';
import { hasRoomForPanel } from '../views/layout.ts';
import type { Hub } from './hub.ts';
import { rowAtCursor } from './model.ts';
import { type ContactCard, loadCard } from './pages.ts';

/** The panel while it is there. */
export interface Panel {
  email: string | null;
  card: ContactCard | null;
  problem: string | null;
}

export interface PanelActions {
  /** Shows it, or hides it; false where the window has no room for it. */
  toggle(): boolean;
  /** Brings it to the ticket at hand. */
  follow(): void;
  /** Asks again about the person who is shown. */
  refresh(): void;
}

export function createPanel(hub: Hub): PanelActions {
  const cards = createBoundedCache<ContactCard>(100);

  const emailAtHand = (): string | null => {
    const state = hub.get();
    const id = state.openId ?? state.previewId ?? rowAtCursor(state)?.id ?? '';
    const row = state.tickets.get(id) ?? state.list.rows.find((each) => each.id === id);
    return row?.requester?.email ?? null;
  };

  const show = async (email: string | null) => {
    if (email === null) return hub.set({ panel: { email, card: null, problem: 'No requester.' } });
    hub.set({ panel: { email, card: cards.get(email) ?? null, problem: null } });
    const answer = await loadCard(hub, email);
    if (typeof answer !== 'string') cards.set(email, answer);
    // By now it may be about somebody else, or hidden.
    if (hub.get().panel?.email !== email) return;
    hub.set({
      panel:
        typeof answer === 'string'
          ? { email, card: null, problem: answer }
          : { email, card: answer, problem: null },
    });
  };

  return {
    toggle() {
      if (!hasRoomForPanel(hub.get())) return false;
      if (hub.get().panel) hub.set({ panel: null });
      else void show(emailAtHand());
      return true;
    },
    follow() {
      const { panel } = hub.get();
      const email = emailAtHand();
      if (panel && panel.email !== email) void show(email);
    },
    refresh() {
      const { panel } = hub.get();
      if (panel) void show(panel.email);
    },
  };
}
