/** What is done to tickets without words, to one or to all that are selected: assigning, closing, priorities, tags. */
import { priorityNames } from '@postern/core/client';
import { displayText } from '@postern/core/words';
import { createEditor } from '../editor/editor.ts';
import type { Bringing } from './bringing.ts';
import type { HeldActions } from './held.ts';
import type { Hub } from './hub.ts';
import type { Choice, TicketPurpose, TicketRow } from './model.ts';
import { safePeople } from './safe-tickets.ts';
import { ticketsAtHand } from './selection.ts';
import { snoozeChoices } from './snooze-choices.ts';
import { isOnAll, tagChoices, withTag } from './tag-choices.ts';
import type { Weighing } from './weighing.ts';

export interface Triage {
  /** Opens the choice of agents. */
  chooseAgent(): void;
  assignToMe(): Promise<void>;
  /** Opens the choice of priorities. */
  choosePriority(): void;
  /** Opens the choice of the stages that the first of the tickets can stand in. */
  chooseStage(): void;
  /** Opens the choice of the desk's tags. */
  chooseTag(): void;
  /** Opens the choice of how long. */
  chooseSnooze(): void;
  /** Does what was chosen for these tickets. */
  take(purpose: TicketPurpose, choice: Choice): Promise<void>;
  close(): Promise<void>;
  reopen(): Promise<void>;
  /** Goes on with what it asked about, or leaves it. */
  answer(isYes: boolean): void;
}

