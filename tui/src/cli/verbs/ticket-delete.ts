/** `postern ticket delete`: puts tickets into the bin. */
import { displayText } from '@postern/core/client';
import { changeTickets } from '../change-tickets.ts';
import type { Args } from '../flags.ts';
import { ticketRef } from '../numbers.ts';
import { CliProblem } from '../problem.ts';
import type { Session } from '../session.ts';

/** Says which ticket it is and what becomes of it, and asks, unless `--yes`. */
export async function act(session: Session, args: Args): Promise<number> {
  if (!args.yes && session.canAsk) {
    const { tickets } = await session.client();
    const { number, subject, merged } = await tickets.view.query({
      ticket: ticketRef(args.ticket as string),
    });
    const others = merged.length > 0 ? `, with ${merged.map((each) => `#${each}`).join(', ')}` : '';
    await session.show(
      `#${number} (${displayText(subject)}) goes into the bin${others}: customers lose sight of it at once.\n` +
        'It can be restored for 30 days; then it is gone for good.',
    );
  }
  if (!(await session.confirm('Delete it?'))) throw new CliProblem('CANCELLED', 'Nothing was deleted.');
  return changeTickets(session, args, {
    change: (tickets, which) => tickets.delete.mutate(which),
    done: ({ number, subject }) =>
      `#${number} is in the bin: ${subject}\nFor 30 days it is restored with: postern ticket restore ${number}`,
  });
}
