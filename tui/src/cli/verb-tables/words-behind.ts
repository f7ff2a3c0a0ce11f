/** What stands behind many verbs: a ticket, a query, a text. */
import type { FlagName } from '../flags.ts';
import type { Positional } from '../verbs.ts';

/** One ticket. */
export const one: Positional = {
  name: 'ticket',
  about: 'The number of the ticket, such as 1042',
  isRequired: true,
  isMany: false,
};
/** One ticket, or many from stdin. */
export const oneOrStdin: Positional = {
  ...one,
  takesStdin: true,
  about: 'The number of the ticket, or - to read numbers from stdin (one a line, or JSON)',
};
/** Another ticket. */
export const other: Positional = {
  name: 'other',
  about: 'The number of the other ticket',
  isRequired: true,
  isMany: false,
};
/** A query. */
export const words: Positional = {
  name: 'query',
  about: 'Which tickets, as in: postern help query',
  isRequired: false,
  isMany: true,
};
/** The two ways to give a text. */
export const bodies: readonly FlagName[] = ['body', 'body-file'];
/** A query in place of a ticket's number. */
export const bulk: readonly FlagName[] = ['query', 'dry-run'];
