/** What a browser is told that comes with a preview's token: whose eyes, or who could be chosen. */
import { Prisma } from '@postern/prisma';
import type { Core } from '../context.ts';
import { accessPreview } from './access-preview.ts';

export interface OpenedPreview {
  slug: string;
  title: string;
  language: string;
  by: string;
  /** Null until one is chosen. */
  contact: { name: string; email: string } | null;
  /** Whom one may want to choose: requesters of the tickets that moved last, of those the agent may read. */
  recent: { name: string; email: string }[];
}

/** Throws `LINK_EXPIRED`. */
export async function openPreview(core: Core, token: string): Promise<OpenedPreview> {
  const queries = core.db.read;
  const { agent, portal, contactId } = await accessPreview(queries, token, core.clock.now());
  const contact = contactId && (await queries.contact.findUnique({ where: { id: contactId } }));
  return {
    slug: portal.slug,
    title: portal.title,
    language: portal.domain?.language ?? 'en',
    by: agent.name,
    contact: contact ? { name: contact.name ?? contact.email, email: contact.email } : null,
    recent: contact
      ? []
      : await recentContacts(
          core,
          agent.grants.map(({ scope }) => scope),
        ),
  };
}

const mostTicketsRead = 100;
const mostOffered = 8;

async function recentContacts(core: Core, scopes: string[]) {
  const inScope = scopes.includes('*')
    ? Prisma.sql`1 = 1`
    : Prisma.sql`t."inboxId" IN (${Prisma.join(scopes)})`;
  const rows = await core.db.read.$queryRaw<{ email: string; name: string | null }[]>`
    SELECT c."email", c."name" FROM (
      SELECT t."requesterId", t."lastActivityAt" FROM "Ticket" t WHERE t."hidden" IS NULL AND ${inScope}
      ORDER BY t."lastActivityAt" DESC, t."seq" DESC LIMIT ${mostTicketsRead}) AS newest
    JOIN "Contact" c ON c."id" = newest."requesterId" ORDER BY newest."lastActivityAt" DESC`;
  const people = new Map(rows.map(({ email, name }) => [email, { name: name ?? email, email }]));
  return [...people.values()].slice(0, mostOffered);
}
