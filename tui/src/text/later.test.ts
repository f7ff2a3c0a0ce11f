/** Words for moments to come, read and written in the reader's own time zone. */
import { expect, test } from 'vitest';
import { laterShort, laterText, momentIn, withOwnMoments } from './later.ts';

/** A Friday, a quarter past two in the afternoon. */
const now = new Date(2026, 10, 27, 14, 15).getTime();
const local = (moment: number | null) => {
  if (moment === null) return null;
  const date = new Date(moment);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getMonth() + 1}-${date.getDate()} ${two(date.getHours())}:${two(date.getMinutes())}`;
};

test.each([
  ['30m', '11-27 14:45'],
  ['2h', '11-27 16:15'],
  ['1w', '12-4 14:15'],
  ['16:00', '11-27 16:00'],
  ['9:00', '11-28 09:00'],
  ['tomorrow', '11-28 09:00'],
  ['Tomorrow 14:30', '11-28 14:30'],
  ['today 18:00', '11-27 18:00'],
  ['monday', '11-30 09:00'],
  ['mon 8:30', '11-30 08:30'],
  ['friday', '12-4 09:00'],
  ['2026-12-01', '12-1 09:00'],
  ['2026-12-01 07:05', '12-1 07:05'],
  ['2026-02-31', null],
  ['mo', null],
  ['soon', null],
  ['', null],
  ['25:00', null],
  ['2h tomorrow', null],
  ['tomorrow 9:00 sharp', null],
])('"%s" is %s', (text, moment) => {
  expect(local(momentIn(text, now))).toBe(moment);
});

test.each([
  ['16:00', '16:00', '16:00'],
  ['tomorrow', 'tomorrow 09:00', 'Sat'],
  ['monday', 'Mon 09:00', 'Mon'],
  ['friday', '4 Dec 09:00', '4Dec'],
  ['2026-12-31', '31 Dec 09:00', '31Dec'],
  ['2027-03-01', '1 Mar 2027', '2027'],
])('%s reads %s, and %s where there is little room', (text, long, short) => {
  const moment = momentIn(text, now) ?? 0;
  expect([laterText(moment, now), laterShort(moment, now)]).toEqual([long, short]);
});

test('moments that the desk names in UTC are read in the own zone, and nothing else is touched', () => {
  const at = new Date(2026, 10, 28, 9, 30);
  const utc = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  expect(withOwnMoments(`snoozed until ${utc}`, now)).toBe('snoozed until tomorrow 09:30');
  expect(withOwnMoments('set due to 2026-11-28', now)).toBe('set due to 2026-11-28');
  expect(withOwnMoments('tagged 2026-99-99 99:99 UTC', now)).toBe('tagged 2026-99-99 99:99 UTC');
});
