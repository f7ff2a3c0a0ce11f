/** The moments that words such as `2026-11-02`, `yesterday`, `monday` or `4h` stand for. */
import { PosternError } from '../errors.ts';

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const unitsMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };
const dayMs = 86_400_000;

/**
 * A span in UTC: a day from its midnight to the next; an age such as `2d` from that moment until now.
 * Throws `BAD_QUERY` for anything else.
 */
export function momentsOf(field: string, text: string, now: Date): { from: Date; to: Date } {
  const word = text.toLowerCase();
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const day = (start: number) => ({ from: new Date(start), to: new Date(start + dayMs) });

  if (word === 'today') return day(today);
  if (word === 'yesterday') return day(today - dayMs);
  const weekday = weekdays.indexOf(word);
  if (weekday >= 0) return day(today - ((now.getUTCDay() - weekday + 7) % 7) * dayMs);

  const age = /^(\d{1,4})([mhdw])$/.exec(word);
  if (age)
    return {
      from: new Date(now.getTime() - Number(age[1]) * (unitsMs[age[2] as string] as number)),
      to: now,
    };

  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(word);
  if (date) {
    const start = Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3]));
    // 2026-02-31 would roll over into March without a word.
    if (new Date(start).toISOString().startsWith(word)) return day(start);
  }
  throw new PosternError(
    'BAD_QUERY',
    `"${field}:${text}" is not a time. Write 2026-11-02, today, yesterday, monday, or an age such as 30m, 4h, 2d, 3w.`,
  );
}
