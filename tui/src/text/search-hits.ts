/** Where the words of a query stand in a text. Loaded when somebody searches: the first screen has no need of it. */
import { parseQuery, placedWords, searchWords } from '@postern/core/words';

/** A stretch of a text, in UTF-16 units. */
export interface Place {
  start: number;
  end: number;
}

export interface SearchHits {
  /** Another one for other words. */
  key: string;
  /** In the text's order, none within another. */
  placesIn(text: string): readonly Place[];
}

type Tree = ReturnType<typeof parseQuery>['tree'];

const placed = new Set(['subject', 'message', 'note']);

/** Finds what the search behind a list found: words in a row, the last one perhaps unfinished. Null for a query without. */
export function searchHits(query: string): SearchHits | null {
  const phrases = wordsIn(parseQuery(query).tree)
    .map(searchWords)
    .filter((words) => words.length > 0);
  if (phrases.length === 0) return null;
  return {
    key: phrases.map((words) => words.join(' ')).join('|'),
    placesIn(text) {
      const words = placedWords(text);
      const places: Place[] = [];
      for (let at = 0; at < words.length; at += 1) {
        const found = phrases.find((phrase) => standsAt(words, at, phrase));
        if (!found) continue;
        const last = at + found.length - 1;
        places.push({ start: words[at]?.start ?? 0, end: words[last]?.end ?? 0 });
        at = last;
      }
      return places;
    },
  };
}

function standsAt(words: readonly { word: string }[], at: number, phrase: readonly string[]): boolean {
  return phrase.every((wanted, index) => {
    const word = words[at + index]?.word;
    return index === phrase.length - 1 ? word?.startsWith(wanted) : word === wanted;
  });
}

/** What is searched for; what must not stand there is none of it. */
function wordsIn(tree: Tree): string[] {
  if ('and' in tree) return tree.and.flatMap(wordsIn);
  if ('or' in tree) return tree.or.flatMap(wordsIn);
  if ('not' in tree) return [];
  if ('words' in tree) return [tree.words];
  if (!placed.has(tree.field)) return [];
  return tree.values.flatMap((value) => (value.kind === 'word' ? [value.text] : []));
}
