/** An agent begins to look at the portal through a customer's eyes. */
import { previewMinutes, previewTokenPrefix } from '../auth/preview-sessions.ts';
import { contactNotFound } from '../contacts/access-contact.ts';
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { hashSecret } from '../ids.ts';
import { recordEvent } from '../live/record-event.ts';

export interface StartedPreview {
  /** The secret itself. This is the only time that the desk knows it. */
  token: string;
  /** Where the preview opens in a browser. */
  address: string;
  contact: { name: string; email: string } | null;
  /** Customers see nothing at the moment; the preview shows what they would. */
  isPortalOff: boolean;
  expiresAt: string;
}

/** For the contact with this address, or for one to be chosen in the browser. Throws `CONTACT_NOT_FOUND`. */
export async function startPreview(ctx: AgentContext, address: string | undefined): Promise<StartedPreview> {
  return inTransaction(ctx, async (work) => {
    const portal = await work.tx.portal.findFirst({ orderBy: { id: 'asc' } });
    if (!portal) throw new PosternError('PORTAL_NOT_FOUND', 'This desk has no portal yet.');
    const contact = address === undefined ? null : await accessContact(work, address);
    const secret = work.core.ids.secret();
    const expiresAt = new Date(work.now.getTime() + previewMinutes * 60_000);
    await forgetOld(work);
    await work.tx.previewSession.create({
      data: {
        idHash: hashSecret(secret),
        agentId: ctx.viewer.agentId,
        portalId: portal.id,
        contactId: contact?.id ?? null,
        createdAt: work.now,
        expiresAt,
      },
    });
    await recordPreview(work, { portalId: portal.id, contact, by: ctx.viewer.name });
    const token = previewTokenPrefix + secret;
    return {
      token,
      address: `${work.core.config.publicUrl}/${portal.slug}/preview/${token}`,
      contact: contact && { name: contact.name ?? contact.email, email: contact.email },
      isPortalOff: !portal.enabled,
      expiresAt: expiresAt.toISOString(),
    };
  });
}

/** Throws `CONTACT_NOT_FOUND`. */
export async function accessContact(work: Work, address: string) {
  const contact = await work.tx.contact.findUnique({ where: { email: address.trim().toLowerCase() } });
  if (!contact) throw contactNotFound(address);
  return contact;
}

/** Who looked, and through whose eyes. */
export async function recordPreview(
  work: Work,
  facts: { portalId: string; contact: { id: string; email: string } | null; by: string },
): Promise<void> {
  const { portalId, contact, by } = facts;
  await recordEvent(work, {
    action: 'portal.previewed',
    target: `preview:${portalId}`,
    change: { contact: contact?.email ?? null, contactId: contact?.id ?? null, by },
  });
}

const dayMs = 86_400_000;

async function forgetOld({ tx, now }: Work): Promise<void> {
  await tx.previewSession.deleteMany({ where: { expiresAt: { lt: new Date(now.getTime() - dayMs) } } });
}
