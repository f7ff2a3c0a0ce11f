/** What is said of a passage that looks as if it were not for the customer. */
import type { Leak } from './leak-check.ts';

/** What the passage does, behind it or behind "This". */
export const leakWords: Readonly<Record<Leak['kind'], string>> = {
  note: 'stands in an internal note',
  teammate: 'names a teammate',
  host: 'names a machine of your own network',
  secret: 'looks like a password or a key',
  word: 'is among the words that your team guards',
  customer: 'names another customer',
};
