/** A stored filter is shown as text that reads back as the same filter. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuery } from './parse-query.ts';
import { contactGrammar } from './query-tree.ts';
import { writeQuery } from './write-query.ts';

const nameLike = fc
  .stringMatching(/^[\p{L}0-9 ,.:()<>&/-]{1,12}$/u)
  .map((text) => text.trim())
  .filter((text) => text !== '');
const word = fc
  .constantFrom('open', 'Support', 'OR', 'a-b', '2d', 'x..y', '>=high')
  .chain((known) => fc.oneof(fc.constant(known), nameLike));
const quoted = word.map((text) => `"${text}"`);
const term = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('is', 'pipeline', 'stage', 'from'),
      fc.array(quoted, { minLength: 1, maxLength: 3 }),
    )
    .map(([field, values]) => `${field}:${values.join(',')}`),
  fc.constantFrom('priority:>=high', 'created:2026-11-01..2026-11-07', 'older:2d', 'stage:"Waiting on us"'),
  quoted,
  fc.constantFrom('refund', 'VAT', '#1042'),
);
const { query } = fc.letrec<{ query: string; part: string }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4 },
    fc.array(tie('part'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')),
    fc.array(tie('part'), { minLength: 2, maxLength: 3 }).map((parts) => parts.join(' OR ')),
  ),
  part: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    term,
    term.map((text) => `-${text}`),
    tie('query').map((text) => `(${text})`),
    tie('query').map((text) => `-(${text})`),
  ),
}));

test('what is written reads back as the same tree', () => {
  fc.assert(
    fc.property(query, (text) => {
      const { tree, problems } = parseQuery(text);
      fc.pre(problems.length === 0);
      const again = parseQuery(writeQuery(tree));
      expect(again.problems).toEqual([]);
      expect(again.tree).toEqual(tree);
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ['pipeline:Support', 'pipeline:Support'],
  ['is:open   -assignee:none', 'is:open -assignee:none'],
  ['stage:"Waiting on us",New', 'stage:"Waiting on us",New'],
  ['(a OR b) is:open', '(a OR b) is:open'],
  ['priority:>=high created:2026-11-01..2026-11-07', 'priority:>=high created:2026-11-01..2026-11-07'],
  ['property.plan:"Team plus",pro', 'property.plan:"Team plus",pro'],
  ['Property.seats:>=10 -property.due:none', 'property.seats:>=10 -property.due:none'],
  ['', ''],
])('%s is shown as people write it', (typed, shown) => {
  expect(writeQuery(parseQuery(typed).tree)).toBe(shown);
});

test('a query over contacts knows the fields of contacts, and no others', () => {
  expect(parseQuery('email:@acme.example -list:Beta', contactGrammar).problems).toEqual([]);
  expect(parseQuery('pipeline:Support', contactGrammar).problems).toEqual([
    { message: expect.stringContaining('Fields are email, name, organization, list, created, is.'), at: 0 },
  ]);
});
