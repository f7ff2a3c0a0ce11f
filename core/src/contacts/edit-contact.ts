/** Changing what is known of a contact, and whether the contact may sign in. */
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { accessContact, type Contact } from './access-contact.ts';
import { accessOrganization } from './access-organization.ts';
import { requireFreeAddress } from './create-contact.ts';
import { inviteToPortals } from './invite-newcomers.ts';
import { type ContactView, viewContact } from './view-contact.ts';

/** What stays away stays as it is. */
export interface ContactChange {
  email?: string | undefined;
  name?: string | null | undefined;
  organizationId?: string | null | undefined;
  seesOrgTickets?: boolean | undefined;
  locale?: string | null | undefined;
  /** A blocked contact's sessions are nobody's from the next request on. */
  isBlocked?: boolean | undefined;
}

/**
 * Changes a contact within an action, and writes one event naming what is different now; nothing different, no event.
 * The one place where an agent's changes of contacts happen. Throws `NAME_TAKEN` for another contact's address.
 */
export async function changeContact(work: Work, contact: Contact, change: ContactChange): Promise<void> {
  const { isBlocked, ...plain } = change;
  if (plain.email !== undefined) await requireFreeAddress(work, plain.email, contact.id);
  const wanted = Object.entries({ ...plain, isBlocked }).filter(([, value]) => value !== undefined);
  const before: Record<string, unknown> = { ...contact, isBlocked: contact.blockedAt !== null };
  const different = Object.fromEntries(wanted.filter(([key, value]) => before[key] !== value));
  if (Object.keys(different).length === 0) return;
  const { isBlocked: turned, ...data } = different as ContactChange;
  await work.tx.contact.update({
    where: { id: contact.id },
    data: {
      ...(data as object),
      ...(turned !== undefined && { blockedAt: turned ? work.now : null }),
    },
  });
  await recordEvent(work, {
    action: 'contact.changed',
    target: `contact:${contact.id}`,
    change: Object.fromEntries(
      Object.entries(different).map(([key, to]) => [key, { from: before[key] ?? null, to }]),
    ),
  });
  // A list's filter may find the contact now.
  await inviteToPortals(work);
}

/** Throws `CONTACT_NOT_FOUND`, `ORGANIZATION_NOT_FOUND` or `NAME_TAKEN`. An organization of null is none. */
export async function editContact(
  ctx: AgentContext,
  form: Omit<ContactChange, 'organizationId'> & { contact: string; organization?: string | null | undefined },
): Promise<ContactView> {
  const { contact: address, organization, ...rest } = form;
  const email = await inTransaction(ctx, async (work) => {
    const contact = await accessContact(work.tx, address);
    const organizationId =
      typeof organization === 'string'
        ? (await accessOrganization(work.tx, organization, { mayBeNew: true })).id
        : organization;
    await changeContact(work, contact, { ...rest, organizationId });
    return rest.email ?? contact.email;
  });
  return viewContact(ctx, email);
}
