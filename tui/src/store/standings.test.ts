/** What is said of tickets once a key has brought them somewhere. */
import { expect, test } from 'vitest';
import { type Standing, standingWords } from './standings.ts';

test.each<[Standing, string, string]>([
  [{ name: 'following', value: 'yes' }, 'is followed by you', 'are followed by you'],
  [{ name: 'following', value: 'no' }, 'is no longer followed by you', 'are no longer followed by you'],
  [{ name: 'merge', value: 'apart' }, 'stands by itself', 'stand by themselves'],
  [
    { name: 'contact', key: 'chen@globex.example', value: 'off' },
    'no longer has chen@globex.example on it',
    'no longer have chen@globex.example on them',
  ],
])('%o is told of one ticket and of several', (standing, one, several) => {
  expect(standingWords(standing, false)).toBe(one);
  expect(standingWords(standing, true)).toBe(several);
});
