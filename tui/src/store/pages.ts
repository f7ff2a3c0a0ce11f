/** Pages to read about a ticket: its history, and the person who asked. Asked of the desk, and kept up to date. */
import type { Outputs } from '@postern/core/client';
import { displayText } from '@postern/core/words';
import type { Hub } from './hub.ts';
import { type TicketRow, ticketAtHand } from './model.ts';
import { safeRow } from './safe-tickets.ts';

export interface HistoryRow {
  at: number;
  who: string;
  text: string;
}

/** A person, in facts that are safe to print. */
export interface ContactCard {
  name: string;
  email: string;
  facts: readonly (readonly [label: string, value: string])[];
  /** Their newest tickets. */
  tickets: readonly TicketRow[];
}

export type PageKind = 'history' | 'contact' | 'output';

/** A page while it fills the screen. */
export interface Page {
  kind: PageKind;
  ticketId: string;
  number: number;
  /** Whom a contact page is about. */
  email: string | null;
  history: readonly HistoryRow[] | null;
  contact: ContactCard | null;
  /** What a typed command printed. */
  output: { title: string; lines: readonly string[] } | null;
  problem: string | null;
  /** The first line on the screen. */
  top: number;
}

export interface PageActions {
  /** Opens a page about the ticket at hand; the same key closes it. */
  toggle(kind: Exclude<PageKind, 'output'>): void;
  /** Opens a page with lines that are safe to print. */
  showOutput(title: string, lines: readonly string[]): void;
  close(): void;
  /** Asks again, when it is about this ticket. */
  refresh(ticketId: string): Promise<void>;
}

const mostEvents = 500;
const mostTickets = 20;

export function createPages(hub: Hub): PageActions {
  const put = (asked: Page, patch: Partial<Page>) => {
    const { page } = hub.get();
    // By now it may be another page, or none.
    if (page?.kind === asked.kind && page.ticketId === asked.ticketId)
      hub.set({ page: { ...page, ...patch } });
  };

  const loadHistory = async (asked: Page) => {
    const answer = await hub.ask((options) =>
      hub.client.tickets.history.query({ ticket: asked.ticketId, limit: mostEvents }, options),
    );
    put(
      asked,
      answer.ok
        ? { history: answer.value.items.map(safeEvent), problem: null }
        : { problem: hub.wordsFor(answer.failure) },
    );
  };

  const loadContact = async (asked: Page) => {
    const { email } = asked;
    if (email === null) return put(asked, { problem: `#${asked.number} has no requester.` });
    const card = await loadCard(hub, email);
    put(asked, typeof card === 'string' ? { problem: card } : { contact: card, problem: null });
  };

  const load = (page: Page) => (page.kind === 'history' ? loadHistory(page) : loadContact(page));

  return {
    toggle(kind) {
      if (hub.get().page?.kind === kind) return hub.set({ page: null });
      const row = ticketAtHand(hub.get());
      if (!row) return hub.say('plain', 'There is no ticket here.');
      const page: Page = {
        ...{ kind, ticketId: row.id, number: row.number, email: row.requester?.email ?? null },
        ...{ history: null, contact: null, output: null, problem: null, top: 0 },
      };
      hub.set({ page });
      void load(page);
    },
    showOutput(title, lines) {
      hub.set({
        page: {
          ...{ kind: 'output', ticketId: '', number: 0, email: null, history: null, contact: null },
          ...{ output: { title, lines }, problem: null, top: 0 },
        },
      });
    },
    close: () => hub.set({ page: null }),
    async refresh(ticketId) {
      const { page } = hub.get();
      if (page?.ticketId === ticketId) await load(page);
    },
  };
}

/** The card of a person with their newest tickets, or why there is none, in words. */
export async function loadCard(hub: Hub, email: string): Promise<ContactCard | string> {
  const [contact, tickets] = await Promise.all([
    hub.ask((options) => hub.client.contacts.view.query({ contact: email }, options)),
    hub.ask((options) =>
      hub.client.tickets.list.query({ query: `from:${email}`, limit: mostTickets }, options),
    ),
  ]);
  if (!contact.ok) return hub.wordsFor(contact.failure);
  return safeCard(contact.value, tickets.ok ? tickets.value.items.map(safeRow) : []);
}

function safeEvent({ at, actor, text }: Outputs['tickets']['history']['items'][number]): HistoryRow {
  return { at: Date.parse(at), who: displayText(actor.name) || 'the desk', text: displayText(text) };
}

function safeCard(contact: Outputs['contacts']['view'], tickets: readonly TicketRow[]): ContactCard {
  const fact = (label: string, value: string | null | undefined) =>
    value ? [[label, displayText(value)] as const] : [];
  const { lists, portals } = contact;
  return {
    name: displayText(contact.name ?? contact.email),
    email: displayText(contact.email),
    facts: [
      ...fact('E-mail', contact.email),
      ...fact('Organization', contact.organization),
      ...fact('Language', contact.locale),
      ...fact('Portal', portalWords(contact)),
      ...fact('Lists', lists.map(({ name }) => name).join(', ')),
      ...fact('Invited', portals.find(({ invitedAt }) => invitedAt)?.invitedAt?.slice(0, 10)),
      ...fact('Since', contact.createdAt.slice(0, 10)),
      ...fact('Tickets', `${contact.tickets.open} open, ${contact.tickets.closed} closed`),
    ],
    tickets,
  };
}

function portalWords({ isBlocked, isRegistered }: Outputs['contacts']['view']): string {
  if (isBlocked) return 'blocked from signing in';
  return isRegistered ? 'has a login' : 'has no login yet';
}
