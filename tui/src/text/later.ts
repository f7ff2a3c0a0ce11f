/** Moments that are still to come, as people type and read them, in their own time zone: `2h`, `tomorrow`, `monday 14:00`. */

const minuteMs = 60_000;
const unitsMs: Readonly<Record<string, number>> = {
  m: minuteMs,
  h: 60 * minuteMs,
  d: 24 * 60 * minuteMs,
  w: 7 * 24 * 60 * minuteMs,
};
const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** When a day begins for whoever named the day alone. */
const morning = { hours: 9, minutes: 0 };

/** What can be written, for refusals and help. */
export const laterExamples = '30m, 2h, 3d, 14:00, tomorrow, monday 8:30, 2026-12-01';

/** The moment that a text means, or null for one that means none; whether it is still to come is the desk's to say. */
export function momentIn(text: string, now: number): number | null {
  const words = text.trim().toLowerCase().split(/\s+/);
  const span = /^(\d{1,4})([mhdw])$/.exec(words[0] ?? '');
  if (span && words.length === 1) return now + Number(span[1]) * (unitsMs[span[2] as string] as number);
  if (words.length > 2) return null;
  const time = timeIn(words.at(-1) ?? '');
  if (words.length === 2 && !time) return null;
  const dayWord = words.length === 2 || !time ? (words[0] as string) : null;
  if (dayWord !== null) return onDay(dayWord, time ?? morning, now);
  const today = at(new Date(now), 0, time ?? morning);
  return today > now ? today : at(new Date(now), 1, time ?? morning);
}

interface Clock {
  hours: number;
  minutes: number;
}

function timeIn(word: string): Clock | null {
  const parts = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(word);
  return parts && { hours: Number(parts[1]), minutes: Number(parts[2]) };
}

function onDay(word: string, time: Clock, now: number): number | null {
  const today = new Date(now);
  if (word === 'today') return at(today, 0, time);
  if (word === 'tomorrow') return at(today, 1, time);
  const weekday = word.length < 3 ? -1 : days.findIndex((day) => day.startsWith(word));
  // The day's own name is the next one: on a Monday "monday" is in a week.
  if (weekday >= 0) return at(today, ((weekday - today.getDay() + 6) % 7) + 1, time);
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(word);
  if (!date) return null;
  const [year, month, day] = date.slice(1).map(Number) as [number, number, number];
  const moment = new Date(year, month - 1, day, time.hours, time.minutes);
  // 2026-02-31 would roll over into March without a word.
  return moment.getMonth() === month - 1 && moment.getDate() === day ? moment.getTime() : null;
}

/** By the calendar, so that a night in which the clocks change moves nothing. */
function at(day: Date, plus: number, { hours, minutes }: Clock): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + plus, hours, minutes).getTime();
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

/** The same in at most five columns: `14:00`, `Mon`, `12Dec`, `2027`. */
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
  const name = days[date.getDay()] as string;
  return name[0]?.toUpperCase() + name.slice(1, 3);
}
