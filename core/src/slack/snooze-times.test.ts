/** Mornings are those of whoever chose, on both sides of a change of clocks. */
import { expect, test } from 'vitest';
import { type SnoozeChoice, snoozeMoment } from './snooze-times.ts';

test.each<[SnoozeChoice, string, string, string | null]>([
  ['hour', '2026-11-03T09:30:12.345Z', 'Europe/London', '2026-11-03T10:30:12.345Z'],
  ['tomorrow', '2026-11-03T09:30:12.345Z', 'Europe/London', '2026-11-04T09:00:00.000Z'],
  ['tomorrow', '2026-11-03T23:30:00.000Z', 'Asia/Tokyo', '2026-11-05T00:00:00.000Z'],
  ['tomorrow', '2026-11-03T02:30:00.000Z', 'America/Los_Angeles', '2026-11-03T17:00:00.000Z'],
  ['tomorrow', '2026-10-24T12:00:00.000Z', 'Europe/London', '2026-10-25T09:00:00.000Z'],
  ['tomorrow', '2026-03-28T12:00:00.000Z', 'Europe/Madrid', '2026-03-29T07:00:00.000Z'],
  ['nextWeek', '2026-11-03T09:30:00.000Z', 'Europe/London', '2026-11-09T09:00:00.000Z'],
  ['nextWeek', '2026-11-09T09:30:00.000Z', 'Europe/London', '2026-11-16T09:00:00.000Z'],
  ['nextWeek', '2026-11-08T09:30:00.000Z', 'Europe/London', '2026-11-09T09:00:00.000Z'],
  ['answer', '2026-11-03T09:30:00.000Z', 'Europe/London', null],
  ['tomorrow', '2026-11-03T09:30:00.000Z', 'Nowhere/At all', '2026-11-04T09:00:00.000Z'],
])('%s from %s in %s is %s', (choice, now, zone, expected) => {
  expect(snoozeMoment(choice, new Date(now), zone)?.toISOString() ?? null).toBe(expected);
});
