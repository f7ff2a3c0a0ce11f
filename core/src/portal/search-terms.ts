/** What a customer searches for, and whether words hold it: the rule that finds tickets and marks what was found. */
import { searchWords } from '../query/search-words.ts';

export interface Term {
  text: string;
  words: string[];
  /** The ticket number it may be. */
  number: number | null;
}

/** Every word and "quoted phrase"; null when nothing was asked for, empty when nothing in it can be looked for. */
export function searchTerms(search: string): Term[] | null {
  const asked = search.match(/"[^"]+"|[^\s"]+/g) ?? [];
  if (asked.length === 0) return null;
  return asked
    .slice(0, 10)
    .map(toTerm)
    .filter((term) => term.words.length > 0);
}

function toTerm(text: string): Term {
  const number = /^#?(\d{1,9})$/.exec(text)?.[1];
  return { text, words: searchWords(text).slice(0, 20), number: number ? Number(number) : null };
}

/** Whether the wanted words stand in a row from this place on, the last one as a beginning. */
export function standsAt(words: readonly string[], start: number, wanted: readonly string[]): boolean {
  const last = wanted.length - 1;
  if (start + last >= words.length) return false;
  return wanted.every((word, index) => {
    const there = words[start + index] as string;
    return index === last ? there.startsWith(word) : there === word;
  });
}

/** Whether they stand anywhere. */
export function holds(words: readonly string[], wanted: readonly string[]): boolean {
  return words.some((_, start) => standsAt(words, start, wanted));
}
