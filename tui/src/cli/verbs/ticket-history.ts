/** `postern ticket history`: all that was ever done to a ticket, and by whom. */
import { displayText, type HistoryEvent } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { tableText, themeFor } from '../look.ts';
import { ticketRef, wholeNumber } from '../numbers.ts';
import { chosenFields, printList, type Shape } from '../output.ts';
import type { Session } from '../session.ts';

const fields = ['id', 'at', 'actor', 'action', 'text'];
const largestPage = 500;

/** The oldest first, page by page. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const limit = Math.min(wholeNumber('limit', args.limit, 1) ?? largestPage, largestPage);
  const page = await (await session.client()).tickets.history.query({
    ticket: ticketRef(args.ticket as string),
    limit,
    ...(args.cursor && { cursor: args.cursor }),
  });
  const shape: Shape = {
    fields,
    columns: ['at', 'actor', 'text'],
    table: (events) => table(session, args, events as unknown as HistoryEvent[]),
  };
  await printList(session, args, { ...page, shape });
}

function table(session: Session, args: Args, events: readonly HistoryEvent[]): string {
  const columns = [
    { title: 'AT', most: 17 },
    { title: 'WHO', role: 'strong' as const, most: 24 },
    { title: 'WHAT' },
  ];
  const rows = events.map(({ at, actor, text }) => [
    at.slice(0, 16).replace('T', ' '),
    displayText(actor.name),
    displayText(text),
  ]);
  return tableText(columns, rows, { theme: themeFor(session, args), width: session.io.columns });
}
