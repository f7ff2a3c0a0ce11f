/** The inbox in sentences, for whoever hears it: a ticket a line, a thread in full, what can be run. */
import { chordLabel } from '../keys/chord.ts';
import type { Command } from '../keys/commands.ts';
import type { PlaceContext } from '../keys/keymap.ts';
import type { Entry, InboxState, Picker, Ticket, TicketRow } from '../store/model.ts';
import { needsPerson } from '../store/outbox-rows.ts';
import { choicesShown } from '../store/picker.ts';
import { withOwnMoments } from '../text/later.ts';
import { deliverySentences } from '../views/delivery-lines.ts';
import { withTrueAddresses } from '../views/linked-text.ts';
import { momentText } from '../views/times.ts';

/** `1042, unread, urgent, Cannot sign in, from Maria López, waiting on us, assigned to Ada Okafor`. */
export function ticketSentence(row: TicketRow, state: Pick<InboxState, 'unread' | 'drafts'>): string {
  return [
    String(row.number),
    ...(state.unread.has(row.id) ? ['unread'] : []),
    ...(state.drafts.has(row.id) ? ['has your draft'] : []),
    ...(row.priority === 'normal' ? [] : [row.priority]),
    row.subject,
    `from ${row.requester?.name ?? 'nobody'}`,
    row.status === 'closed' ? 'closed' : row.stage.toLowerCase(),
    row.assignee ? `assigned to ${row.assignee.name}` : 'unassigned',
  ].join(', ');
}

/** The view or the query, how many there are, and a screenful of them from the cursor on. */
export function listText(state: InboxState, most: number): string {
  const { list, views, view, query, found } = state;
  if (!list.isLoaded) return 'The list is not there yet.';
  const name = view === null ? query : (views[view]?.name ?? query);
  const at = Math.max(
    0,
    list.rows.findIndex((row) => row.id === list.cursorId),
  );
  const rows = list.rows.slice(at, at + most);
  const unsent = unsentText(state);
  if (rows.length === 0) return [`${name}: no ticket.`, ...unsent].join('\n');
  const number = found ?? list.rows.length;
  const count = `${name}: ${number} ${number === 1 ? 'ticket' : 'tickets'}, from the ${ordinal(at + 1)} on.`;
  const arrived = list.arrivals.length > 0 ? [`${list.arrivals.length} new. Type . to show them.`] : [];
  return [count, ...unsent, ...arrived, ...rows.map((row) => ticketSentence(row, state))].join('\n');
}

/** What only a person can go on with, as the header of the screen has it. */
function unsentText(state: InboxState): string[] {
  const { stopped, mails } = needsPerson(state);
  const parts = [
    ...(stopped > 0 ? [`${stopped} not sent`] : []),
    ...(mails > 0 ? [`${mails} ${mails === 1 ? 'mail' : 'mails'} failed`] : []),
  ];
  return parts.length > 0 ? [`${parts.join(', ')}. Type g o for the outbox.`] : [];
}

/** The whole thread; a note says so before anything else. */
export function threadText(state: InboxState, ticket: Ticket): string {
  const head = `Ticket ${ticketSentence(ticket, state)}.`;
  return [head, ...ticket.timeline.map((entry) => entryText(entry, state)), 'End of the thread.'].join('\n');
}

function entryText(entry: Entry, state: InboxState): string {
  const { kind, author, direction, at, source, files } = entry;
  const text = withTrueAddresses(entry.text);
  const when = momentText(at, state.now);
  const who = author.name === state.me?.name ? 'you' : author.name;
  if (kind === 'event')
    return `Event: ${withOwnMoments(entry.text, state.now)}${author.name ? `, by ${who}` : ''}, ${when}.`;
  const attached = files.map(({ number, name, size }) => `\nFile ${number}: ${name}, ${size}.`).join('');
  if (kind === 'held') return `WAITING REPLY by ${who}, ${source}, ${when}:\n${text}${attached}`;
  if (kind === 'note') return `INTERNAL NOTE by ${who}, ${when}:\n${text}${attached}`;
  const mails = deliverySentences(entry, state.now)
    .map((each) => `\n${each.isFailure ? 'Warning: ' : ''}${each.text}.`)
    .join('');
  return `${direction === 'out' ? 'Public reply by' : 'Message from'} ${who}, ${when}:\n${text}${attached}${mails}`;
}

/** What can be run here, by key and by words. */
export function commandsText(commands: readonly Command[], context: PlaceContext): string {
  const here = commands.filter(
    ({ contexts, group }) =>
      (contexts.includes(context) || contexts.includes('any')) && group !== 'Write' && group !== 'Choose',
  );
  return here
    .map(({ keys, title }) => (keys[0] ? `${chordLabel(keys[0], true)}: ${title}` : title))
    .join('\n');
}

/** Each choice with its number. */
export function pickerText(picker: Picker): string {
  const shown = choicesShown(picker);
  const lines = shown.map(({ label, detail }, at) => `${at + 1}: ${label}${detail ? `, ${detail}` : ''}`);
  return [picker.title, ...(lines.length > 0 ? lines : ['Nothing fits.'])].join('\n');
}

function ordinal(number: number): string {
  const tens = number % 100;
  const ending = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
}
