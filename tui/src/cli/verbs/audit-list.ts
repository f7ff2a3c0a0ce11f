/** `postern audit list`: what was done on the desk, by whom and when. */
import { type AuditRow, displayText } from '@postern/core/client';
import { allPages } from '../all-pages.ts';
import type { Args } from '../flags.ts';
import { localTime, tableText, themeFor } from '../look.ts';
import { ticketRef } from '../numbers.ts';
import { chosenFields, printList, type Shape } from '../output.ts';
import { pastMoment } from '../past-moments.ts';
import type { Session } from '../session.ts';

const fields = ['seq', 'at', 'actor', 'action', 'ticket', 'target', 'text', 'change', 'isRedacted', 'hash'];

/** The newest first, page by page. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const { ticket, actor, action, since, until } = args;
  const which = {
    ...(ticket !== undefined && { ticket: ticketRef(ticket) }),
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { action }),
    ...(since !== undefined && {
      since: pastMoment(session, { flag: 'since', text: since, dayEnd: 'start' }),
    }),
    ...(until !== undefined && { until: pastMoment(session, { flag: 'until', text: until, dayEnd: 'end' }) }),
  };
  const client = await session.client();
  const page = await allPages(args, (part) => client.audit.list.query({ ...which, ...part }));
  if (page.items.length === 0) await session.say('No such event.');
  const shape: Shape = {
    fields,
    columns: ['seq', 'at', 'actor', 'action', 'ticket', 'text'],
    table: (events) => table(session, args, events as unknown as AuditRow[]),
  };
  await printList(session, args, { ...page, shape });
}

function table(session: Session, args: Args, events: readonly AuditRow[]): string {
  if (events.length === 0) return '';
  const columns = [
    { title: 'SEQ', align: 'right' as const, most: 9 },
    { title: 'WHEN', most: 18 },
    { title: 'WHO', role: 'strong' as const, most: 22 },
    { title: 'TICKET', most: 8 },
    { title: 'WHAT' },
  ];
  const rows = events.map(({ seq, at, actor, ticket, text }) => [
    String(seq),
    localTime(at),
    displayText(actor.kind === 'desk' ? 'the desk' : actor.name),
    ticket === null ? '' : `#${ticket}`,
    displayText(text),
  ]);
  return tableText(columns, rows, { theme: themeFor(session, args), width: session.io.columns });
}
