/** Who would read a public reply, and a hash of it, so that nobody writes to people they were not shown. */
import { createHash } from 'node:crypto';
import type { Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import type { Person } from './ticket-rows.ts';

export interface Audience {
  to: Person[];
  /** Sent back with the reply; another hash by then is refused. */
  hash: string;
}

/** The contacts on the ticket, the requester first. */
export async function audienceOf(queries: Queries, ticketId: string): Promise<Audience> {
  const rows = await queries.ticketContact.findMany({
    where: { ticketId },
    include: { contact: { select: { id: true, name: true, email: true } } },
  });
  rows.sort(
    (a, b) =>
      Number(b.role === 'REQUESTER') - Number(a.role === 'REQUESTER') || (a.contactId < b.contactId ? -1 : 1),
  );
  const hash = createHash('sha256');
  for (const row of rows) hash.update(`${row.role}:${row.contact.id}:${row.contact.email}\n`);
  return {
    to: rows.map(({ contact }) => ({ name: contact.name ?? contact.email, email: contact.email })),
    hash: hash.digest('base64url').slice(0, 22),
  };
}

/** Throws `AUDIENCE_CHANGED`, naming who would read it now, unless the hash is the present one. */
export async function requireSameAudience(queries: Queries, ticketId: string, hash: string): Promise<void> {
  const audience = await audienceOf(queries, ticketId);
  if (audience.hash === hash) return;
  const names = audience.to.map((person) => person.name).join(', ');
  throw new PosternError(
    'AUDIENCE_CHANGED',
    `Who would read this has changed since you looked: now ${names}.`,
    {
      audience: { ...audience },
      hint: 'Look at the recipients, then send again.',
    },
  );
}
