/** Agents' previews of the portal: from a token to the customer through whose eyes it looks. No customer's session. */
import { Prisma } from '@postern/prisma';
import type { ContactViewer, Core } from '../context.ts';
import { hashSecret } from '../ids.ts';
import {
  type StandingColumns,
  standingColumns,
  standingJoins,
  toStanding,
} from '../visibility/contact-standing.ts';

/** Begins every preview token, so that none is taken for a customer's. */
export const previewTokenPrefix = 'pvw_';

/** A preview ends by itself after this long. */
export const previewMinutes = 60;

/** What is stored of a token; null for what is none. */
export function previewHash(token: string): string | null {
  return token.startsWith(previewTokenPrefix) ? hashSecret(token.slice(previewTokenPrefix.length)) : null;
}

interface PreviewColumns extends StandingColumns {
  agentId: string;
  agentName: string;
  scope: string;
  name: string | null;
  email: string;
}

/**
 * The contact of a preview that holds: within its time, and while its agent may sign in and read tickets. Only what
 * that agent may read shows in it, and the portal counts as on: a preview is for looking before customers do.
 */
export async function findPreviewViewer(core: Core, token: string): Promise<ContactViewer | null> {
  const rows = await core.db.read.$queryRaw<PreviewColumns[]>(Prisma.sql`
    SELECT a."id" AS "agentId", a."name" AS "agentName", g."scope", c."name", c."email", ${standingColumns}
    FROM "PreviewSession" s JOIN "Agent" a ON a."id" = s."agentId"
    JOIN "AgentGrant" g ON g."agentId" = a."id" AND g."permission" = 'tickets.read'
    JOIN "Contact" c ON c."id" = s."contactId" JOIN "Portal" p ON p."id" = s."portalId" ${standingJoins}
    WHERE s."idHash" = ${previewHash(token)} AND s."expiresAt" > ${core.clock.now()} AND a."disabledAt" IS NULL`);
  const [row] = rows;
  if (!row) return null;
  const standing = await toStanding(core, row);
  const scopes = rows.map(({ scope }) => scope);
  return {
    kind: 'contact',
    contactId: row.contactId,
    name: row.name,
    email: row.email,
    standing: {
      ...standing,
      onlyInboxIds: scopes.includes('*') ? null : scopes,
      portal: standing.portal && { ...standing.portal, isOn: true },
    },
    // Names no session of a customer's, so that nothing done with it can touch one.
    sessionId: '',
    previewBy: {
      agentId: row.agentId,
      name: row.agentName,
      isPortalOff: !standing.portal?.isOn,
    },
  };
}
