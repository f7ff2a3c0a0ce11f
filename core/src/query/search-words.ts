/** Text as the search index keeps it and as a searcher's words must look to match it. */

/** For a character class: scripts that write no spaces. */
export const ideographScripts =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}';

const ideographs = new RegExp(`[${ideographScripts}]`, 'u');

/**
 * The words of a text: lower case, without accents, and in scripts that write no spaces each character by
 * itself. Both engines then index the same words, and one or two Japanese characters can be found.
 */
export function searchWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    // Voicing marks of kana tell words apart; accents of other scripts are left off by people in a hurry.
    .replace(/[\p{Mn}--[\u3099\u309a]]/gv, '')
    .normalize('NFC')
    .toLowerCase();
  const words: string[] = [];
  for (const [run] of plain.matchAll(/[\p{L}\p{N}\u3099\u309a]+/gu)) {
    let word = '';
    for (const character of run) {
      if (ideographs.test(character)) {
        if (word) words.push(word);
        word = '';
        words.push(character);
      } else {
        word += character;
      }
    }
    if (word) words.push(word);
  }
  return words;
}

/** One searched expression: its words in a row, the last one possibly unfinished. Null when nothing is searchable. */
export function searchPhrase(text: string): string[] | null {
  const words = searchWords(text).slice(0, 20);
  return words.length > 0 ? words : null;
}

/** For SQLite's FTS5. Words hold letters and digits only, so nothing in them can act as an operator. */
export function fts5Query(words: string[]): string {
  return `"${words.join(' ')}"*`;
}

/** For PostgreSQL's `to_tsquery('simple', …)`. */
export function tsQuery(words: string[]): string {
  return words.map((word, index) => (index === words.length - 1 ? `${word}:*` : word)).join(' <-> ');
}

/** Whether a text holds these words in a row, the last one possibly unfinished; `phrase` has one space between words. */
export function holdsPhrase(text: string, phrase: string): boolean {
  return ` ${isAscii.test(text) ? asciiWords(text) : searchWords(text).join(' ')}`.includes(` ${phrase}`);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
const isAscii = /^[\u0000-\u007f]*$/;

/** What `searchWords` makes of such a text, a good deal quicker: lists ask this of thousands of messages. */
function asciiWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
