/** What is done to a ticket without words: giving it to somebody, closing it, opening it again. */
import { displayText, priorityNames, type TicketHead } from '@postern/core/client';
import { createEditor } from '../editor/editor.ts';
import type { Answer, Hub } from './hub.ts';
import { type LocalActs, type Standing, standingOf } from './local-acts.ts';
import { type Choice, type Ticket, type TicketRow, ticketAtHand } from './model.ts';
import { choicesShown } from './picker.ts';
import { safePeople, safeRow } from './safe-tickets.ts';

export interface Triage {
  /** Opens the choice of agents for the ticket at hand. */
  chooseAgent(): void;
  assignToMe(): Promise<void>;
  /** Opens the choice of priorities for the ticket at hand. */
  choosePriority(): void;
  /** Takes the choice under the cursor. */
  takeChoice(): Promise<void>;
  close(): Promise<void>;
  reopen(): Promise<void>;
}

export function createTriage(
  hub: Hub,
  on: {
    changed(row: TicketRow): void;
    refresh(ticketId: string): Promise<Ticket | null>;
    acts: Pick<LocalActs, 'record'>;
  },
): Triage {
  let agents: Choice[] = [];

  const take = (answer: Answer<TicketHead>, before: Standing, words: (row: TicketRow) => string) => {
    if (!answer.ok) return hub.fail(answer.failure);
    const row = safeRow(answer.value);
    on.changed(row);
    on.acts.record({ ticketId: row.id, number: row.number, before, after: standingOf(row, before) });
    hub.say('good', words(row));
  };

  const assign = async (row: Pick<TicketRow, 'id' | 'number' | 'assignee'>, to: string) => {
    const answer = await hub.ask((options) =>
      hub.client.tickets.assign.mutate({ ticket: row.id, to }, options),
    );
    take(answer, { assignee: row.assignee?.email ?? null }, (after) =>
      after.assignee
        ? `#${row.number} is assigned to ${after.assignee.name}.`
        : `#${row.number} is assigned to nobody.`,
    );
  };

  const prioritize = async (row: TicketRow, to: TicketRow['priority']) => {
    const answer = await hub.ask((options) =>
      hub.client.tickets.setPriority.mutate({ ticket: row.id, to }, options),
    );
    take(answer, { priority: row.priority }, () => `#${row.number} has the priority ${to}.`);
  };

  const setChoices = () => {
    const { picker, me } = hub.get();
    if (!picker) return;
    const all: Choice[] = [
      ...(me ? [{ label: `${me.name} (me)`, detail: displayText(me.email), to: 'me' }] : []),
      ...agents.filter((agent) => agent.to !== me?.email),
      { label: 'nobody', detail: 'back to Unassigned', to: 'none' },
    ];
    hub.set({ picker: { ...picker, choices: all, index: 0 } });
  };

  return {
    chooseAgent() {
      const row = ticketAtHand(hub.get());
      if (!row) return;
      hub.set({
        picker: {
          title: `Assign #${row.number} to`,
          purpose: { kind: 'assign', row },
          editor: createEditor('', { singleLine: true }),
          choices: [],
          index: 0,
        },
      });
      setChoices();
      void hub
        .ask((options) => hub.client.auth.agents.query(undefined, options))
        .then((answer) => {
          if (!answer.ok) return hub.fail(answer.failure);
          agents = safePeople(answer.value).map(({ name, email }) => ({
            label: name,
            detail: displayText(email),
            to: email,
          }));
          // A choice already made with the arrow keys must not change under the finger.
          if (hub.get().picker?.index === 0) setChoices();
        });
    },
    choosePriority() {
      const row = ticketAtHand(hub.get());
      if (!row) return;
      const choices = priorities.map((word) => ({
        label: word,
        detail: word === row.priority ? 'as it is' : '',
        to: word,
      }));
      hub.set({
        picker: {
          title: `Priority of #${row.number}`,
          purpose: { kind: 'priority', row },
          editor: createEditor('', { singleLine: true }),
          choices,
          index: priorities.indexOf(row.priority),
        },
      });
    },
    async assignToMe() {
      const row = ticketAtHand(hub.get());
      if (row) await assign(row, 'me');
    },
    async takeChoice() {
      const { picker } = hub.get();
      const choice = picker && choicesShown(picker)[picker.index];
      if (picker?.purpose.kind !== 'assign' && picker?.purpose.kind !== 'priority') return;
      const { kind, row } = picker.purpose;
      const nothing = kind === 'assign' ? 'Nobody fits' : 'Nothing fits';
      if (!choice) return hub.say('warning', `${nothing}. Type less, or press Esc.`);
      hub.set({ picker: null });
      if (kind === 'assign') return assign(row, choice.to);
      await prioritize(row, choice.to as TicketRow['priority']);
    },
    async close() {
      const row = ticketAtHand(hub.get());
      if (!row) return;
      if (row.status === 'closed') return hub.say('plain', `#${row.number} is closed already. o reopens it.`);
      const inbound = customerMessages(hub.get().tickets.get(row.id));
      const attempt = (version: number) =>
        hub.ask((options) =>
          hub.client.tickets.close.mutate({ ticket: row.id, ifVersion: version }, options),
        );
      let answer = await attempt(row.version);
      if (!answer.ok && answer.failure.code === 'TICKET_CHANGED') {
        // Somebody's note is no reason to ask; a customer's message that nobody has read is.
        const fresh = await on.refresh(row.id);
        if (fresh && inbound !== null && customerMessages(fresh) === inbound)
          answer = await attempt(fresh.version);
      }
      take(answer, { status: row.status }, () => `#${row.number} is closed. u takes it back.`);
    },
    async reopen() {
      const row = ticketAtHand(hub.get());
      if (!row) return;
      if (row.status === 'open') return hub.say('plain', `#${row.number} is open.`);
      take(
        await hub.ask((options) => hub.client.tickets.reopen.mutate({ ticket: row.id }, options)),
        { status: row.status },
        () => `#${row.number} is open again.`,
      );
    },
  };
}

/** The most urgent first. */
const priorities = priorityNames.toReversed();

function customerMessages(ticket: Ticket | undefined): number | null {
  return ticket ? ticket.timeline.filter((entry) => entry.direction === 'in').length : null;
}
