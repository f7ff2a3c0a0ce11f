/** Merging: another ticket is chosen, who gains and who loses sight is said, and only then is it done. */
import type { MergeEffect } from '@postern/core/client';
import { displayText } from '@postern/core/words';
import { createEditor } from '../editor/editor.ts';
import { mergeShort } from '../text/merge-words.ts';
import { stopsWords } from '../text/weighed-words.ts';
import type { Hub } from './hub.ts';
import type { LocalActs } from './local-acts.ts';
import type { Choice, PickerPurpose, TicketRow } from './model.ts';
import { safeRow } from './safe-tickets.ts';
import { ticketsAtHand } from './selection.ts';

export interface Merging {
  /** Opens the choice of the ticket that is left; those of the same requester come first. */
  choose(): void;
  /** Asks what the merge would do, and opens the choice whether to do it. */
  weigh(row: TicketRow, choice: Choice): Promise<void>;
  /** Does what was chosen then. */
  take(purpose: PickerPurpose & { kind: 'merging' }, choice: Choice): Promise<void>;
}

const mostOffered = 30;

export function createMerging(
  hub: Hub,
  on: { changed(row: TicketRow): void; acts: Pick<LocalActs, 'record'> },
): Merging {
  const open = (title: string, purpose: PickerPurpose, choices: readonly Choice[]) =>
    hub.set({
      picker: { title, purpose, editor: createEditor('', { singleLine: true }), choices, index: 0 },
    });

  const weigh = async (row: TicketRow, { to }: Pick<Choice, 'to'>, why = ''): Promise<void> => {
    const wish = { ticket: row.id, into: Number(to) };
    hub.set({ picker: null });
    // What is weighed on the ticket as it stands now is done to no other.
    const now = await hub.ask((options) => hub.client.tickets.view.query({ ticket: row.id }, options));
    if (!now.ok) return hub.fail(now.failure);
    const effectOf = (withPeople: boolean) =>
      hub.ask((options) => hub.client.tickets.mergeEffect.query({ ...wish, withPeople }, options));
    const plain = await effectOf(false);
    if (!plain.ok) return hub.fail(plain.failure);
    const { into } = plain.value;
    // Bringing the people along is offered where somebody would be left behind.
    const joined = plain.value.loses.length > 0 ? await effectOf(true) : null;
    if (joined && !joined.ok) return hub.fail(joined.failure);
    open(
      `${why}Merge #${row.number} into #${into.number} ${displayText(into.subject)}?`,
      { kind: 'merging', row: safeRow(now.value), into: into.number },
      [
        ...(joined ? [apart] : []),
        { label: 'merge', detail: mergeShort(plain.value), to: 'merge' },
        ...(joined ? [withPeople(joined.value)] : [apart]),
      ],
    );
    const stops = stopsWords(hub.get().held, [row.id]);
    if (stops !== '') hub.say('warning', stops);
  };

  return {
    choose() {
      const [row, second] = ticketsAtHand(hub.get());
      if (!row) return;
      if (second) return hub.say('warning', 'One ticket is merged at a time. Esc clears the selection.');
      const loaded = hub.get().list.rows;
      open(`Merge #${row.number} into`, { kind: 'merge', row }, offeredTickets(row, loaded));
      const email = row.requester?.email;
      if (email === undefined) return;
      const query = `from:"${email.replaceAll('"', '')}" sort:-updated`;
      void hub
        .ask((options) => hub.client.tickets.list.query({ query, limit: mostOffered }, options))
        .then((answer) => {
          const { picker } = hub.get();
          if (!answer.ok) return hub.fail(answer.failure);
          if (picker?.purpose.kind !== 'merge' || picker.index !== 0) return;
          hub.set({
            picker: {
              ...picker,
              choices: offeredTickets(row, [...answer.value.items.map(safeRow), ...loaded]),
            },
          });
        });
    },
    weigh: (row, choice) => weigh(row, choice),
    async take({ row, into }, { to }) {
      hub.set({ picker: null });
      if (to === 'apart') return hub.say('plain', 'Nothing was merged.');
      const answer = await hub.ask((options) =>
        hub.client.tickets.merge.mutate(
          { ticket: row.id, into, withPeople: to === 'people', ifVersion: row.version },
          options,
        ),
      );
      if (!answer.ok && answer.failure.code === 'TICKET_CHANGED')
        return weigh(row, { to: String(into) }, 'It has changed meanwhile. ');
      if (!answer.ok) return hub.fail(answer.failure);
      on.acts.record([
        {
          ticketId: row.id,
          number: row.number,
          before: { name: 'merge', value: 'apart' },
          after: { name: 'merge', value: String(into) },
        },
      ]);
      on.changed(safeRow(answer.value));
      on.changed(row);
      hub.say('good', `#${row.number} is merged into #${into}. u takes it back.`);
    },
  };
}

const apart: Choice = { label: 'leave them apart', detail: '', to: 'apart' };

function withPeople(effect: MergeEffect): Choice {
  return { label: 'merge, and its people join', detail: mergeShort(effect), to: 'people' };
}

/** Each once; those of the same requester first. */
export function offeredTickets(row: TicketRow, rows: readonly TicketRow[]): Choice[] {
  const others = [...new Map(rows.map((each) => [each.id, each])).values()].filter(({ id }) => id !== row.id);
  const isTheirs = (each: TicketRow) => each.requester?.email === row.requester?.email;
  return [...others.filter(isTheirs), ...others.filter((each) => !isTheirs(each))].map((each) => ({
    label: `#${each.number} ${each.subject}`,
    detail: each.requester?.name ?? '',
    to: String(each.number),
  }));
}

/** A number that was typed, as a choice of its own; null where the choice is there. */
export function typedTicket(choices: readonly Choice[], typed: string): Choice | null {
  const number = /^#?(\d{1,9})$/.exec(typed.trim())?.[1];
  if (number === undefined || choices.some(({ to }) => to === number)) return null;
  return { label: `#${number}`, detail: 'by its number', to: number };
}
