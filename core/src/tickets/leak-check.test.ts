/** What a reply gives away of the team's own words, names and machines; and what is no leak. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leaksIn, noteRun, type TeamsOwn } from './leak-check.ts';

const team: TeamsOwn = {
  notes: ['Their old office IP is still on the allow list.\nDo not promise a date.'],
  messages: ['I cannot sign in from our new office, the page stays empty.'],
  teammates: [{ name: 'Bo Lindqvist', email: 'bo@postern.example' }],
  words: ['project falcon'],
  customers: ['Globex', 'chen@globex.example'],
};

test.each([
  [
    'a passage of a note',
    'Hi Maria, their OLD office  IP\nis still on the allow list, sorry.',
    [['note', 'their OLD office  IP\nis still on the allow list']],
  ],
  [
    'a teammate by name',
    'I will ask @bo and @Lindqvist about it.',
    [
      ['teammate', '@bo'],
      ['teammate', '@Lindqvist'],
    ],
  ],
  [
    'a machine of the own network',
    'See db1.prod.internal or 10.0.0.7.',
    [
      ['host', 'db1.prod.internal'],
      ['host', '10.0.0.7'],
    ],
  ],
  [
    'two passages of one note',
    'A: old office IP is still on the allow l. B: list.\nDo not promise a date. Bye',
    [['note', 'old office IP is still on the allow l']],
  ],
  [
    'a key of a service',
    `Use AKIA${'7Q'.repeat(8)} or ghp_${'aB3'.repeat(12)}.`,
    [
      ['secret', `AKIA${'7Q'.repeat(8)}`],
      ['secret', `ghp_${'aB3'.repeat(12)}`],
    ],
  ],
  [
    'a private key',
    `Here:\n-----BEGIN ${'EC PRIVATE KEY'}-----`,
    [['secret', '-----BEGIN EC PRIVATE KEY-----']],
  ],
  ['a password', 'Your Password: hunter22, good luck.', [['secret', 'Password: hunter22,']]],
  [
    'a password in an address',
    'postgres://desk:s3cret@db.example/desk',
    [['secret', 'postgres://desk:s3cret@']],
  ],
  ['a word of the team', 'It ships with PROJECT\nFalcon.', [['word', 'PROJECT\nFalcon']]],
  [
    'another customer',
    'The same happened at Globex, ask chen@globex.example.',
    [
      ['customer', 'Globex'],
      ['customer', 'chen@globex.example'],
    ],
  ],
])('%s is shown as it is written', (_name, body, expected) => {
  expect(leaksIn(body, team).map(({ kind, passage }) => [kind, passage])).toEqual(expected);
});

test.each([
  ['an address', 'Write to bo@postern.example, please.'],
  ['a handle of nobody here', 'We are @postern there.'],
  ["the customer's own words", 'You wrote: I cannot sign in from our new office, the page stays empty.'],
  ['a short phrase', 'It is still on the allow list.'],
  ['a public machine', 'See status.postern.example and 8.8.8.8.'],
  ['a part of a longer word', 'The Globexes and the project falconry.'],
  ['a way to a new password', 'Reset your password: https://desk.example/reset'],
  ['a word about passwords', 'The password is wrong, and a token: none'],
  ['nothing', ''],
])('%s is no leak', (_name, body) => {
  expect(leaksIn(body, team)).toEqual([]);
});

test('words of a note that were said in public already are no leak', () => {
  const said = { ...team, messages: [...team.messages, 'Their old office IP is still on the allow list.'] };
  expect(leaksIn('Their old office IP is still on the allow list.', said)).toEqual([]);
});

test('a password that the customer wrote themselves is no leak', () => {
  const said = { ...team, messages: ['my password: hunter22 does not work'] };
  expect(leaksIn('You wrote "password: hunter22 does not work".', said)).toEqual([]);
});

test('whatever stands around it, in whatever case and spacing, a run of a note is found; and every passage stands in the reply', () => {
  const words = fc.array(fc.stringMatching(/^[a-zäß]{3,9}$/), { minLength: 12, maxLength: 20 });
  fc.assert(
    fc.property(words, fc.string(), fc.string(), fc.boolean(), (note, before, after, isUpper) => {
      const text = note.join(' ');
      const quoted = (isUpper ? text.toUpperCase() : text).replaceAll(' ', isUpper ? '\n ' : ' ');
      fc.pre(!quoted.includes('SS'));
      const body = `${before} ${quoted} ${after}`;
      const leaks = leaksIn(body, { notes: [text], messages: [], teammates: [] });
      expect(leaks.some(({ kind }) => kind === 'note')).toBe(true);
      for (const { passage } of leaks) expect(body).toContain(passage);
      expect(text.length).toBeGreaterThan(noteRun);
    }),
  );
});
