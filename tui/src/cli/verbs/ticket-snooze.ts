/** `postern ticket snooze`: puts a ticket out of the way for a while. */
import { laterExamples, momentIn } from '../../text/later.ts';
import { changeTickets } from '../change-tickets.ts';
import type { Args } from '../flags.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';
import { snoozedWords } from '../snoozed-words.ts';

/** One ticket, or many from stdin. */
export async function act(session: Session, args: Args): Promise<number> {
  const now = session.io.now().getTime();
  // The verb needs it, so it is there.
  const until = untilOf(args.until as string, now);
  return changeTickets(session, args, {
    change: (tickets, which) => tickets.snooze.mutate({ ...which, until }),
    deed: { kind: 'snooze', to: until ?? 'reply' },
    done: ({ number, snoozed, subject }) =>
      `#${number} sleeps ${snoozed ? snoozedWords(snoozed, now) : 'no more'}: ${subject}`,
  });
}

function untilOf(text: string, now: number): string | null {
  if (text.trim().toLowerCase() === 'reply') return null;
  const moment = momentIn(text, now);
  if (moment !== null) return new Date(moment).toISOString();
  throw usageProblem(`"${text}" is no time to come.`, `Write --until like: ${laterExamples}, or reply.`);
}
