/** Who would read a public reply, and a hash of it, so that nobody writes to people they were not shown. */
import { createHash } from 'node:crypto';
import type { Core, Queries, Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { contactStanding } from '../visibility/contact-standing.ts';
import { isVisible } from '../visibility/visible-tickets.ts';
import type { Person } from './ticket-rows.ts';

export interface Recipient extends Person {
  /** Whether the portal shows the ticket to this contact now. Whoever does not see it is mailed nothing either. */
  sees: boolean;
}

export interface Audience {
  to: Recipient[];
  /** Sent back with the reply; another hash by then is refused. */
  hash: string;
}

interface Readers {
  contacts: (Person & { id: string })[];
  hash: string;
}

/** The contacts on the ticket, the requester first, and what the portal shows each of them. */
export async function audienceOf(
  { core, queries }: { core: Core; queries: Queries },
  ticketId: string,
): Promise<Audience> {
  const [{ contacts, hash }, portal] = await Promise.all([
    readersOf(queries, ticketId),
    queries.portal.findFirst({ orderBy: { id: 'asc' }, select: { id: true } }),
  ]);
  const to = await Promise.all(
    contacts.map(async ({ id, name, email }) => ({
      name,
      email,
      sees: portal ? await sees(core, { contactId: id, portalId: portal.id }, ticketId) : false,
    })),
  );
  return { to, hash };
}

/** The names and the hash alone: two moments are compared by them, whatever the portal shows. */
export async function readersOf(queries: Queries, ticketId: string): Promise<Readers> {
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
    contacts: rows.map(({ contact: { id, name, email } }) => ({ id, name: name ?? email, email })),
    hash: hash.digest('base64url').slice(0, 22),
  };
}

async function sees(
  core: Core,
  who: { contactId: string; portalId: string },
  ticketId: string,
): Promise<boolean> {
  try {
    return await isVisible(core, core.db.read, await contactStanding(core, who), ticketId);
  } catch (error) {
    // A filter that cannot be used shows nothing, and agents must still be able to open the ticket.
    core.log.debug({ err: error, ticketId }, 'Whether a contact sees the ticket could not be told.');
    return false;
  }
}

/**
 * Throws `AUDIENCE_CHANGED`, naming who would read it now, unless the hash is the present one, and `BAD_INPUT` where
 * nobody would.
 */
export async function requireSameAudience(
  { core, tx }: Pick<Work, 'core' | 'tx'>,
  ticket: { id: string; number: number },
  hash: string,
): Promise<void> {
  const readers = await readersOf(tx, ticket.id);
  if (readers.contacts.length === 0)
    throw new PosternError(
      'BAD_INPUT',
      `No contact is on ticket #${ticket.number}, so nobody would read this.`,
      { hint: `Put somebody on it first: postern ticket contact ${ticket.number} +EMAIL` },
    );
  if (readers.hash === hash) return;
  const audience = await audienceOf({ core, queries: tx }, ticket.id);
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
