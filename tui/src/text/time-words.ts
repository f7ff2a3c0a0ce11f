/** The parts of a moment as people type them: a span, a time of day, the name of a weekday, a date. */

const minuteMs = 60_000;
const unitsMs: Readonly<Record<string, number>> = {
  m: minuteMs,
  h: 60 * minuteMs,
  d: 24 * 60 * minuteMs,
  w: 7 * 24 * 60 * minuteMs,
};
/** From Sunday, as `Date` counts them. */
export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** A time of day. */
export interface Clock {
  hours: number;
  minutes: number;
}

/** `30m`, `2h`, `3d`, `1w` in ms; null for anything else. */
export function spanIn(word: string): number | null {
  const parts = /^(\d{1,4})([mhdw])$/.exec(word);
  return parts && Number(parts[1]) * (unitsMs[parts[2] as string] as number);
}

/** `8:30` or `14:00`; null for anything else. */
export function timeIn(word: string): Clock | null {
  const parts = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(word);
  return parts && { hours: Number(parts[1]), minutes: Number(parts[2]) };
}

/** A weekday by its first three letters or more, from 0 for Sunday; null for anything else. */
export function weekdayIn(word: string): number | null {
  const found = word.length < 3 ? -1 : weekdays.findIndex((day) => day.startsWith(word));
  return found < 0 ? null : found;
}

/** The beginning of a day of the calendar, `2026-12-01`; null for anything else, and for a day that no month has. */
export function dateIn(word: string): Date | null {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(word);
  if (!date) return null;
  const [year, month, day] = date.slice(1).map(Number) as [number, number, number];
  const start = new Date(year, month - 1, day);
  // 2026-02-31 would roll over into March without a word.
  return start.getMonth() === month - 1 && start.getDate() === day ? start : null;
}

/** By the calendar, so that a night in which the clocks change moves nothing. */
export function onDayAfter(day: Date, plus: number, { hours, minutes }: Clock): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + plus, hours, minutes).getTime();
}
