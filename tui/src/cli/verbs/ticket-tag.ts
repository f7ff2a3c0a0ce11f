/** `postern ticket tag`: puts tags on and takes tags off. */
import { changeTickets } from '../change-tickets.ts';
import type { Args } from '../flags.ts';
import { onAndOff } from '../on-and-off.ts';
import type { Session } from '../session.ts';

/** One ticket, several, or many from stdin; all of them get the same. */
export async function act(session: Session, args: Args): Promise<number> {
  const { add, remove, more } = onAndOff(args, args.tags ?? [], {
    what: 'tags',
    word: 'tag',
    example: 'postern ticket tag 1042 +billing -refund',
    takesMore: true,
  });
  return changeTickets(session, args, {
    more,
    change: (tickets, which) => tickets.tag.mutate({ ...which, add, remove }),
    deed: { kind: 'tags', add, remove },
    done: ({ number, tags, subject }) =>
      tags.length > 0
        ? `#${number} is tagged ${tags.join(', ')}: ${subject}`
        : `#${number} has no tags: ${subject}`,
  });
}
