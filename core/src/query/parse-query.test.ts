/** The query language as a text: every tree can be written down and read back, and nothing makes the reader fall. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuery } from './parse-query.ts';
import { type QueryTree, type QueryValue, queryFields, queryTreeSchema } from './query-tree.ts';

const runs = process.env.POSTERN_NIGHTLY ? 20_000 : 1_000;

const pieces = fc.constantFrom(
  ...[
    '(',
    ')',
    '-',
    ' OR ',
    'OR',
    '"',
    ':',
    ',',
    '..',
    '>=',
    '<',
    ' ',
    '\t',
    '\u0000',
    '\ud800',
    '🙂',
    '本',
    '#12',
  ],
  ...queryFields.map((field) => `${field}:`),
  ...[
    'constructor:',
    'property.plan:',
    'property.',
    '__proto__:',
    'hasOwnProperty:',
    'sort:-updated',
    'sort:x',
    '2d',
    'me',
    'é',
    "'",
    '\\',
    '%',
  ],
);

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
);

test('every text is read without a throw, into a tree that can be stored, with problems inside the text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { tree, problems, sort } = parseQuery(text);
      expect(queryTreeSchema.parse(JSON.parse(JSON.stringify(tree)))).toEqual(tree);
      for (const { at, message } of problems) {
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThanOrEqual(text.length);
        expect(message).not.toBe('');
      }
      expect(typeof sort.descending).toBe('boolean');
    }),
    { numRuns: runs },
  );
});

test.each([
  ['-', 'a'],
  ['(', ''],
  ['a ', ''],
  ['a:b,', ''],
])('a million times %j is read without falling', (part, end) => {
  expect(parseQuery(part.repeat(1_000_000 / part.length) + end).problems).not.toEqual([]);
});

const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const value: fc.Arbitrary<QueryValue> = fc.oneof(
  word.map((text) => ({ kind: 'word' as const, text })),
  fc.tuple(word, word).map(([a, b]) => ({ kind: 'word' as const, text: `${a} OR, (${b})` })),
  fc
    .record({
      comparison: fc.constantFrom('>' as const, '>=' as const, '<' as const, '<=' as const),
      text: word,
    })
    .map((rest) => ({ kind: 'compare' as const, ...rest })),
  fc.record({ from: word, to: word }).map((rest) => ({ kind: 'range' as const, ...rest })),
);

const { tree: anyTree } = fc.letrec<{ tree: QueryTree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word.map((words) => ({ words })),
    fc.tuple(word, word).map(([a, b]) => ({ words: `${a} ${b}` })),
    fc.record({
      field: fc.constantFrom(...queryFields, 'property.plan', 'property.a_b-1'),
      values: fc.array(value, { minLength: 1, maxLength: 3 }),
    }),
    fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((or) => ({ or })),
    tie('tree').map((not) => ({ not })),
  ),
}));

function written(tree: QueryTree): string {
  if ('and' in tree) return `(${tree.and.map(written).join(' ')})`;
  if ('or' in tree) return `(${tree.or.map(written).join(' OR ')})`;
  if ('not' in tree) return `-${written(tree.not)}`;
  if ('words' in tree) return `"${tree.words}"`;
  return `${tree.field}:${tree.values.map(writtenValue).join(',')}`;
}

function writtenValue(each: QueryValue): string {
  if (each.kind === 'compare') return `${each.comparison}${each.text}`;
  if (each.kind === 'range') return `${each.from}..${each.to}`;
  return `"${each.text}"`;
}

test('every tree, written down, is read back as itself', () => {
  fc.assert(
    fc.property(anyTree, (tree) => {
      const text = written(tree);
      const parsed = parseQuery(text);
      fc.pre(!parsed.problems.some(({ message }) => /too long|Too many/.test(message)));
      expect(parsed.problems).toEqual([]);
      expect(parsed.tree).toEqual(tree);
    }),
    { numRuns: runs },
  );
});

test.each<[text: string, tree: QueryTree]>([
  ['', { and: [] }],
  ['  ', { and: [] }],
  ['a b', { and: [{ words: 'a' }, { words: 'b' }] }],
  ['a or b', { and: [{ words: 'a' }, { words: 'or' }, { words: 'b' }] }],
  ['ORDER', { words: 'ORDER' }],
  ['sub-total', { words: 'sub-total' }],
  ['"a:b"', { words: 'a:b' }],
  ['a OR b c', { or: [{ words: 'a' }, { and: [{ words: 'b' }, { words: 'c' }] }] }],
  [
    'stage:"Waiting on us",new',
    {
      field: 'stage',
      values: [
        { kind: 'word', text: 'Waiting on us' },
        { kind: 'word', text: 'new' },
      ],
    },
  ],
  ['priority:">=high"', { field: 'priority', values: [{ kind: 'word', text: '>=high' }] }],
])('%j is read as it looks', (text, tree) => {
  expect(parseQuery(text)).toMatchObject({ tree, problems: [] });
});

test.each<[text: string, meant: string]>([
  ['priority=high', 'priority:high'],
  ['is=open', 'is:open'],
  ['pipeline>Support', 'pipeline:>Support'],
  ['property.plan=Basic', 'property.plan:Basic'],
  ['stage!=New', '-stage:New'],
  ['created>=2026-11-01', 'created:>=2026-11-01'],
  ['Organization==Acme', 'organization:Acme'],
  ['sort=-updated', 'sort:-updated'],
])('S36: %s is not taken for words to search for: it says %s', (text, meant) => {
  const [problem, ...others] = parseQuery(`is:open ${text}`).problems;
  expect(problem).toEqual({ at: 8, message: expect.stringContaining(`Write ${meant},`) });
  expect(others).toEqual([]);
  // What is no field of ours, and what stands in quotation marks, is text.
  for (const words of [`"${text}"`, `x${text}`]) expect(parseQuery(words).problems).toEqual([]);
});

test('a problem says where it is', () => {
  expect(parseQuery('is:open  colour:red').problems).toEqual([
    { at: 9, message: expect.stringContaining('Unknown field "colour:"') },
  ]);
});
