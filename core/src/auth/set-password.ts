/** The page behind a link in a mail: it shows whose password is to be set, and sets it once. */
import { addContact } from '../contacts/create-contact.ts';
import { type Context, inTransaction, type Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { queueMail } from '../outbox/queue-mail.ts';
import {
  accessPortal,
  notInAudience,
  type Portal,
  registrationClosed,
  registrationOf,
} from '../visibility/access-portal.ts';
import { contactStanding } from '../visibility/contact-standing.ts';
import { keepConsent } from './keep-consent.ts';
import {
  type LinkPayload,
  type LinkPurpose,
  linkExpired,
  readLink,
  useLink,
  voidLinks,
} from './one-time-tokens.ts';
import { requireGoodPassword } from './password-rule.ts';
import { hashPassword } from './passwords.ts';
import { startContactSession } from './sign-in.ts';

interface Person {
  id: string;
  email: string;
}

export interface Link {
  slug: string;
  purpose: LinkPurpose;
  /** The secret in the address of the link. */
  link: string;
}

/** Looks and uses nothing up. Throws `LINK_EXPIRED`, alike for a link that was used, has expired or never was. */
export async function showLink(ctx: Context, asked: Link): Promise<{ email: string; hasLogin: boolean }> {
  const portal = await accessPortal(ctx.core, asked.slug);
  const payload = await readLink(ctx.core.db.read, linkIn(portal, asked), ctx.core.clock.now());
  if (!payload) throw linkExpired();
  const contact = await ctx.core.db.read.contact.findUnique({ where: { email: payload.email } });
  if (contact?.blockedAt) throw linkExpired();
  return { email: payload.email, hasLogin: asked.purpose !== 'RESET' && Boolean(contact?.passwordHash) };
}

/**
 * Sets the password, ends all other sessions of the contact, voids older links, and signs in. A registration makes
 * its contact here, because only now the address is proven. Throws `LINK_EXPIRED`, `PASSWORD_TOO_SHORT`,
 * `FIELD_INVALID` and `NOT_IN_AUDIENCE`; the link can be used again after a refusal.
 */
export async function setPassword(
  ctx: Context,
  typed: Link & { password: string },
): Promise<{ token: string }> {
  const portal = await accessPortal(ctx.core, typed.slug);
  const link = linkIn(portal, typed);
  const seen = await readLink(ctx.core.db.read, link, ctx.core.clock.now());
  if (!seen) throw linkExpired();
  requireGoodPassword(typed.password, { email: seen.email, portalTitle: portal.title });
  await requireWelcome(ctx, portal, seen.email);
  // Outside of the transaction: the work that makes guessing slow would hold up every writer.
  const passwordHash = await hashPassword(typed.password);
  const contactId = await inTransaction(ctx, async (work) => {
    const payload = await useLink(work, link);
    const before = await work.tx.contact.findUnique({ where: { email: payload.email } });
    // An invitation lies in a mailbox for a month: it opens no account that has its password already.
    if (before?.blockedAt || (before?.passwordHash && typed.purpose !== 'RESET')) throw linkExpired();
    const contact = before
      ? await work.tx.contact.update({
          where: { id: before.id },
          data: { passwordHash, name: before.name ?? payload.name },
        })
      : await createRegistered(work, portal, typed.purpose, { ...payload, passwordHash });
    await finish(work, portal, contact, { payload, isFirst: !before?.passwordHash });
    return contact.id;
  });
  return startContactSession(ctx, { contactId, portalId: portal.id });
}

/** Asked before the link is used up, so that it still works once the contact is on a list again. */
async function requireWelcome(ctx: Context, portal: Portal, email: string): Promise<void> {
  const contact = await ctx.core.db.read.contact.findUnique({ where: { email }, select: { id: true } });
  if (!contact) return;
  const standing = await contactStanding(ctx.core, { contactId: contact.id, portalId: portal.id });
  if (!standing?.isInAudience) throw notInAudience();
}

function linkIn(portal: Portal, asked: Link) {
  return { purpose: asked.purpose, secret: asked.link, portalId: portal.id };
}

/** A login of somebody whom the desk did not know: only where anybody may make one. */
async function createRegistered(
  work: Work,
  portal: Portal,
  purpose: LinkPurpose,
  who: LinkPayload & { passwordHash: string },
): Promise<Person> {
  if (purpose !== 'REGISTER') throw linkExpired();
  if (registrationOf(portal) !== 'open') throw registrationClosed();
  const contact = await addContact(work, { email: who.email, name: who.name });
  await work.tx.contact.update({ where: { id: contact.id }, data: { passwordHash: who.passwordHash } });
  return contact;
}

async function finish(
  work: Work,
  portal: Portal,
  contact: Person,
  { payload, isFirst }: { payload: LinkPayload; isFirst: boolean },
): Promise<void> {
  await voidLinks(work, [contact.id, contact.email]);
  await work.tx.contactSession.deleteMany({ where: { contactId: contact.id } });
  if (payload.consent)
    await keepConsent(work, { contactId: contact.id, portalId: portal.id }, payload.consent);
  if (!isFirst) {
    await queueMail(work, {
      key: `mail:password-changed:${contact.id}:${work.core.ids.secret()}`,
      queueKey: `mail:contact:${contact.id}`,
      payload: { template: 'passwordChanged', portalId: portal.id, contactId: contact.id },
    });
  }
  await recordEvent(
    { ...work, actor: `contact:${contact.id}` },
    { action: isFirst ? 'contact.login-made' : 'contact.password-changed', target: `contact:${contact.id}` },
  );
}
