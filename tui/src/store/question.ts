/** What the inbox can ask before it goes on: answered with yes or no. */
import type { SaveWish } from './views.ts';

export type Question =
  | { kind: 'discard' }
  | { kind: 'search'; text: string }
  | { kind: 'replaceView'; wish: SaveWish }
  /** Many tickets at once: `Close 118 tickets?` */
  | { kind: 'bulk'; words: string }
  /** What customers would notice, said before it is done. */
  | { kind: 'weighed'; words: string }
  /** Of a command that was typed in the palette. */
  | { kind: 'typed'; words: string }
  | { kind: 'discardWaiting'; id: string; words: string }
  | { kind: 'switch'; to: 'on' | 'off'; address: string }
  | { kind: 'filter'; query: string };
