/** Moments that have passed, as people type them, in their own time zone: `2d`, `yesterday 17:00`, `monday`, ISO 8601. */
import { type Clock, dateIn, onDayAfter, spanIn, timeIn, weekdayIn } from './time-words.ts';

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
  const span = spanIn(words[0] ?? '');
  if (span !== null && (words.length === 1 || (words.length === 2 && words[1] === 'ago'))) return now - span;
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

function onDay(word: string, time: Clock, now: number): number | null {
  const today = new Date(now);
  if (word === 'today') return onDayAfter(today, 0, time);
  if (word === 'yesterday') return onDayAfter(today, -1, time);
  const weekday = weekdayIn(word);
  // As in queries: on a Monday "monday" is today.
  if (weekday !== null) return onDayAfter(today, -((today.getDay() - weekday + 7) % 7), time);
  const date = dateIn(word);
  return date && onDayAfter(date, 0, time);
}
