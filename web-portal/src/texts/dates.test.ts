/** Dates as they are shown. */
import { expect, test } from 'vitest';
import { datesIn } from './dates.ts';

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
