/** `postern ticket wake`: wakes a snoozed ticket. */
import { changeTickets } from '../change-tickets.ts';
import type { Args } from '../flags.ts';
import type { Session } from '../session.ts';

/** One ticket, or many from stdin. */
export async function act(session: Session, args: Args): Promise<number> {
  return changeTickets(session, args, {
    change: (tickets, which) => tickets.wake.mutate(which),
    deed: { kind: 'snooze', to: 'awake' },
    done: ({ number, subject }) => `#${number} is awake: ${subject}`,
  });
}
