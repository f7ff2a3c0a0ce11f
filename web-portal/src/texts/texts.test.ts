/** Languages, plurals and dates as they are shown. */
import { expect, test } from 'vitest';
import { datesIn } from './dates.ts';
import { plural } from './plural.ts';
import { textsFor } from './texts.ts';

test('a language nobody has written yet is English, and says so', () => {
  expect(textsFor('en-US').language).toBe('en');
  expect(textsFor('it').language).toBe('en');
});

test("plurals follow the language's own rules", () => {
  const files = { one: 'plik', few: 'pliki', other: 'plików' };
  expect([1, 2, 5, 22].map((count) => plural('pl', count, files))).toEqual([
    'plik',
    'pliki',
    'plików',
    'pliki',
  ]);
  expect(textsFor('en').ticket.earlier(1)).toBe('Show 1 earlier message');
  expect(textsFor('en').ticket.earlier(1_200)).toBe('Show 1,200 earlier messages');
});

test('dates read in the words and the zone of their place', () => {
  const now = new Date('2026-11-03T09:30:00Z');
  const here = datesIn({ locale: 'en-GB', timeZone: 'Europe/Berlin' }, now);
  expect(here.moment('2026-11-03T08:14:00Z')).toBe('3 Nov, 09:14');
  expect(here.day('2025-12-31T23:30:00Z')).toBe('1 Jan');
  expect(here.day('2025-12-31T22:30:00Z')).toBe('31 Dec 2025');
  expect(datesIn({ locale: 'it', timeZone: 'UTC' }, now).day('2026-05-01T12:00:00Z')).toBe('1 mag');
});

test('what has just happened is said in words, and never lies in the future', () => {
  const now = new Date('2026-11-03T09:30:00Z');
  const { ago } = datesIn({ locale: 'en-GB', timeZone: 'UTC' }, now);
  const before = (minutes: number) => ago(new Date(now.getTime() - minutes * 60_000).toISOString());
  expect([-5, 0, 1, 59, 60, 60 * 25, 60 * 24 * 6, 60 * 24 * 8].map(before)).toEqual([
    'now',
    'now',
    '1 minute ago',
    '59 minutes ago',
    '1 hour ago',
    'yesterday',
    '6 days ago',
    '26 Oct',
  ]);
});
