/** Refusing a change to a ticket that is no longer what its editor saw. */
import { PosternError } from '../errors.ts';
import type { TicketRow } from './ticket-rows.ts';

/** Throws `TICKET_CHANGED` unless the version is the one seen; without one given, any will do. */
export function requireVersion(ticket: TicketRow, seen: number | undefined): void {
  if (seen === undefined || seen === ticket.version) return;
  throw new PosternError(
    'TICKET_CHANGED',
    `Ticket #${ticket.number} was changed since you looked (you saw version ${seen}, it is ${ticket.version}).`,
    { number: ticket.number, version: ticket.version, hint: `See it: postern ticket view ${ticket.number}` },
  );
}
