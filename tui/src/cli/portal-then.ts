/** `postern portal preview --at`: the portal as a customer saw it at a moment, and what cannot be told of it. */
import { displayText, type PreviewAt } from '@postern/core/client';
import { customerText } from './customer-text.ts';
import type { Args } from './flags.ts';
import { localTime, tableText, themeFor } from './look.ts';
import { ticketRef } from './numbers.ts';
import { chosenFields, columnsOf, printOne, type Shape } from './output.ts';
import { pastMoment } from './past-moments.ts';
import { usageProblem } from './problem.ts';
import type { Session } from './session.ts';

const mostItems = 200;

const fields = ['at', 'contact', 'shut', 'items', 'hasMore', 'page', 'unsure'];

/** The list, or with `--ticket` one page. A day alone is its end. */
export async function previewThen(session: Session, args: Args, moment: string): Promise<undefined> {
  chosenFields(args, fields);
  const { as: contact, ticket } = args;
  if (contact === undefined)
    throw usageProblem('--at needs --as: every customer saw something else.', 'Add --as EMAIL');
  if (args.browser)
    throw usageProblem('A browser shows today alone.', 'Leave --browser away, and read it here.');
  const at = pastMoment(session, { flag: 'at', text: moment, dayEnd: 'end' });
  const then = await (await session.client()).preview.at.query({
    ...{ contact, at },
    ...(ticket !== undefined && { ticket: ticketRef(ticket) }),
    limit: mostItems,
  });
  const shape: Shape = {
    fields,
    columns: ['at', 'contact', 'shut'],
    rows: () => rowsOf(then),
    table: () =>
      then.page ? pageText(session, args, { ...then, page: then.page }) : listText(session, args, then),
  };
  await printOne(session, args, then, shape);
  for (const remark of remarksOf(then)) await session.say(remark);
}

/** The list; where one ticket was asked for its page alone, or why it was not seen. */
function rowsOf({ items, page }: PreviewAt): string {
  if (!page) return items.map(ticketRow).join('');
  if (!page.view) return columnsOf(['not-seen', page.number, whyNot(page)]);
  const said = page.view.messages.map(({ at, author, text }) =>
    columnsOf(['message', at, author.name, text]),
  );
  return [ticketRow(page.view), ...said].join('');
}

function ticketRow(ticket: Pick<PreviewAt['items'][number], (typeof inRow)[number]>): string {
  return columnsOf(['ticket', ...inRow.map((field) => ticket[field])]);
}

const inRow = ['number', 'status', 'statusLabel', 'lastActivityAt', 'subject'] as const;

function whyNot({ gates }: NonNullable<PreviewAt['page']>): string {
  const closed = gates.filter(({ pass }) => !pass).map(({ detail }) => detail);
  return closed.length > 0 ? closed.join(' ') : 'The portal did not show it.';
}

function listText(session: Session, args: Args, { at, contact, shut, items }: PreviewAt): string {
  const theme = themeFor(session, args);
  const title = theme.paint('strong', displayText(`What ${contact.name} saw ${localTime(at)}`));
  if (shut !== null) return `${title}\n${theme.paint('error', displayText(`Nothing: ${shut}`))}\n`;
  if (items.length === 0) return `${title}\nNo ticket.\n`;
  const columns = [
    { title: '#', align: 'right' as const, role: 'strong' as const, most: 10 },
    { title: 'STATUS', role: 'stateWaiting' as const, most: 20 },
    { title: 'FROM', most: 20 },
    { title: 'LAST ACTIVITY', most: 18 },
    { title: 'SUBJECT' },
  ];
  const rows = items.map(({ number, statusLabel, requester, lastActivityAt, subject, unsure }) => [
    `${number}${unsure.length > 0 ? '?' : ''}`,
    displayText(statusLabel),
    displayText(requester.name),
    localTime(lastActivityAt),
    displayText(subject),
  ]);
  return `${title}\n${tableText(columns, rows, { theme, width: session.io.columns })}`;
}

function pageText(
  session: Session,
  args: Args,
  { contact, page }: PreviewAt & { page: NonNullable<PreviewAt['page']> },
): string {
  if (page.view)
    return customerText(session, args, { ...page, contact, page: page.view, visible: true, isPast: true });
  const sentence = `${contact.name} did not see #${page.number}: ${whyNot(page)}`;
  return `${themeFor(session, args).paint('error', displayText(sentence))}\n`;
}

function remarksOf({ items, hasMore, unsure }: PreviewAt): string[] {
  const guesses = items.filter((item) => item.unsure.length > 0);
  return [
    ...(hasMore ? [`There were more; these are the ${mostItems} with the latest activity.`] : []),
    ...guesses.map((item) => `#${item.number} is too old to tell for sure: ${item.unsure.join(', ')}.`),
    ...(unsure.includes('portal')
      ? ['The filter or the audience of then names something that is gone, so those of today stand.']
      : []),
    ...(unsure.includes('lists')
      ? ['The filter of a contact list of then names something that is gone, so the one of today stands.']
      : []),
    'Names, wording and looks are those of today. Tickets deleted for good are missing.',
  ];
}
