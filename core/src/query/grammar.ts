/** What queries over tickets and over contacts may name: the words of the language, without its machinery. */

export const queryFields = [
  'is',
  'assignee',
  'team',
  'follower',
  'from',
  'cc',
  'organization',
  'pipeline',
  'stage',
  'priority',
  'inbox',
  'channel',
  'tag',
  'mentions',
  'number',
  'created',
  'updated',
  'closed',
  'older',
  'newer',
  'has',
  'subject',
  'message',
  'note',
] as const;

export type QueryField = (typeof queryFields)[number];

/** Of these the ones whose values are times. */
export const dateFields: readonly QueryField[] = ['created', 'updated', 'closed', 'older', 'newer'];

export const sortKeys = ['updated', 'created', 'number', 'priority'] as const;

/** Where words can be looked for alone: `in:notes refund` is `note:refund`. */
export const places: ReadonlyMap<string, QueryField> = new Map([
  ['subject', 'subject'],
  ['subjects', 'subject'],
  ['message', 'message'],
  ['messages', 'message'],
  ['note', 'note'],
  ['notes', 'note'],
]);

/** How a property is called in queries and commands. */
export const propertyKey = /^[a-z][a-z0-9_-]{0,39}$/;

/** What a query over one kind of thing may name. The language itself is the same for all. */
export interface Grammar {
  readonly fields: readonly string[];
  readonly synonyms: ReadonlyMap<string, string>;
  /** Fields of the desk's own, such as `property.plan`: what they begin with, and what follows. */
  readonly ownFields?: { readonly prefix: string; readonly key: RegExp; readonly shown: string };
  readonly sortKeys: readonly string[];
  /** What may stand behind `in:`, and the field it means for the words after it. */
  readonly places?: ReadonlyMap<string, string>;
}

/** Queries over tickets. */
export const ticketGrammar: Grammar = {
  fields: queryFields,
  synonyms: new Map([
    ['company', 'organization'],
    ['org', 'organization'],
    ['requester', 'from'],
  ]),
  ownFields: { prefix: 'property.', key: propertyKey, shown: 'property.KEY' },
  sortKeys,
  places,
};

/** Queries over contacts, as in a contact list's filter. They cannot be sorted. */
export const contactGrammar: Grammar = {
  fields: ['email', 'name', 'organization', 'list', 'created', 'is'],
  synonyms: new Map([
    ['company', 'organization'],
    ['org', 'organization'],
    ['mail', 'email'],
  ]),
  sortKeys: [],
};
