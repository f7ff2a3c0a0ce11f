/** What is pressed for one ticket of a triage, from an open thread to the next: three acts, each with its keys. */

/** Keys written with a space between them are one chord. */
export const triageActs: Readonly<Record<string, readonly string[]>> = {
  'answered from the first snippet': ['r', 'ctrl+k', 'enter', 'ctrl+s'],
  tagged: ['t', 'b', 'enter'],
  'assigned to me': ['a m'],
};

export const toNextTicket = 'J';
