/** From many addresses to the contacts that have them. */
import type { Queries } from '../context.ts';

export interface Member {
  id: string;
  email: string;
}

/** Each once, in the order of the addresses; addresses that no contact has are named beside. */
export async function contactsAt(
  queries: Queries,
  emails: string[],
): Promise<{ contacts: Member[]; unknown: string[] }> {
  const asked = [...new Set(emails.map((email) => email.trim().toLowerCase()))];
  const rows = await queries.contact.findMany({
    where: { email: { in: asked } },
    select: { id: true, email: true },
  });
  const found = new Map(rows.map((row) => [row.email, row]));
  return {
    contacts: asked.flatMap((email) => found.get(email) ?? []),
    unknown: asked.filter((email) => !found.has(email)),
  };
}
