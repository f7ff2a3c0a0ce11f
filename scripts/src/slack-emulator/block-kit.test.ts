/** Block Kit limits: what the desk sends passes, everything one step over a limit is refused with a pointer to it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageProblems, textLength, viewProblems } from './block-kit.ts';
import { card, replyDialog } from './testing/stand.ts';
import type { Json } from './types.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const button = (given: Json = {}) => ({ type: 'button', action_id: 'a', text: plain('Claim'), ...given });
const actions = (...elements: Json[]) => ({ type: 'actions', elements });
const option = (given: Json = {}) => ({ text: plain('One'), value: '1', ...given });
const select = (given: Json = {}) => ({
  type: 'static_select',
  action_id: 's',
  options: [option()],
  ...given,
});
const rich = (...elements: Json[]) => ({ type: 'rich_text', elements });
const long = (length: number) => 'x'.repeat(length);

test('the ticket card and the reply dialog pass', () => {
  expect(messageProblems(card())).toEqual([]);
  expect(viewProblems(replyDialog())).toEqual([]);
});

test('every kind of rich text passes', () => {
  const words = [
    { type: 'text', text: 'bold', style: { bold: true } },
    { type: 'link', url: 'https://example.com', text: 'here' },
    { type: 'user', user_id: 'U1' },
    { type: 'emoji', name: 'wave' },
  ];
  const section = { type: 'rich_text_section', elements: words };
  const block = rich(
    section,
    { type: 'rich_text_quote', elements: words },
    { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [section] },
    { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'code' }] },
  );
  expect(messageProblems([block])).toEqual([]);
});

test.each<[string, Json, string]>([
  ['a header above 150', { type: 'header', text: plain(long(151)) }, '/blocks/0/text/text'],
  ['an empty header', { type: 'header', text: plain('') }, '/blocks/0/text/text'],
  [
    'mrkdwn in a header',
    { type: 'header', text: { type: 'mrkdwn', text: 'x' } },
    'must be one of: plain_text [json-pointer:/blocks/0/text/type]',
  ],
  ['a section of nothing', { type: 'section' }, 'must define either text or fields'],
  ['a section above 3000', { type: 'section', text: plain(long(3001)) }, 'must be less than 3001 characters'],
  ['eleven fields', { type: 'section', fields: Array(11).fill(plain('x')) }, 'no more than 10 items allowed'],
  ['a field above 2000', { type: 'section', fields: [plain(long(2001))] }, '/blocks/0/fields/0/text'],
  [
    'eleven context elements',
    { type: 'context', elements: Array(11).fill(plain('x')) },
    '/blocks/0/elements',
  ],
  [
    'twenty-six actions',
    actions(...Array.from({ length: 26 }, (_, n) => button({ action_id: `${n}` }))),
    'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ],
  ['the same action twice', actions(button(), button()), 'already exists'],
  ['a button text above 75', actions(button({ text: plain(long(76)) })), '/blocks/0/elements/0/text/text'],
  ['a button value above 2000', actions(button({ value: long(2001) })), '/blocks/0/elements/0/value'],
  ['an action id above 255', actions(button({ action_id: long(256) })), '/blocks/0/elements/0/action_id'],
  ['an unknown style', actions(button({ style: 'loud' })), 'must be one of: primary, danger'],
  [
    'a question without an answer',
    actions(button({ confirm: { title: plain('Sure?'), text: plain('x') } })),
    'missing required field: confirm',
  ],
  [
    'a confirm title above 100',
    actions(
      button({
        confirm: { title: plain(long(101)), text: plain('x'), confirm: plain('y'), deny: plain('n') },
      }),
    ),
    '/confirm/title/text',
  ],
  [
    'six overflow options',
    actions({ type: 'overflow', action_id: 'o', options: Array(6).fill(option()) }),
    'no more than 5 items allowed',
  ],
  ['101 select options', actions(select({ options: Array(101).fill(option()) })), 'no more than 100 items'],
  [
    'an option value above 150',
    actions(select({ options: [option({ value: long(151) })] })),
    '/options/0/value',
  ],
  [
    'a menu without options',
    actions({ type: 'static_select', action_id: 's' }),
    'either options or option_groups',
  ],
  ['a misspelt property', { type: 'divider', colour: 'red' }, 'invalid additional property: colour'],
  ['a misspelt type', { type: 'headline', text: plain('x') }, 'unsupported type: headline'],
  ['a type from the prototype', { type: 'constructor' }, 'unsupported type: constructor'],
  ['an input outside a dialog', replyDialog().blocks[1] as Json, 'unsupported type: input'],
  [
    'an empty rich text',
    rich({ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }),
    'must be more than 0 characters',
  ],
  [
    'a mention in preformatted text',
    rich({ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }),
    'unsupported type: user',
  ],
  ['a block id above 255', { type: 'divider', block_id: long(256) }, '/blocks/0/block_id'],
])('%s is refused', (_what, block, problem) => {
  expect(messageProblems([block]).join('\n')).toContain(problem);
});

test('fifty-one blocks and a block id used twice are refused', () => {
  expect(messageProblems(Array(50).fill({ type: 'divider' }))).toEqual([]);
  expect(messageProblems(Array(51).fill({ type: 'divider' }))).toEqual([
    'no more than 50 items allowed [json-pointer:/blocks]',
  ]);
  const twice = [
    { type: 'divider', block_id: 'a' },
    { type: 'divider', block_id: 'a' },
  ];
  expect(messageProblems(twice)).toEqual(['`block_id` already exists: a [json-pointer:/blocks/1/block_id]']);
});

test.each<[string, Json, string]>([
  ['a title above 24', { title: plain(long(25)) }, '/view/title/text'],
  ['a submit label above 24', { submit: plain(long(25)) }, '/view/submit/text'],
  ['inputs without a submit button', { submit: undefined }, '`submit` is required'],
  ['private metadata above 3000', { private_metadata: long(3001) }, '/view/private_metadata'],
  ['no blocks', { blocks: [] }, 'must have at least 1 items'],
  ['101 blocks', { blocks: Array(101).fill({ type: 'divider' }) }, 'no more than 100 items allowed'],
  ['another type', { type: 'home' }, 'must be one of: modal'],
  ['an unknown property', { colour: 'red' }, 'invalid additional property: colour'],
  [
    'an input above 3000',
    {
      blocks: [
        {
          type: 'input',
          label: plain('x'),
          element: { type: 'plain_text_input', action_id: 'a', max_length: 3001 },
        },
      ],
    },
    '/view/blocks/0/element/max_length',
  ],
])('a dialog with %s is refused', (_what, changes, problem) => {
  expect(viewProblems(replyDialog(changes)).join('\n')).toContain(problem);
});

test('any JSON at all is judged without failing, and never passes as a block by accident', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (blocks) => {
      const problems = messageProblems(blocks);
      if (blocks.length > 0) expect(problems.length).toBeGreaterThan(0);
      viewProblems(blocks[0]);
      textLength(blocks);
    }),
  );
});
