/** What every surface says the same, for whoever needs it at once: loads nothing of the way to the desk. */
export { displayText } from './display-text.ts';
export { fileEmptyWords, fileTooLargeWords, tooManyFilesWords } from './files/file-words.ts';
export { sizeWords } from './files/size-words.ts';
export { type LinkedAs, linkWords } from './link-kinds.ts';
export {
  type Completion,
  completeQuery,
  type QueryNames,
  takeCompletion,
} from './query/complete-query.ts';
export { nearest } from './query/nearest.ts';
export { parseQuery } from './query/parse-query.ts';
export { placedWords } from './query/placed-words.ts';
export { searchWords } from './query/search-words.ts';
export { actionWords } from './snippets/action-words.ts';
export { type Leak, leaksIn } from './tickets/leak-check.ts';
export { leakWords } from './tickets/leak-words.ts';
export { mergeWords, named } from './tickets/merge-words.ts';
