/** `postern list remove`: takes contacts off a list by hand. */
import type { Args } from '../flags.ts';
import { changeMembers } from '../list-members.ts';
import type { Session } from '../session.ts';

/** Answers 1 when an address is no contact's: it is named, and the others are off the list. */
export function act(session: Session, args: Args): Promise<number> {
  return changeMembers(session, args, {
    done: 'removed',
    asBefore: 'absent',
    sentence: (list, count) => `${count} removed from the list "${list}".`,
    change: async (client, wish) => client.lists.remove.mutate(wish),
  });
}
