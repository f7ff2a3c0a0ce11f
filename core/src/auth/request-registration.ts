/** Somebody wants a login: what was typed is written down, and its answer goes to the address alone. */
import { type Context, inTransaction } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import {
  accessPortal,
  type Portal,
  registrationClosed,
  registrationOf,
} from '../visibility/access-portal.ts';
import { consentNeeded, wordingHash } from '../visibility/consent.ts';
import { countRequest, queueEntryMail } from './queue-entry-mail.ts';
import { typedEmail, typedName } from './typed-fields.ts';

export interface Registration {
  slug: string;
  name: string;
  email: string;
  /** The hash of the wording whose box was ticked; absent where there is none. */
  acceptedWording?: string | undefined;
  /** Where it came from, when a surface in this process knows. */
  address?: string | undefined;
}

/**
 * Queues one mail to the address. The answer and the work are the same whether it may register, has a login
 * already, or is nobody's: that is decided when the mail is due. Throws `REGISTRATION_CLOSED`, `FIELD_INVALID`,
 * `CONSENT_NEEDED` and `TOO_MANY_TRIES`.
 */
export async function requestRegistration(ctx: Context, typed: Registration): Promise<{ isAsked: true }> {
  const portal = await accessPortal(ctx.core, typed.slug);
  if (registrationOf(portal) === 'closed') throw registrationClosed();
  const name = typedName(typed.name);
  const email = typedEmail(typed.email);
  requireAccepted(portal, typed.acceptedWording);
  // What a caller over the network says of its own address counts for nothing.
  countRequest(ctx.core, ctx.address ?? typed.address ?? null);
  await inTransaction(ctx, async (work) => {
    const consent = portal.consent && { ...portal.consent, at: work.now.toISOString() };
    await queueEntryMail(work, { template: 'register', portalId: portal.id, email, name, consent });
    // Without the address: a stranger may have typed it, and the trail forgets nothing.
    await recordEvent(work, { action: 'registration.asked', target: `portal:${portal.id}` });
  });
  return { isAsked: true };
}

/** The form of the registration page needs the wording to be accepted. Throws `REGISTRATION_CLOSED`. */
export async function registrationForm(
  ctx: Context,
  slug: string,
): Promise<{ consent: { text: string; label: string; hash: string } | null }> {
  const portal = await accessPortal(ctx.core, slug);
  if (registrationOf(portal) === 'closed') throw registrationClosed();
  return { consent: portal.consent && { ...portal.consent, hash: wordingHash(portal.consent) } };
}

/** A box that was ticked under another wording is no consent to this one. */
function requireAccepted(portal: Portal, accepted: string | undefined): void {
  if (portal.consent && wordingHash(portal.consent) !== accepted) throw consentNeeded();
}
