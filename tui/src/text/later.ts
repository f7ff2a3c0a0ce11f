/** Moments that are still to come, as people type and read them, in their own time zone: `2h`, `tomorrow`, `monday 14:00`. */
import { type Clock, dateIn, onDayAfter, spanIn, timeIn, weekdayIn, weekdays } from './time-words.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** When a day begins for whoever named the day alone. */
const morning = { hours: 9, minutes: 0 };

/** What can be written, for refusals and help. */
export const laterExamples = '30m, 2h, 3d, 14:00, tomorrow, monday 8:30, 2026-12-01';

/** The moment that a text means, or null for one that means none; whether it is still to come is the desk's to say. */
export function momentIn(text: string, now: number): number | null {
  const words = text.trim().toLowerCase().split(/\s+/);
  const span = spanIn(words[0] ?? '');
  if (span !== null && words.length === 1) return now + span;
  if (words.length > 2) return null;
  const time = timeIn(words.at(-1) ?? '');
  if (words.length === 2 && !time) return null;
  const dayWord = words.length === 2 || !time ? (words[0] as string) : null;
  if (dayWord !== null) return onDay(dayWord, time ?? morning, now);
  const today = onDayAfter(new Date(now), 0, time ?? morning);
  return today > now ? today : onDayAfter(new Date(now), 1, time ?? morning);
}

function onDay(word: string, time: Clock, now: number): number | null {
  const today = new Date(now);
  if (word === 'today') return onDayAfter(today, 0, time);
  if (word === 'tomorrow') return onDayAfter(today, 1, time);
  const weekday = weekdayIn(word);
  // The day's own name is the next one: on a Monday "monday" is in a week.
  if (weekday !== null) return onDayAfter(today, ((weekday - today.getDay() + 6) % 7) + 1, time);
  const date = dateIn(word);
  return date && onDayAfter(date, 0, time);
}

const two = (value: number) => String(value).padStart(2, '0');

/** `14:00` today, `tomorrow 09:00`, `Mon 09:00` within a week, `1 Dec 09:00` this year, `1 Dec 2027` after it. */
export function laterText(moment: number, now: number): string {
  const date = new Date(moment);
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  const away = daysAway(date, now);
  if (away === 0) return time;
  if (away === 1) return `tomorrow ${time}`;
  if (away > 1 && away < 7) return `${weekdayOf(date)} ${time}`;
  const day = `${date.getDate()} ${months[date.getMonth()]}`;
  return date.getFullYear() === new Date(now).getFullYear()
    ? `${day} ${time}`
    : `${day} ${date.getFullYear()}`;
}

/** The text with the moments that the desk names in UTC as the reader's own: `snoozed until tomorrow 09:00`. */
export function withOwnMoments(text: string, now: number): string {
  return text.replace(/\b(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC\b/g, (written, day: string, time: string) => {
    const moment = Date.parse(`${day}T${time}Z`);
    return Number.isNaN(moment) ? written : laterText(moment, now);
  });
}

/** A moment to come in at most five columns: `14:00`, `Mon`, `12Dec`, `2027`. */
export function laterShort(moment: number, now: number): string {
  const date = new Date(moment);
  const away = daysAway(date, now);
  if (away === 0) return `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (away > 0 && away < 7) return weekdayOf(date);
  if (date.getFullYear() !== new Date(now).getFullYear()) return String(date.getFullYear());
  return `${date.getDate()}${months[date.getMonth()]}`;
}

function daysAway(date: Date, now: number): number {
  const midnight = (each: Date) => Date.UTC(each.getFullYear(), each.getMonth(), each.getDate());
  return Math.round((midnight(date) - midnight(new Date(now))) / 86_400_000);
}

function weekdayOf(date: Date): string {
  const name = weekdays[date.getDay()] as string;
  return name[0]?.toUpperCase() + name.slice(1, 3);
}
