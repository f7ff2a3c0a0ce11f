/** Which words begin a command of the command line, when they are typed in the palette. */
import { nouns, wordsBehind } from '../cli/verbs.ts';

const nounWords: ReadonlySet<string> = new Set(
  Object.keys(nouns).map((noun) => noun.split(' ')[0] as string),
);
const ticketVerbs: ReadonlySet<string> = new Set(wordsBehind('ticket'));

/** `assign` for `ticket assign`; a word that is a noun too is the noun. */
export function isTicketVerb(word: string | undefined): boolean {
  return word !== undefined && ticketVerbs.has(word) && !nounWords.has(word);
}

/** All of them. */
export const firstWords: ReadonlySet<string> = new Set(['postern', 'api', ...nounWords, ...ticketVerbs]);
