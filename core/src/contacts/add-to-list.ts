/** Putting contacts on a list by hand. */
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { accessListByHand, type ContactList } from './access-list.ts';
import { contactsAt, type Member } from './contacts-at.ts';
import { inviteToPortals } from './invite-newcomers.ts';

export interface Added {
  list: string;
  added: string[];
  /** Were on it before. */
  already: string[];
  /** Addresses that no contact has. */
  unknown: string[];
}

/**
 * Puts contacts on a list within an action, and writes one event for those who are new on it: the only way on to a
 * list by hand. Answers the new ones.
 */
export async function addToList(work: Work, list: ContactList, contacts: Member[]): Promise<Member[]> {
  const ids = contacts.map(({ id }) => id);
  const there = await work.tx.contactListMember.findMany({
    where: { listId: list.id, contactId: { in: ids } },
    select: { contactId: true },
  });
  const known = new Set(there.map(({ contactId }) => contactId));
  const joining = contacts.filter(({ id }) => !known.has(id));
  if (joining.length === 0) return [];
  await work.tx.contactListMember.createMany({
    data: joining.map(({ id }) => ({ listId: list.id, contactId: id, addedAt: work.now })),
  });
  await recordEvent(work, {
    action: 'list.added',
    target: `list:${list.id}`,
    change: { list: list.name, contacts: joining.map(({ id }) => id) },
  });
  await inviteToPortals(work);
  return joining;
}

/** Adds whom it finds, and names the addresses it does not. Throws `LIST_NOT_FOUND`, or `BAD_INPUT` for a filter's list. */
export async function addMembers(
  ctx: AgentContext,
  form: { list: string; emails: string[] },
): Promise<Added> {
  return inTransaction(ctx, async (work) => {
    const list = await accessListByHand(work.tx, form.list);
    const { contacts, unknown } = await contactsAt(work.tx, form.emails);
    const joined = new Set((await addToList(work, list, contacts)).map(({ id }) => id));
    return {
      list: list.name,
      added: contacts.filter(({ id }) => joined.has(id)).map(({ email }) => email),
      already: contacts.filter(({ id }) => !joined.has(id)).map(({ email }) => email),
      unknown,
    };
  });
}
