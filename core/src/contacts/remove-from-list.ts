/** Taking contacts off a list by hand; who came in by it alone is out at the next request. */
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { accessListByHand, type ContactList } from './access-list.ts';
import { contactsAt, type Member } from './contacts-at.ts';

export interface Removed {
  list: string;
  removed: string[];
  /** Were not on it. */
  absent: string[];
  /** Addresses that no contact has. */
  unknown: string[];
}

/**
 * Takes contacts off a list within an action, and writes one event for those who were on it: the only way off a
 * list by hand. Answers them.
 */
export async function removeFromList(work: Work, list: ContactList, contacts: Member[]): Promise<Member[]> {
  const there = await work.tx.contactListMember.findMany({
    where: { listId: list.id, contactId: { in: contacts.map(({ id }) => id) } },
    select: { contactId: true },
  });
  const members = new Set(there.map(({ contactId }) => contactId));
  const leaving = contacts.filter(({ id }) => members.has(id));
  if (leaving.length === 0) return [];
  const ids = leaving.map(({ id }) => id);
  await work.tx.contactListMember.deleteMany({ where: { listId: list.id, contactId: { in: ids } } });
  await recordEvent(work, {
    action: 'list.removed',
    target: `list:${list.id}`,
    change: { list: list.name, contacts: ids },
  });
  return leaving;
}

/** Removes whom it finds, and names the addresses it does not. Throws `LIST_NOT_FOUND`, or `BAD_INPUT` for a filter's list. */
export async function removeMembers(
  ctx: AgentContext,
  form: { list: string; emails: string[] },
): Promise<Removed> {
  return inTransaction(ctx, async (work) => {
    const list = await accessListByHand(work.tx, form.list);
    const { contacts, unknown } = await contactsAt(work.tx, form.emails);
    const left = new Set((await removeFromList(work, list, contacts)).map(({ id }) => id));
    return {
      list: list.name,
      removed: contacts.filter(({ id }) => left.has(id)).map(({ email }) => email),
      absent: contacts.filter(({ id }) => !left.has(id)).map(({ email }) => email),
      unknown,
    };
  });
}
