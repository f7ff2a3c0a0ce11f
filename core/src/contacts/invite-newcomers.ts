/**
 * Invitations to a portal for contact lists: each contact of its lists once, whatever lists, filters and contacts
 * do afterwards. Called in the transaction of what may bring newcomers; the worker's housework does the rest.
 */
import { Prisma } from '@postern/prisma';
import { type Core, inDeskTransaction, type Queries, type Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { queueMail } from '../outbox/queue-mail.ts';
import { audienceCondition } from '../visibility/portal-audience.ts';

/** In one transaction: a list of thousands must not hold up every other writer. */
export const mostAtOnce = 200;

/**
 * Invites the next contacts of the portal's lists who have no invitation to it, and answers how many they were.
 * A portal that is off, has another way to sign in or is for everybody invites nobody. Leaves one event if any.
 */
export async function inviteNewcomers(work: Work, portalId: string): Promise<number> {
  const portal = await work.tx.portal.findUnique({ where: { id: portalId } });
  if (!portal?.enabled || portal.authMode !== 'REGISTRATION' || portal.audience !== 'LISTS') return 0;
  const isListed = await audienceCondition(work.tx, portalId, work.now);
  const newcomers = await work.tx.$queryRaw<{ id: string }[]>`
    SELECT c."id" FROM "Contact" c WHERE ${isListed} AND c."blockedAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "Invitation" i WHERE i."portalId" = ${portalId} AND i."contactId" = c."id")
    ORDER BY c."id" LIMIT ${mostAtOnce}`;
  if (newcomers.length === 0) return 0;
  for (const { id } of newcomers) await invite(work, { portalId, contactId: id });
  await recordEvent(work, {
    action: 'invitations.sent',
    target: `portal:${portalId}`,
    change: { contacts: newcomers.map(({ id }) => id) },
  });
  return newcomers.length;
}

/** Writes the invitation down, and its mail. Called again for the same contact, it is one more mail. */
export async function invite(work: Work, who: { portalId: string; contactId: string }): Promise<void> {
  await work.tx.invitation.upsert({
    where: { portalId_contactId: who },
    create: { ...who, createdAt: work.now },
    update: { createdAt: work.now },
  });
  await queueMail(work, {
    // A key of its own: an invitation that was withdrawn before it left can be sent another day.
    key: `mail:invite:${who.portalId}:${who.contactId}:${work.core.ids.secret()}`,
    queueKey: `mail:contact:${who.contactId}`,
    payload: { template: 'invite', ...who },
  });
}

/** The same for every portal, in the transaction of a change to contacts or lists. */
export async function inviteToPortals(work: Work): Promise<void> {
  for (const { id } of await portalsForLists(work.tx)) await inviteNewcomers(work, id);
}

function portalsForLists(queries: Queries): Promise<{ id: string }[]> {
  return queries.portal.findMany({
    where: { enabled: true, authMode: 'REGISTRATION', audience: 'LISTS' },
    select: { id: true },
  });
}

/** The same as the worker's housework: batch by batch, without a transaction where nobody is new. */
export async function inviteAllNewcomers(core: Core): Promise<void> {
  const portals = await portalsForLists(core.db.read);
  for (const { id } of portals) {
    let invited = mostAtOnce;
    while (invited === mostAtOnce && (await hasNewcomer(core, id)))
      invited = await inDeskTransaction(core, (work) => inviteNewcomers(work, id));
  }
}

async function hasNewcomer(core: Core, portalId: string): Promise<boolean> {
  const isListed = await audienceCondition(core.db.read, portalId, core.clock.now());
  const rows = await core.db.read.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 AS "is" FROM "Contact" c WHERE ${isListed} AND c."blockedAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "Invitation" i WHERE i."portalId" = ${portalId} AND i."contactId" = c."id")
    LIMIT 1`);
  return rows.length > 0;
}
