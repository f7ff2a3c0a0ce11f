/** Tickets as a table, and a ticket's row in a pipe. */
import { displayText } from '@postern/core/client';
import type { Args } from './flags.ts';
import { age, type Column, tableText, themeFor } from './look.ts';
import type { Shape } from './output.ts';
import type { Session } from './session.ts';
import { type TicketRecord, ticketColumns, ticketFields } from './tickets.ts';

/** How tickets in a list are printed. */
export function ticketShape(session: Session, args: Args): Shape {
  return {
    fields: ticketFields,
    columns: ticketColumns,
    table: (items) => ticketTable(session, args, items as unknown as readonly TicketRecord[]),
  };
}

function ticketTable(session: Session, args: Args, tickets: readonly TicketRecord[]): string {
  if (tickets.length === 0) return '';
  const { columns: width } = session.io;
  // On a narrow terminal the subject needs the room more.
  const hasPriority = width >= 100;
  const columns: Column[] = [
    { title: '#', align: 'right', role: 'strong', most: 10 },
    { title: 'STAGE', role: 'stateWaiting', most: 20 },
    ...(hasPriority ? [{ title: 'PRIORITY', most: 8 }] : []),
    { title: 'FROM', most: 20 },
    { title: 'ASSIGNEE', most: 16 },
    { title: 'AGE', align: 'right', role: 'dim', most: 5 },
    { title: 'SUBJECT' },
  ];
  const rows = tickets.map((ticket) =>
    [
      String(ticket.number),
      ticket.stage,
      ...(hasPriority ? [ticket.priority] : []),
      ticket.requester?.name ?? '',
      ticket.assignee?.name ?? '-',
      age(ticket.lastActivityAt, session.io.now()),
      ticket.subject,
    ].map((cell) => displayText(cell)),
  );
  return tableText(columns, rows, { theme: themeFor(session, args), width });
}
