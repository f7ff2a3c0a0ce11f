/** Times behind `--since`, `--until` and `--at`, for verbs that look back. */
import { type DayEnd, earlierExamples, pastMomentIn } from '../text/earlier.ts';
import { usageProblem } from './problem.ts';
import type { Session } from './session.ts';

/** The moment as ISO 8601 in UTC. Throws a usage problem that says what can be written. */
export function pastMoment(
  session: Session,
  { flag, text, dayEnd }: { flag: string; text: string; dayEnd: DayEnd },
): string {
  const moment = pastMomentIn(text, session.io.now().getTime(), dayEnd);
  if (moment !== null) return new Date(moment).toISOString();
  throw usageProblem(`"${text}" is no time that has passed.`, `Write --${flag} like: ${earlierExamples}.`);
}
