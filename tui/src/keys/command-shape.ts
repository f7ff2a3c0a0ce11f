/** What a row of the command table is, and a short way to write one. */

/** Where a key is pressed. In a text context printed characters are typed, so commands there need a chord. */
export type Context =
  | 'any'
  | 'list'
  | 'thread'
  | 'page'
  | 'sight'
  | 'portal'
  | 'outbox'
  | 'field'
  | 'composer-reply'
  | 'composer-note'
  | 'query'
  | 'picker'
  | 'confirm'
  | 'help';

/** Headings of the help screen, in its order. */
export const groups = [
  'Move',
  'Act on the ticket',
  'Select',
  'Take out',
  'What the customer sees',
  'Customer portal',
  'Outbox',
  'Find',
  'Reply',
  'Note',
  'Write',
  'Choose',
  'Program',
] as const;

/** One heading of the help screen. */
export type Group = (typeof groups)[number];

/** One row of the table. */
export interface CommandShape {
  /** Stable name, `noun.verb`. */
  id: string;
  /** What it does, in the words of the help screen. */
  title: string;
  /** At most 18 columns, for the hints line; absent when it never stands there. */
  hint?: string;
  contexts: readonly Context[];
  /**
   * Default keys: `j`, `G`, `ctrl+s`, `shift+tab`, `up`. A space separates the keys of a chord: `g g`, `a m`.
   * The first one is shown where there is room for one.
   */
  keys: readonly string[];
  group: Group;
  /** Whether words written here go out to a customer: then no single letter may run it, and a test says so. */
  reachesCustomer: boolean;
}

/** Writes rows of one heading: `const move = inGroup('Move')`, then `move('move.up', 'Up', ['list'], ['k'])`. */
export function inGroup(group: Group) {
  return <const Id extends string>(
    id: Id,
    title: string,
    contexts: readonly Context[],
    keys: readonly string[],
    more: { hint?: string; reachesCustomer?: boolean } = {},
  ): CommandShape & { id: Id } => ({ id, title, contexts, keys, group, reachesCustomer: false, ...more });
}
