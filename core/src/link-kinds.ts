/** How two tickets may belong together, for the desk and for every surface that says it. */

/** What a ticket may be made to the other one. */
export const linkWishes = ['related', 'duplicate', 'parent', 'child'] as const;

export type LinkWish = (typeof linkWishes)[number];

/** What the other ticket is to the one that is looked at. */
export type LinkedAs =
  | 'related'
  | 'duplicate'
  | 'original'
  | 'parent'
  | 'child'
  | 'split-off'
  | 'origin'
  | 'follow-up'
  | 'earlier';

const words: Record<LinkedAs, string> = {
  related: 'related',
  duplicate: 'a duplicate of this',
  original: 'this is its duplicate',
  parent: 'the parent of this',
  child: 'a child of this',
  'split-off': 'split off from this',
  origin: 'this was split off from it',
  'follow-up': 'follows this',
  earlier: 'this follows it',
};

/** The same in a few words, said of the other ticket. */
export function linkWords(as: LinkedAs): string {
  return words[as];
}
