/** A post into a card's thread: one entry, or several that had to wait for long, each with its own label and words. */
import type { SlackCard, SlackThreadEntry } from '@postern/core/client';
import type { types } from '@slack/bolt';
import { buttons, replyButton } from './card.ts';
import { context, continued, cutBody, fallback, oneLine, type Rendered, words } from './text.ts';
import { entryLabel, eventLine, filesLine, threadMessage } from './thread-entry.ts';

type PostedCard = Pick<SlackCard, 'ticket' | 'room'>;

/** All words of one post; the labels of its entries come to less than what Slack takes beyond that. */
const allWords = 5_000;
const longestWords = 1_500;

/** Null where nothing of it is there any more, or no timeline shows it. */
export function threadPost(entries: readonly (SlackThreadEntry | null)[], card: PostedCard): Rendered | null {
  const shown = entries
    .filter((entry) => entry !== null)
    .filter(({ kind, text }) => kind !== 'event' || text);
  const [first] = shown;
  if (!first) return null;
  return shown.length === 1 ? threadMessage(first, card) : summary(shown, card);
}

function summary(entries: readonly SlackThreadEntry[], { ticket }: PostedCard): Rendered {
  const { id, number } = ticket;
  const most = Math.min(longestWords, Math.floor(allWords / entries.length));
  const parts = entries.map((entry) => part(entry, most));
  const line = `${entries.length} entries that had to wait, ${from(entries)}:`;
  return {
    // It names nothing of what was said, so it is good for confidential rooms too.
    text: fallback(`#${number}: ${line}`),
    blocks: [
      context(line),
      ...parts.flatMap(({ blocks }) => blocks),
      ...(parts.some(({ isCut }) => isCut) ? [continued(number)] : []),
      ...(entries.some(({ kind }) => kind === 'customer') ? [buttons([replyButton(id)])] : []),
    ],
  };
}

function part(entry: SlackThreadEntry, most: number): { blocks: types.KnownBlock[]; isCut: boolean } {
  const at = `${entry.at.slice(11, 16)}  `;
  if (entry.kind === 'event') return { blocks: [context(at + oneLine(eventLine(entry), 150))], isCut: false };
  const { text, isCut } = cutBody(entry.text, most);
  const body = words(text, entry.kind === 'customer' ? 'quote' : 'section');
  const files = entry.files.length > 0 ? `. ${filesLine(entry.files)}` : '';
  const label = context(at + oneLine(`${entryLabel(entry)}${files}`, 200));
  return { blocks: body ? [label, body] : [label], isCut };
}

/** "from 2026-11-03 09:00 to 11:20 UTC" */
function from(entries: readonly SlackThreadEntry[]): string {
  const first = (entries[0]?.at ?? '').slice(0, 16).replace('T', ' ');
  const last = (entries.at(-1)?.at ?? '').slice(0, 16).replace('T', ' ');
  const [day, time] = last.split(' ');
  return `from ${first} to ${first.startsWith(day ?? '-') ? time : last} UTC`;
}
