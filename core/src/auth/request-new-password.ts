/** "Forgot password?": the answer goes to the address alone. */
import { type Context, inTransaction } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { accessPortal, noPasswordsHere } from '../visibility/access-portal.ts';
import { countRequest, queueEntryMail } from './queue-entry-mail.ts';
import { typedEmail } from './typed-fields.ts';

/**
 * Queues one mail to the address, with the same work for everybody. Throws `FIELD_INVALID`, `TOO_MANY_TRIES`, and
 * `NOT_ALLOWED` where passwords are not used.
 */
export async function requestNewPassword(
  ctx: Context,
  typed: { slug: string; email: string; address?: string | undefined },
): Promise<{ isAsked: true }> {
  const portal = await accessPortal(ctx.core, typed.slug);
  if (portal.authMode === 'SSO') throw noPasswordsHere();
  const email = typedEmail(typed.email);
  countRequest(ctx.core, ctx.address ?? typed.address ?? null);
  await inTransaction(ctx, async (work) => {
    await queueEntryMail(work, { template: 'reset', portalId: portal.id, email });
    // Without the address: a stranger may have typed it, and the trail forgets nothing.
    await recordEvent(work, { action: 'new-password.asked', target: `portal:${portal.id}` });
  });
  return { isAsked: true };
}
