/** A text by an administrator: paragraphs, web addresses, and `[words](address)` as links; nothing else acts. */
import { linkedText, type Piece } from './linked-text.ts';

// Bounded on both sides, and no bracket inside, so that no text makes it go back and forth.
const named = /\[([^[\]\n]{1,300})\]\(([^()\s]{1,2000})\)/g;

/** The paragraphs, each in its pieces. */
export function linkedProse(text: string): Piece[][] {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map(piecesOf);
}

function piecesOf(paragraph: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of paragraph.matchAll(named)) {
    const [whole, words = '', address = ''] = match;
    // What leads elsewhere than to a page or a mailbox stays the text that it is.
    if (!isSafe(address)) continue;
    pieces.push(...linkedText(paragraph.slice(end, match.index)), { text: words, href: address });
    end = match.index + whole.length;
  }
  return [...pieces, ...linkedText(paragraph.slice(end))];
}

function isSafe(address: string): boolean {
  if (!/^(https?:\/\/|mailto:)/i.test(address) || !URL.canParse(address)) return false;
  return ['http:', 'https:', 'mailto:'].includes(new URL(address).protocol);
}
