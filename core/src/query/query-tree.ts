/** A parsed query: the one shape behind lists, searches, contact lists and the portal's filter. */
import { z } from 'zod';

export const queryFields = [
  'is',
  'assignee',
  'from',
  'organization',
  'pipeline',
  'stage',
  'priority',
  'inbox',
  'tag',
  'mentions',
  'number',
  'created',
  'updated',
  'older',
  'newer',
  'has',
] as const;

export type QueryField = (typeof queryFields)[number];

/** How a property is called in queries and commands. */
export const propertyKey = /^[a-z][a-z0-9_-]{0,39}$/;

/** What a query over one kind of thing may name. The language itself is the same for all. */
export interface Grammar {
  readonly fields: readonly string[];
  readonly synonyms: ReadonlyMap<string, string>;
  /** Fields of the desk's own, such as `property.plan`: what they begin with, and what follows. */
  readonly ownFields?: { readonly prefix: string; readonly key: RegExp; readonly shown: string };
  readonly sortKeys: readonly string[];
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
  sortKeys: ['updated', 'created', 'number'],
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

export type Comparison = '>' | '>=' | '<' | '<=';

export type QueryValue =
  | { kind: 'word'; text: string }
  | { kind: 'compare'; comparison: Comparison; text: string }
  | { kind: 'range'; from: string; to: string };

export type QueryTree =
  | { and: QueryTree[] }
  | { or: QueryTree[] }
  | { not: QueryTree }
  | { field: string; values: QueryValue[] }
  | { words: string };

export const sortKeys = ['updated', 'created', 'number'] as const;

export interface Sort {
  key: (typeof sortKeys)[number];
  descending: boolean;
}

/** Something in a query that cannot be understood; `at` counts characters from 0. */
export interface QueryProblem {
  message: string;
  at: number;
}

export interface ParsedQuery {
  tree: QueryTree;
  sort: Sort;
  problems: QueryProblem[];
}

const value = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('word'), text: z.string() }),
  z.strictObject({
    kind: z.literal('compare'),
    comparison: z.enum(['>', '>=', '<', '<=']),
    text: z.string(),
  }),
  z.strictObject({ kind: z.literal('range'), from: z.string(), to: z.string() }),
]);

/** The tree as it is stored in JSON; its shape is checked again when it is read, its fields when it is compiled. */
export const queryTreeSchema: z.ZodType<QueryTree> = z.lazy(() =>
  z.union([
    z.strictObject({ and: z.array(queryTreeSchema) }),
    z.strictObject({ or: z.array(queryTreeSchema) }),
    z.strictObject({ not: queryTreeSchema }),
    z.strictObject({ field: z.string().min(1).max(120), values: z.array(value).min(1) }),
    z.strictObject({ words: z.string() }),
  ]),
);

/** The query that every ticket matches. */
export const everything: QueryTree = { and: [] };
