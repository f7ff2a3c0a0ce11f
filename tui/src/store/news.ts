/** What somebody would want to be told of while they look elsewhere. */
import type { Change } from '@postern/core/client';
import type { Person, TicketRow } from './model.ts';

export interface News {
  /** Whether it is about a ticket of this person's. */
  isMine: boolean;
  /** One line without anything that was written in the ticket. */
  text: string;
}

/** What a change by somebody else is to this person; null when it is nothing to tell. */
export function newsOf(
  { action, by, mentions }: Pick<Change, 'action' | 'by' | 'mentions'>,
  row: TicketRow,
  me: Person | null,
): News | null {
  if (me === null || by === me.email) return null;
  const isMine = row.assignee?.email === me.email;
  if (action === 'ticket.filed')
    return {
      isMine,
      text: `#${row.number}: new ticket${row.requester ? ` from ${row.requester.name}` : ''}`,
    };
  if (action === 'ticket.assigned' && isMine) return { isMine, text: `#${row.number} is assigned to you` };
  if (action === 'note.added' && mentions?.includes(me.email))
    return { isMine: true, text: `#${row.number}: a note calls you` };
  // What an agent writes is told by the thread; what a customer writes waits for an answer.
  if (action === 'message.added' && by === null)
    return { isMine, text: `#${row.number}: ${row.requester?.name ?? 'The customer'} answered` };
  return null;
}
