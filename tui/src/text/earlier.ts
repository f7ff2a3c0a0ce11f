/** Moments that have passed, as people type them, in their own time zone: `2d`, `yesterday 17:00`, `monday`, ISO 8601. */
const minuteMs = 60_000;
const unitsMs: Readonly<Record<string, number>> = {
  m: minuteMs,
  h: 60 * minuteMs,
  d: 24 * 60 * minuteMs,
  w: 7 * 24 * 60 * minuteMs,
};
const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** What can be written, for refusals and help. */
export const earlierExamples = '2h, 3d, 9:00, yesterday 17:00, monday, 2026-12-01, 2026-12-01T17:00:00Z';

/** Which end of a day is meant by whoever names the day alone. */
export type DayEnd = 'start' | 'end';

/** The moment that a text means, at the latest now, or null for one that means none. */
export function pastMomentIn(text: string, now: number, dayEnd: DayEnd): number | null {
  const moment = momentOf(text.trim().toLowerCase(), now, dayEnd);
  return moment === null ? null : Math.min(moment, now);
}

function momentOf(text: string, now: number, dayEnd: DayEnd): number | null {
  if (text === 'now') return now;
  if (/^\d{4}-\d\d-\d\dt/.test(text)) {
    const moment = Date.parse(text.toUpperCase());
    return Number.isNaN(moment) ? null : moment;
  }
  const words = text.split(/\s+/);
  const span = /^(\d{1,4})([mhdw])$/.exec(words[0] ?? '');
  if (span && (words.length === 1 || (words.length === 2 && words[1] === 'ago')))
    return now - Number(span[1]) * (unitsMs[span[2] as string] as number);
  if (words.length > 2) return null;
  const last = words.at(-1) ?? '';
  const time = timeIn(last);
  if (words.length === 1 && time) {
    const today = onDay('today', time, now);
    return today !== null && today > now ? onDay('yesterday', time, now) : today;
  }
  if (words.length === 2) return time && onDay(words[0] as string, time, now);
  return onDay(last, dayEnd === 'start' ? { hours: 0, minutes: 0 } : { hours: 24, minutes: 0 }, now);
}

interface Clock {
  hours: number;
  minutes: number;
}

function timeIn(word: string): Clock | null {
  const parts = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(word);
  return parts && { hours: Number(parts[1]), minutes: Number(parts[2]) };
}

/** By the calendar, so that a night in which the clocks change moves nothing. */
function onDay(word: string, { hours, minutes }: Clock, now: number): number | null {
  const today = new Date(now);
  const back = (count: number) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - count, hours, minutes).getTime();
  if (word === 'today') return back(0);
  if (word === 'yesterday') return back(1);
  const weekday = word.length < 3 ? -1 : days.findIndex((day) => day.startsWith(word));
  // As in queries: on a Monday "monday" is today.
  if (weekday >= 0) return back((today.getDay() - weekday + 7) % 7);
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(word);
  if (!date) return null;
  const [year, month, day] = date.slice(1).map(Number) as [number, number, number];
  const start = new Date(year, month - 1, day);
  // 2026-02-31 would roll over into March without a word.
  if (start.getMonth() !== month - 1 || start.getDate() !== day) return null;
  return new Date(year, month - 1, day, hours, minutes).getTime();
}
