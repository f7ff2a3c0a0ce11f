/** Completion of queries: what is offered where, and that whatever is taken can be understood. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { completeQuery, type QueryNames, takeCompletion } from './complete-query.ts';
import { parseQuery } from './parse-query.ts';

const names: QueryNames = new Map([
  ['stage', ['New', 'Waiting on us', 'Waiting on customer', 'Closed']],
  ['assignee', ['ada@postern.example', 'bo@postern.example']],
  ['pipeline', ['Support', 'Internal "B"']],
  ['property.plan', ['Pro', 'Basic']],
]);

/** What is offered at `|`, and the text once the first of it is taken. */
const at = (marked: string) => {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const completion = completeQuery(text, cursor, names);
  const [first] = completion.options;
  return [
    completion.options.slice(0, 3),
    first === undefined ? null : takeCompletion(text, completion, first).text,
  ];
};

test.each<[marked: string, options: string[], taken: string | null]>([
  ['as|', ['assignee:'], 'assignee:'],
  ['is:open -pri|', ['priority:'], 'is:open -priority:'],
  ['(sta|', ['stage:'], '(stage:'],
  ['prop|', ['property.plan:'], 'property.plan:'],
  ['is:o|', ['open'], 'is:open '],
  ['is:open|', [], null],
  ['assignee:|', ['me', 'none', 'any'], 'assignee:me '],
  ['assignee:ad|', ['ada@postern.example'], 'assignee:ada@postern.example '],
  ['assignee:pos|', ['ada@postern.example', 'bo@postern.example'], 'assignee:ada@postern.example '],
  ['stage:wai|', ['"Waiting on us"', '"Waiting on customer"'], 'stage:"Waiting on us" '],
  ['stage:"Waiting on c|', ['"Waiting on customer"'], 'stage:"Waiting on customer" '],
  ['stage:New,cl| is:open', ['Closed'], 'stage:New,Closed is:open'],
  ['priority:>=h|', ['>=high'], 'priority:>=high '],
  ['property.plan:p|', ['Pro'], 'property.plan:Pro '],
  ['is:|closed from:me', ['open', 'closed', 'unassigned'], 'is:open from:me'],
  ['sort:up|', ['updated', '-updated'], 'sort:updated '],
  ['is:open |', [], null],
  ['"exact wor|', [], null],
  ['', [], null],
])('%s', (marked, options, taken) => {
  expect(at(marked)).toEqual([options, taken]);
});

test('whatever is typed, what is taken leaves the rest alone and brings no new problem of its own', () => {
  const piece = fc.constantFrom(
    ...[
      'is:',
      'assignee:',
      'stage:',
      'priority:',
      'pipeline:',
      'property.plan:',
      'wait',
      'a',
      'on',
      '"',
      ',',
      ' ',
      '-',
    ],
    ...['(', ')', '>=', 'OR ', 'me', 'ö', '🙂'],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }), fc.nat({ max: 40 }), (pieces, wish) => {
      const text = pieces.join('');
      const cursor = Math.min(wish, text.length);
      const completion = completeQuery(text, cursor, names);
      expect(completion.from).toBeLessThanOrEqual(cursor);
      expect(completion.to).toBeGreaterThanOrEqual(cursor);
      for (const option of completion.options) {
        const taken = takeCompletion(text, completion, option);
        expect(taken.text.startsWith(text.slice(0, completion.from) + option)).toBe(true);
        expect(taken.text.endsWith(text.slice(completion.to))).toBe(true);
        const { problems } = parseQuery(option.endsWith(':') ? `${option}updated` : `stage:${option}`);
        expect(problems).toEqual([]);
      }
    }),
    { numRuns: 500 },
  );
});
