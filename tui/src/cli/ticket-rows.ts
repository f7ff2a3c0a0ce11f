/** What follows a ticket's own row in a pipe: a row for each thing that it holds, with its kind first. */
import { type CustomerSees, displayText, type TicketView } from '@postern/core/client';
import { cellText, columnsOf } from './output.ts';

type Entry = TicketView['timeline'][number];

// More than any message holds: a cut text would be a wrong one to whoever reads on.
const longestLine = 200_000;

/** Its properties, then each entry with its files under it. */
export function ticketRows({ properties, timeline }: Pick<TicketView, 'properties' | 'timeline'>): string {
  return [
    ...properties.map(({ key, value }) => columnsOf(['property', key, value])),
    ...timeline.flatMap(({ kind, at, author, text, attachments }) => [
      saidRow([kind, at, author], text),
      ...attachments.map(fileRow),
    ]),
  ].join('');
}

/** What this contact reads, and in counts what is kept back; the shut gates alone where that is nothing at all. */
export function sightRows({ visible, gates, page, keptBack }: CustomerSees): string {
  if (!visible)
    return gates
      .filter(({ pass }) => !pass)
      .map(({ name, detail }) => columnsOf(['gate', name, detail]))
      .join('');
  return [
    ...page.properties.map(({ label, value }) => columnsOf(['property', label, value])),
    ...page.messages.flatMap(({ at, author, text, attachments }) => [
      saidRow(['message', at, author], text),
      ...attachments.map(fileRow),
    ]),
    ...(keptBack.notes > 0 ? [columnsOf(['kept-back', 'note', keptBack.notes])] : []),
    ...keptBack.messages.map(({ count, channel, address, reason }) =>
      columnsOf(['kept-back', 'message', count, channel, address, reason]),
    ),
  ].join('');
}

/** Kind, time, author and the whole text, on one line. */
function saidRow(cells: readonly unknown[], text: string): string {
  return `${[...cells.map(cellText), displayText(text, { maxLength: longestLine })].join('\t')}\n`;
}

/** With the id first, by which it is downloaded. */
function fileRow({ id, fileName, bytes, mediaType }: Entry['attachments'][number]): string {
  return columnsOf(['attachment', id, fileName, bytes, mediaType]);
}
