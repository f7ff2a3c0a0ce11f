/** The words of a text as `searchWords` knows them, each with the place in the text that it comes from. */
import { ideographScripts, searchWords } from './search-words.ts';

export interface PlacedWord {
  word: string;
  start: number;
  end: number;
}

const runs = /[\p{L}\p{N}\p{M}]+/gu;
// A character that is a word by itself, with its marks; or a stretch of others.
const parts = new RegExp(`[${ideographScripts}][\\p{M}\\uff9e\\uff9f]*|[^${ideographScripts}]+`, 'gu');

/** In the text's order. A sign that reads as several words (such as ½) gives its whole place to each of them. */
export function placedWords(text: string): PlacedWord[] {
  const placed: PlacedWord[] = [];
  const place = (words: string[], start: number, length: number) => {
    for (const word of words) placed.push({ word, start, end: start + length });
  };
  for (const run of text.matchAll(runs)) {
    const words = searchWords(run[0]);
    if (words.length < 2) {
      place(words, run.index, run[0].length);
      continue;
    }
    for (const part of run[0].matchAll(parts))
      place(searchWords(part[0]), run.index + part.index, part[0].length);
  }
  return placed;
}
