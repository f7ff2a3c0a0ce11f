/** What somebody would want to be told of while they look elsewhere. */
import type { Change } from '@postern/core/client';
import type { Person, TicketRow } from './model.ts';

export interface News {
  /** Whether it is about a ticket that this person has or follows. */
  isMine: boolean;
  /** One line without anything that was written in the ticket. */
  text: string;
}

type Told = Pick<Change, 'action' | 'by' | 'mentions' | 'isFollowed' | 'isFromCustomer'>;

/** What a change by somebody else is to this person; null when it is nothing to tell. */
export function newsOf(
  { action, by, mentions, isFollowed, isFromCustomer }: Told,
  row: TicketRow,
  me: Person | null,
): News | null {
  if (me === null || by === me.email) return null;
  const isAssignee = row.assignee?.email === me.email;
  const isMine = isAssignee || isFollowed === true;
  if (action === 'ticket.filed')
    return {
      isMine,
      text: `#${row.number}: new ticket${row.requester ? ` from ${row.requester.name}` : ''}`,
    };
  if (action === 'ticket.assigned' && isAssignee)
    return { isMine, text: `#${row.number} is assigned to you` };
  if (action === 'note.added' && mentions?.includes(me.email))
    return { isMine: true, text: `#${row.number}: a note calls you` };
  // What an agent writes is told by the thread; what a customer writes waits for an answer.
  if (isFromCustomer)
    return { isMine, text: `#${row.number}: ${row.requester?.name ?? 'The customer'} answered` };
  return null;
}
