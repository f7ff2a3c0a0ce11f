/** Where a customer's search met: the found words in a subject, and in one line of the first message that has them. */
import { Prisma } from '@postern/prisma';
import type { Core } from '../context.ts';
import { type PlacedWord, placedWords } from '../query/placed-words.ts';
import { searchWords } from '../query/search-words.ts';
import { isPublicMessage } from '../tickets/public-messages.ts';
import { holds, standsAt, type Term } from './search-terms.ts';

/** A text in pieces, which put together are the text. */
export type MarkedText = { text: string; isHit: boolean }[];

export interface Found {
  subject: MarkedText;
  /** One line of a public message; null when the words stand in none that was looked at. */
  message: MarkedText | null;
}

// What one page looks at besides its list: the oldest messages of its tickets, the beginning of each.
const mostMessages = 400;
const mostLetters = 8_000;
const mostLettersInAll = 400_000;

const before = 48;
const longestSnippet = 150;

/** By ticket id. Public messages alone are read, and no more of them than a page can bear. */
export async function foundIn(
  core: Core,
  tickets: { id: string; subject: string }[],
  terms: Term[],
): Promise<Map<string, Found>> {
  const found = new Map<string, Found>(
    tickets.map(({ id, subject }) => [
      id,
      { subject: marked(subject, hitsIn(subject, terms)), message: null },
    ]),
  );
  if (found.size === 0 || terms.length === 0) return found;
  const messages = await core.db.read.$queryRaw<{ ticketId: string; text: string }[]>`
    SELECT cv."ticketId", substr(m."bodyText", 1, ${mostLetters}) AS "text"
    FROM "Conversation" cv CROSS JOIN "Message" m
    WHERE cv."ticketId" IN (${Prisma.join([...found.keys()])}) AND m."conversationId" = cv."id"
      AND ${isPublicMessage}
    ORDER BY m."createdAt", m."seq" LIMIT ${mostMessages}`;
  let letters = 0;
  for (const { ticketId, text } of messages) {
    const ticket = found.get(ticketId);
    if (!ticket || ticket.message) continue;
    letters += text.length;
    if (letters > mostLettersInAll) break;
    const words = searchWords(text);
    if (terms.some((term) => holds(words, term.words))) ticket.message = snippetOf(text, terms);
  }
  return found;
}

interface Span {
  start: number;
  end: number;
}

/** Where the terms stand in the text, in order and without overlap. */
export function hitsIn(text: string, terms: Pick<Term, 'words'>[]): Span[] {
  const placed = placedWords(text);
  const words = placed.map(({ word }) => word);
  const spans: Span[] = [];
  for (const { words: wanted } of terms) {
    for (let at = 0; at < words.length; at += 1) {
      if (!standsAt(words, at, wanted)) continue;
      const last = placed[at + wanted.length - 1] as PlacedWord;
      spans.push({ start: (placed[at] as PlacedWord).start, end: last.end });
    }
  }
  spans.sort((a, b) => a.start - b.start);
  const apart: Span[] = [];
  for (const span of spans) {
    const previous = apart.at(-1);
    if (previous && span.start < previous.end) previous.end = Math.max(previous.end, span.end);
    else apart.push(span);
  }
  return apart;
}

function marked(text: string, spans: Span[]): MarkedText {
  const pieces: MarkedText = [];
  let end = 0;
  for (const span of spans) {
    if (span.start > end) pieces.push({ text: text.slice(end, span.start), isHit: false });
    pieces.push({ text: text.slice(span.start, span.end), isHit: true });
    end = span.end;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isHit: false });
  return pieces;
}

/** One line around the first hit. */
function snippetOf(text: string, terms: Term[]): MarkedText | null {
  const line = text.replace(/\s+/g, ' ').trim();
  const [first] = hitsIn(line, terms);
  if (!first) return null;
  const from = first.start <= before ? 0 : cutBetween(line, first.start - before, first.start);
  const wanted = Math.max(from + longestSnippet, Math.min(first.end, from + 2 * longestSnippet));
  const to =
    wanted >= line.length ? line.length : cutBetween(line, wanted, Math.min(wanted + 24, line.length));
  const shown = line.slice(from, to).trim();
  const pieces = marked(shown, hitsIn(shown, terms));
  if (from > 0) pieces.unshift({ text: '… ', isHit: false });
  if (to < line.length) pieces.push({ text: ' …', isHit: false });
  return pieces;
}

/** A place to cut from `at` on: after a word where one ends before `limit`, but never inside a character. */
function cutBetween(line: string, at: number, limit: number): number {
  const space = line.indexOf(' ', at);
  if (space >= at && space < limit) return space + 1;
  return /[\udc00-\udfff]/.test(line[at] ?? '') ? at + 1 : at;
}