export function createTriage(
  hub: Hub,
  bringing: Bringing,
  { weighing, held }: { weighing: Pick<Weighing, 'ask'>; held: Pick<HeldActions, 'sendNow'> },
): Triage {
  let agents: Choice[] = [];

  const { bring, carefully, answer } = bringing;

  const open = (title: string, purpose: TicketPurpose, choices: readonly Choice[]) =>
    hub.set({
      picker: {
        title: `${title} ${namedShort(purpose.rows)}`,
        purpose,
        editor: createEditor('', { singleLine: true }),
        choices,
        index: 0,
      },
    });

  const agentChoices = (): Choice[] => {
    const { me } = hub.get();
    return [
      ...(me ? [{ label: `${me.name} (me)`, detail: displayText(me.email), to: 'me' }] : []),
      ...agents.filter((agent) => agent.to !== me?.email),
      { label: 'nobody', detail: 'back to Unassigned', to: 'none' },
    ];
  };

  /** What ends a ticket comes after the reply that waits there: from a closed ticket none leaves. */
  const ending = (rows: readonly TicketRow[], act: () => Promise<void>): void | Promise<void> => {
    const waiting = hub
      .get()
      .held.filter(({ state, ticketId }) => state === 'held' && rows.some(({ id }) => id === ticketId));
    const [first] = waiting;
    if (!first) return act();
    const what = waiting.length === 1 ? `The reply to ${first.to}` : `${waiting.length} replies`;
    const verb = waiting.length === 1 ? 'waits' : 'wait';
    weighing.ask(
      `${what} still ${verb}, and none leaves a closed ticket. Send now, then close?`,
      async () => {
        for (const { id } of waiting) {
          // By now it may have left by itself.
          const isThere = hub.get().held.some((each) => each.id === id);
          if (isThere && !(await held.sendNow(id))) return;
        }
        await act();
      },
    );
  };

  const closeOrReopen = (value: TicketRow['status']) => {
    const rows = ticketsAtHand(hub.get());
    const others = rows.filter((row) => row.status !== value);
    if (others.length === 0) return hub.say('plain', alreadyWords(rows, value));
    if (value === 'open') return carefully(others, 'Reopen', () => bring(others, { name: 'status', value }));
    return ending(others, () => carefully(others, 'Close', () => bring(others, { name: 'status', value })));
  };

  return {
    chooseAgent() {
      const rows = ticketsAtHand(hub.get());
      open('Assign', { kind: 'assign', rows }, agentChoices());
      void hub
        .ask((options) => hub.client.auth.agents.query(undefined, options))
        .then((answer) => {
          if (!answer.ok) return hub.fail(answer.failure);
          agents = safePeople(answer.value).map(({ name, email }) => ({
            label: name,
            detail: displayText(email),
            to: email,
          }));
          const { picker } = hub.get();
          // A choice already made with the arrow keys must not change under the finger.
          if (picker?.purpose.kind === 'assign' && picker.index === 0)
            hub.set({ picker: { ...picker, choices: agentChoices() } });
        });
    },
    choosePriority() {
      const rows = ticketsAtHand(hub.get());
      const [first] = rows;
      if (!first) return;
      const now = rows.every((row) => row.priority === first.priority) ? first.priority : null;
      open(
        'Priority of',
        { kind: 'priority', rows },
        priorities.map((word) => ({ label: word, detail: word === now ? 'as it is' : '', to: word })),
      );
      const { picker } = hub.get();
      if (picker && now) hub.set({ picker: { ...picker, index: priorities.indexOf(now) } });
    },
    chooseStage() {
      const rows = ticketsAtHand(hub.get());
      const [first] = rows;
      if (!first) return;
      open('Stage of', { kind: 'stage', rows }, []);
      void hub
        .ask((options) => hub.client.tickets.stages.query({ ticket: first.id }, options))
        .then((answer) => {
          if (!answer.ok) return hub.fail(answer.failure);
          const { picker } = hub.get();
          if (picker?.purpose.kind !== 'stage') return;
          const { items } = answer.value;
          const choices = items.map(({ name, status }) => ({
            label: displayText(name),
            detail: stageDetail(rows, displayText(name), status),
            to: name,
          }));
          const index = Math.max(
            0,
            items.findIndex(({ isCurrent }) => isCurrent),
          );
          hub.set({ picker: { ...picker, choices, index } });
        });
    },
    chooseTag() {
      const rows = ticketsAtHand(hub.get());
      open('Tags of', { kind: 'tag', rows }, tagChoices(rows, []));
      void hub
        .ask((options) => hub.client.tickets.tags.query(undefined, options))
        .then((answer) => {
          if (!answer.ok) return hub.fail(answer.failure);
          const { picker } = hub.get();
          if (picker?.purpose.kind === 'tag' && picker.index === 0)
            hub.set({ picker: { ...picker, choices: tagChoices(rows, answer.value.items) } });
        });
    },
    chooseSnooze() {
      const rows = ticketsAtHand(hub.get()).filter(({ status }) => status === 'open');
      if (rows.length === 0) return hub.say('plain', "Closed already, so in nobody's way. o reopens it.");
      const at = hub.now();
      open('Snooze', { kind: 'snooze', rows, at }, snoozeChoices(rows, at));
    },
    async assignToMe() {
      const rows = ticketsAtHand(hub.get());
      await carefully(rows, 'Assign to you', () =>
        bring(rows, { name: 'assignee', value: 'me' }, { label: hub.get().me?.name ?? '' }),
      );
    },
    async take({ kind, rows }, { to, label, detail }) {
      if (kind === 'tag') {
        const isOff = isOnAll(rows, to);
        const what = isOff ? `Take the tag ${to} off` : `Put the tag ${to} on`;
        const manyWords = isOff ? `have the tag ${to} no more` : `have the tag ${to}`;
        return carefully(rows, what, () => bring(rows, (row) => withTag(row, to, !isOff), { manyWords }));
      }

      if (kind === 'snooze')
        return carefully(rows, to === 'awake' ? 'Wake' : 'Snooze', () =>
          bring(rows, { name: 'snooze', value: to }),
        );
      if (kind === 'stage') {
        const move = () =>
          carefully(rows, `Move to ${label}`, () => bring(rows, { name: 'stage', value: to }));
        return detail === closesIt ? ending(rows, move) : move();
      }
      const name = kind === 'assign' ? 'assignee' : 'priority';
      const what = kind === 'assign' ? `Assign to ${label}` : `Give the priority ${to} to`;
      return carefully(rows, what, () => bring(rows, { name, value: to }, { label }));
    },
    close: async () => closeOrReopen('closed'),
    reopen: async () => closeOrReopen('open'),
    answer,
  };
}

function stageDetail(rows: readonly TicketRow[], stage: string, status: TicketRow['status']): string {
  if (rows.every((row) => row.stage === stage)) return 'as it is';
  return status === 'closed' ? closesIt : '';
}

const closesIt = 'closes it';

/** The most urgent first. */
const priorities = priorityNames.toReversed();

function alreadyWords(rows: readonly TicketRow[], value: TicketRow['status']): string {
  const [first] = rows;
  if (!first) return 'There is no ticket here.';
  if (rows.length > 1) return `All ${rows.length} are ${value} already.`;
  return value === 'closed'
    ? `#${first.number} is closed already. o reopens it.`
    : `#${first.number} is open.`;
}

/** `#1042`, or how many tickets. */
export function namedShort(rows: readonly TicketRow[]): string {
  const [first] = rows;
  return rows.length === 1 && first ? `#${first.number}` : `${rows.length} tickets`;
}
