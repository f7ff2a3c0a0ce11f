/** Customers' sessions in a portal. */
import { Prisma } from '@postern/prisma';
import type { Core } from '../context.ts';
import {
  type StandingColumns,
  standingColumns,
  standingJoins,
  toStanding,
} from '../visibility/contact-standing.ts';
import { type SessionAndViewer, type Sessions, sessionsIn } from './sessions.ts';

/** An unused portal session ends after this many days. */
export const contactSessionDays = 14;

/** Begins every customer token. */
export const contactTokenPrefix = 'pco_';

const kept = new WeakMap<Core, Sessions>();

/** The lucia instance over `ContactSession`. */
export function contactSessions(core: Core): Sessions {
  const known = kept.get(core);
  if (known) return known;
  const sessions = sessionsIn(
    core,
    {
      find: (idHash, sessionId) => findSession(core, idHash, sessionId),
      create: async (work, { idHash, userId, expiresAt, portalId }) => {
        await work.tx.contactSession.create({
          data: { idHash, contactId: userId, portalId: portalId as string, expiresAt, createdAt: work.now },
        });
      },
      extend: async (work, idHash, expiresAt) => {
        await work.tx.contactSession.updateMany({ where: { idHash }, data: { expiresAt } });
      },
      remove: async (work, { idHash, userId, before }) => {
        await work.tx.contactSession.deleteMany({
          where: {
            ...(idHash && { idHash }),
            ...(userId && { contactId: userId }),
            ...(before && { expiresAt: { lt: before } }),
          },
        });
      },
    },
    contactSessionDays,
  );
  kept.set(core, sessions);
  return sessions;
}

interface SessionColumns extends StandingColumns {
  expiresAt: Date;
  sessionPortalId: string;
  name: string | null;
  email: string;
}

/** The session, its contact and what the contact may see, in one query: it is asked at every page. */
async function findSession(core: Core, idHash: string, sessionId: string): Promise<SessionAndViewer | null> {
  const [row] = await core.db.read.$queryRaw<SessionColumns[]>(Prisma.sql`
    SELECT s."expiresAt", s."portalId" AS "sessionPortalId", c."name", c."email", ${standingColumns}
    FROM "ContactSession" s JOIN "Contact" c ON c."id" = s."contactId" JOIN "Portal" p ON p."id" = s."portalId"
    ${standingJoins} WHERE s."idHash" = ${idHash}`);
  if (!row) return null;
  const standing = await toStanding(core, row);
  return {
    userId: row.contactId,
    expiresAt: row.expiresAt,
    portalId: row.sessionPortalId,
    viewer: standing.isBlocked
      ? null
      : {
          kind: 'contact',
          contactId: row.contactId,
          name: row.name,
          email: row.email,
          standing,
          sessionId,
          previewBy: null,
        },
  };
}
