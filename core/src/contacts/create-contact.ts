/** A new contact. */
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { accessOrganization } from './access-organization.ts';
import { inviteToPortals } from './invite-newcomers.ts';
import { type ContactView, viewContact } from './view-contact.ts';

export interface NewContact {
  email: string;
  name?: string | null | undefined;
  organizationId?: string | null | undefined;
  seesOrgTickets?: boolean | undefined;
  locale?: string | null | undefined;
}

/**
 * Adds a contact within an action, and writes the event: the one place where contacts come from.
 * Throws `NAME_TAKEN` when the address is another contact's already.
 */
export async function addContact(work: Work, wish: NewContact): Promise<{ id: string; email: string }> {
  await requireFreeAddress(work, wish.email);
  const id = work.core.ids.next('contact');
  const { email, name = null, organizationId = null, seesOrgTickets = false, locale = null } = wish;
  await work.tx.contact.create({
    data: { id, email, name, organizationId, seesOrgTickets, locale, createdAt: work.now },
  });
  await recordEvent(work, { action: 'contact.created', target: `contact:${id}`, change: { email } });
  await inviteToPortals(work);
  return { id, email };
}

/** Throws `NAME_TAKEN` when another contact than `own` has the address. */
export async function requireFreeAddress(work: Work, email: string, own?: string): Promise<void> {
  const other = await work.tx.contact.findUnique({ where: { email }, select: { id: true } });
  if (!other || other.id === own) return;
  throw new PosternError('NAME_TAKEN', `There is a contact with the address ${email} already.`, {
    hint: `Look at it: postern contact view ${email}`,
  });
}

/** Throws `NAME_TAKEN` or `ORGANIZATION_NOT_FOUND`. */
export async function createContact(
  ctx: AgentContext,
  form: Omit<NewContact, 'organizationId'> & { organization?: string | undefined },
): Promise<ContactView> {
  const { organization, ...wish } = form;
  const { email } = await inTransaction(ctx, async (work) => {
    const organizationId = organization
      ? (await accessOrganization(work.tx, organization, { mayBeNew: true })).id
      : null;
    return addContact(work, { ...wish, organizationId });
  });
  return viewContact(ctx, email);
}
