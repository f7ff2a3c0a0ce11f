/** `postern list add`: puts contacts on a list by hand. */
import type { Args } from '../flags.ts';
import { changeMembers } from '../list-members.ts';
import type { Session } from '../session.ts';

/** Answers 1 when an address is no contact's: it is named, and the others are on the list. */
export function act(session: Session, args: Args): Promise<number> {
  return changeMembers(session, args, {
    done: 'added',
    asBefore: 'already',
    sentence: (list, count) => `${count} added to the list "${list}".`,
    change: async (client, wish) => client.lists.add.mutate(wish),
  });
}
