/** What is mirrored into a card's thread: customer messages, replies, notes and changes, each under its own label. */
import { type SlackCard, type SlackThreadEntry, sizeWords } from '@postern/core/client';
import { buttons, nameOf, placeOf, replyButton } from './card.ts';
import { context, continued, cutBody, fallback, longestBody, oneLine, type Rendered, words } from './text.ts';

/** Null for a change that no timeline shows. */
export function threadMessage(
  entry: SlackThreadEntry,
  { ticket, room }: Pick<SlackCard, 'ticket' | 'room'>,
): Rendered | null {
  const { number } = ticket;
  if (entry.kind === 'event') {
    if (entry.text === '') return null;
    const line = eventLine(entry);
    return { text: fallback(`#${number}: ${line}`), blocks: [context(line)] };
  }
  const { text, isCut } = cutBody(entry.text, longestBody);
  const label = entryLabel(entry);
  const body = words(text, entry.kind === 'customer' ? 'quote' : 'section');
  return {
    text: fallback(
      room?.isConfidential ? `#${number}: ${label}` : `#${number}: ${label} ${entry.text.slice(0, 1_000)}`,
    ),
    blocks: [
      context(label),
      ...(body ? [body] : []),
      ...(isCut ? [continued(number)] : []),
      ...(entry.files.length > 0 ? [context(filesLine(entry.files))] : []),
      ...(entry.reach ? [context(reachLine(entry.at, entry.reach))] : []),
      ...(entry.kind === 'customer' ? [buttons([replyButton(ticket.id)])] : []),
    ],
  };
}

/** A change, with whoever made it. */
export function eventLine({ author, text }: SlackThreadEntry): string {
  const by = oneLine(author, 80);
  return oneLine(by ? `${by}: ${text}` : text, 300);
}

/** Whose words these are, and who may read them. */
export function entryLabel({ kind, author, source, since }: SlackThreadEntry): string {
  const place = since === null ? placeOf(source) : `${placeOf(source)} (${since})`;
  return kind === 'event' ? '' : labels[kind](nameOf(author), place);
}

/** "1 file: console.png (84 KB)"; of many, the first few. */
export function filesLine(files: SlackThreadEntry['files']): string {
  const count = files.length === 1 ? '1 file' : `${files.length} files`;
  const shown = files.slice(0, mostFilesNamed);
  const named = shown.map(({ fileName, bytes }) => `${oneLine(fileName, 80)} (${sizeWords(bytes)})`);
  return `${count}: ${[...named, ...(files.length > shown.length ? ['…'] : [])].join(', ')}`;
}

/** "Portal: delivered 14:02 UTC. Mail: sent to Maria López." What is still on its way is not told. */
function reachLine(at: string, { isSeen, mails }: NonNullable<SlackThreadEntry['reach']>): string {
  const portal = isSeen ? `delivered ${at.slice(11, 16)} UTC` : 'nobody on this ticket sees it there';
  const sent = mails.filter(({ state }) => state === 'sent').map(({ to }) => nameOf(to));
  const failed = mails.filter(({ state }) => state === 'failed' || state === 'unclear');
  return oneLine(
    [
      `Portal: ${portal}.`,
      ...(sent.length > 0 ? [`Mail: sent to ${sent.join(', ')}.`] : []),
      ...failed.map(({ to, reason }) => `Mail to ${nameOf(to)} failed${reason ? `: ${reason}` : '.'}`),
    ].join(' '),
    longestReach,
  );
}

const longestReach = 500;
const mostFilesNamed = 10;

const labels = {
  customer: (author: string) => `From customer: ${author}`,
  reply: (author: string, place: string) => `SENT TO CUSTOMER by ${author}, from ${place}`,
  note: (author: string, place: string) =>
    `INTERNAL NOTE by ${author}, from ${place}. Customers never see this.`,
};
