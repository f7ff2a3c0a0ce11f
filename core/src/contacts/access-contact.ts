/** The way from an e-mail address to a contact. */
import type { Queries } from '../context.ts';
import { PosternError } from '../errors.ts';

export interface Contact {
  id: string;
  email: string;
  name: string | null;
  locale: string | null;
  organizationId: string | null;
  seesOrgTickets: boolean;
  blockedAt: Date | null;
}

/** Throws `CONTACT_NOT_FOUND`, also for one who was erased: of them there is nothing to know and nothing to change. */
export async function accessContact(queries: Queries, email: string): Promise<Contact> {
  const contact = await queries.contact.findUnique({
    where: { email: email.trim().toLowerCase(), erasedAt: null },
    select: {
      id: true,
      email: true,
      name: true,
      locale: true,
      organizationId: true,
      seesOrgTickets: true,
      blockedAt: true,
    },
  });
  if (!contact) throw contactNotFound(email);
  return contact;
}

/** The refusal for an address that no contact has. */
export function contactNotFound(address: string): PosternError {
  return new PosternError('CONTACT_NOT_FOUND', `There is no contact with the address "${address}".`, {
    hint: 'Check the address.',
  });
}
