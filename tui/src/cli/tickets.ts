/** Tickets as scripts read them: the fields that `--json` promises, and no others. */
import type { TicketHead } from '@postern/core/client';

/** In the order in which they are printed. Only added to, never renamed. */
export const ticketFields = [
  'number',
  'subject',
  'status',
  'stage',
  'priority',
  'pipeline',
  'inbox',
  'requester',
  'organization',
  'assignee',
  'tags',
  'createdAt',
  'lastPublicAt',
  'lastActivityAt',
  'version',
] as const satisfies readonly (keyof TicketHead)[];

export type TicketRecord = Pick<TicketHead, (typeof ticketFields)[number]>;

/** Columns of a ticket in a pipe. */
export const ticketColumns = [
  'number',
  'status',
  'stage',
  'priority',
  'requester',
  'assignee',
  'lastActivityAt',
  'subject',
] as const satisfies readonly (keyof TicketRecord)[];

/** The promised fields of a ticket. */
export function ticketRecord(ticket: TicketHead): TicketRecord {
  return Object.fromEntries(ticketFields.map((name) => [name, ticket[name]])) as unknown as TicketRecord;
}
