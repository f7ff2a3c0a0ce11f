/** `postern ticket stage`: moves a ticket to a stage of its pipeline. */
import { changeTickets } from '../change-tickets.ts';
import type { Args } from '../flags.ts';
import type { Session } from '../session.ts';

/** By the name of the stage, in any case. */
export function act(session: Session, args: Args): Promise<number> {
  return changeTickets(session, args, {
    change: (tickets, which) => tickets.setStage.mutate({ ...which, to: args.to as string }),
    deed: { kind: 'stage', to: args.to as string },
    done: ({ number, stage, subject }) => `#${number} stands in ${stage} now: ${subject}`,
  });
}
