/** A parsed query: the one shape behind lists, searches, contact lists and the portal's filter. */
import { z } from 'zod';
import type { sortKeys } from './grammar.ts';

export {
  contactGrammar,
  dateFields,
  type Grammar,
  propertyKey,
  type QueryField,
  queryFields,
  sortKeys,
  ticketGrammar,
} from './grammar.ts';

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
