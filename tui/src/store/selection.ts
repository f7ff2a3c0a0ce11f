/** Selected tickets: one by one, a range that grows with the cursor, all that are loaded; and what acts are about. */
import { expectedRow } from '../offline/offline-act.ts';
import type { Hub } from './hub.ts';
import type { ListActions } from './list.ts';
import { type InboxState, type TicketRow, ticketAtHand } from './model.ts';

/** Which tickets of the list are selected. A range ends at the cursor, wherever that goes. */
export interface Selection {
  ids: ReadonlySet<string>;
  rangeFrom: string | null;
}

/** No ticket is selected. */
export const noSelection: Selection = { ids: new Set(), rangeFrom: null };

export interface SelectionActions {
  /** Selects the ticket under the cursor, or no longer, and goes on to the next. */
  toggle(): void;
  /** Begins a range at the cursor; then ends it, with what it holds selected. */
  range(): void;
  /** Selects every ticket that is loaded. */
  all(): void;
  clear(): void;
}

/** The selected rows, in the order of the list. Tickets that the list no longer shows are not among them. */
export function selectedRows({ list, selection: { ids, rangeFrom } }: InboxState): TicketRow[] {
  if (ids.size === 0 && rangeFrom === null) return [];
  const [first, last] = rangeOf(list, rangeFrom);
  return list.rows.filter((row, at) => ids.has(row.id) || (at >= first && at <= last));
}

/** The tickets that an act is about: the open one; in the list the selected ones, else the one under the cursor. */
export function ticketsAtHand(state: InboxState): TicketRow[] {
  const selected = state.openId === null ? selectedRows(state) : [];
  if (selected.length > 0) return selected.map((row) => expectedRow(row, state.offline));
  const row = ticketAtHand(state);
  return row ? [row] : [];
}

export function createSelection(hub: Hub, list: Pick<ListActions, 'move'>): SelectionActions {
  const ids = () => new Set(selectedRows(hub.get()).map((row) => row.id));

  return {
    toggle() {
      const { cursorId } = hub.get().list;
      if (cursorId === null) return;
      const selected = ids();
      if (!selected.delete(cursorId)) selected.add(cursorId);
      hub.set({ selection: { ids: selected, rangeFrom: null } });
      list.move(1);
    },
    range() {
      const state = hub.get();
      const begins = state.selection.rangeFrom === null ? state.list.cursorId : null;
      hub.set({ selection: { ids: ids(), rangeFrom: begins } });
      if (begins) hub.say('plain', 'The range grows with the cursor. V ends it, Esc clears it.');
    },
    all() {
      const { rows, nextCursor } = hub.get().list;
      const { found } = hub.get();
      hub.set({ selection: { ids: new Set(rows.map((row) => row.id)), rangeFrom: null } });
      if (nextCursor !== null)
        hub.say(
          'plain',
          `The ${rows.length} loaded tickets are selected${found === null ? '' : `, of ${found}`}. G loads more.`,
        );
    },
    clear: () => hub.set({ selection: noSelection }),
  };
}

function rangeOf(list: InboxState['list'], rangeFrom: string | null): [number, number] {
  if (rangeFrom === null) return [0, -1];
  const from = list.rows.findIndex((row) => row.id === rangeFrom);
  const to = list.rows.findIndex((row) => row.id === list.cursorId);
  return from < 0 || to < 0 ? [0, -1] : [Math.min(from, to), Math.max(from, to)];
}
