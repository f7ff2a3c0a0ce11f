/** The notice that a signed-in customer has to accept, at first and whenever its wording changes. */
import { keepConsent } from '../auth/keep-consent.ts';
import { type ContactContext, inTransaction } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { consentNeeded, wordingHash } from '../visibility/consent.ts';
import { type Me, meOf } from './portal-info.ts';

export interface Notice {
  text: string;
  label: string;
  /** Names this wording. */
  hash: string;
  /** Who is to accept it. */
  me: Me;
}

/** What is still to be accepted; null when nothing is. */
export function noticeFor(ctx: ContactContext): Notice | null {
  const { portal, hasConsented } = ctx.viewer.standing;
  if (!portal?.consent || hasConsented) return null;
  return { ...portal.consent, hash: wordingHash(portal.consent), me: meOf(ctx.viewer) };
}

/**
 * Keeps the present wording as accepted now; accepted once already, nothing happens. Throws `CONSENT_NEEDED` when
 * it has changed since it was shown.
 */
export async function acceptNotice(ctx: ContactContext, hash: string): Promise<{ isAccepted: true }> {
  const notice = noticeFor(ctx);
  if (!notice) return { isAccepted: true };
  if (notice.hash !== hash) throw consentNeeded();
  const { contactId, standing } = ctx.viewer;
  const who = { contactId, portalId: standing.portal?.id as string };
  await inTransaction(ctx, async (work) => {
    const { text, label } = notice;
    await keepConsent(work, who, { text, label, at: work.now.toISOString() });
    await recordEvent(work, {
      action: 'contact.consented',
      target: `contact:${contactId}`,
      change: { portal: who.portalId, wording: hash },
    });
  });
  return { isAccepted: true };
}
