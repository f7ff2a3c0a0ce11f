/** "What the customer sees" of a ticket: asked of the desk for one contact after the other, and kept up to date. */
import type { Hub } from './hub.ts';
import { type Person, ticketAtHand } from './model.ts';
import { type SightView, safeSight } from './safe-sight.ts';
import { safeAudience } from './safe-tickets.ts';

/** The screen while it is open. There is nothing in it to write with. */
export interface Sight {
  ticketId: string;
  number: number;
  /** The people on the ticket, the requester first. */
  people: readonly Person[];
  index: number;
  /** Null until the desk has answered for this person. */
  view: SightView | null;
  /** Why there is no answer. */
  problem: string | null;
  /** The first line on the screen. */
  top: number;
}

export interface SightActions {
  /** Opens it for the ticket at hand. */
  open(): void;
  close(): void;
  /** The next or previous person on the ticket. */
  toPerson(direction: 1 | -1): void;
  /** Asks again, when it is about this ticket. */
  refresh(ticketId: string): Promise<void>;
}

export function createSightActions(hub: Hub): SightActions {
  const load = async () => {
    const asked = hub.get().sight;
    if (!asked) return;
    const contact = asked.people[asked.index]?.email;
    const answer = await hub.ask((options) =>
      hub.client.tickets.customerSees.query(
        { ticket: asked.ticketId, ...(contact !== undefined && { contact }) },
        options,
      ),
    );
    const { sight } = hub.get();
    // By now it may be about another person or ticket, or closed.
    if (sight?.ticketId !== asked.ticketId || sight.people[sight.index]?.email !== contact) return;
    hub.set({
      sight: answer.ok
        ? { ...sight, view: safeSight(answer.value), problem: null }
        : { ...sight, view: null, problem: hub.wordsFor(answer.failure) },
    });
  };

  const findPeople = async (ticketId: string) => {
    const { sight, tickets } = hub.get();
    if (sight?.ticketId !== ticketId || tickets.has(ticketId)) return;
    const answer = await hub.ask((options) => hub.client.tickets.view.query({ ticket: ticketId }, options));
    const now = hub.get().sight;
    if (answer.ok && now?.ticketId === ticketId && now.people.length < 2)
      hub.set({ sight: { ...now, people: safeAudience(answer.value.audience).to } });
  };

  return {
    open() {
      const row = ticketAtHand(hub.get());
      if (!row) return hub.say('plain', 'There is no ticket here.');
      const people = hub.get().tickets.get(row.id)?.audience.to ?? (row.requester ? [row.requester] : []);
      const sight: Sight = {
        ticketId: row.id,
        number: row.number,
        people,
        index: 0,
        view: null,
        problem: null,
        top: 0,
      };
      hub.set({ sight });
      void load();
      void findPeople(row.id);
    },
    close: () => hub.set({ sight: null }),
    toPerson(direction) {
      const { sight } = hub.get();
      if (!sight) return;
      const count = sight.people.length;
      if (count < 2) return hub.say('plain', 'Nobody else is on this ticket.');
      const index = (sight.index + direction + count) % count;
      hub.set({ sight: { ...sight, index, view: null, problem: null, top: 0 } });
      void load();
    },
    async refresh(ticketId) {
      if (hub.get().sight?.ticketId === ticketId) await load();
    },
  };
}
