/** A change that a key brings, as the outbox of this machine keeps it. */
import type { Deed } from '../offline/offline-act.ts';
import type { Person, TicketRow } from './model.ts';
import type { Standing } from './standings.ts';

/** Null for what cannot wait there. `label` is the name of whoever a ticket is given to. */
export function deedOf(
  row: TicketRow,
  { name, value }: Standing,
  label: string,
  me: Person | null,
): Deed | null {
  switch (name) {
    case 'status':
      return { kind: 'status', to: value === 'closed' ? 'closed' : 'open' };
    case 'assignee': {
      const to = value === 'me' ? (me?.email ?? 'me') : value;
      return { kind: 'assignee', to, label: to === me?.email ? me.name : label || to };
    }
    case 'priority':
      return { kind: 'priority', to: value as TicketRow['priority'] };
    case 'stage':
      return { kind: 'stage', to: value };
    case 'snooze':
      return { kind: 'snooze', to: value };
    case 'tags': {
      const wanted = value.split(' ').filter(Boolean);
      const add = wanted.filter((tag) => !row.tags.includes(tag));
      return { kind: 'tags', add, remove: row.tags.filter((tag) => !wanted.includes(tag)) };
    }
    default:
      return null;
  }
}
