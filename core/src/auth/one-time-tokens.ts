/** One-time tokens behind the links in mails: only their hashes are stored, each works once, and ends by itself. */
import type { Prisma } from '@postern/prisma';
import { z } from 'zod';
import type { Core, Queries, Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { hashSecret } from '../ids.ts';
import { acceptedWording } from '../outbox/mail-payload.ts';

const hourMs = 3_600_000;

/** What a link in a mail is for, and how long it can be used. */
export const linkLifeMs = { REGISTER: 24 * hourMs, INVITE: 30 * 24 * hourMs, RESET: hourMs } as const;

export type LinkPurpose = keyof typeof linkLifeMs;

const linkPayload = z.strictObject({
  portalId: z.string(),
  /** The address that the mail went to: following the link proves that it is read there, and nothing else. */
  email: z.string(),
  /** As typed at the registration. */
  name: z.string().nullable(),
  consent: acceptedWording.nullable(),
});

export type LinkPayload = z.infer<typeof linkPayload>;

/** Makes a token and answers the secret, which is in no table. */
export async function mintLink(
  work: Work,
  link: { purpose: LinkPurpose; subject: string; payload: LinkPayload },
): Promise<string> {
  const secret = work.core.ids.secret();
  await work.tx.oneTimeToken.create({
    data: {
      idHash: hashSecret(secret),
      purpose: link.purpose,
      subject: link.subject,
      payload: link.payload as Prisma.InputJsonObject,
      expiresAt: new Date(work.now.getTime() + linkLifeMs[link.purpose]),
    },
  });
  return secret;
}

/** What the token says, without using it up: link scanners look too. Null for a used, expired, foreign or unknown one. */
export async function readLink(
  queries: Queries,
  link: { purpose: LinkPurpose; secret: string; portalId: string },
  now: Date,
): Promise<LinkPayload | null> {
  const row = await queries.oneTimeToken.findFirst({
    where: {
      idHash: hashSecret(link.secret),
      purpose: link.purpose,
      usedAt: null,
      expiresAt: { gt: now },
    },
    select: { payload: true },
  });
  const { data } = linkPayload.safeParse(row?.payload);
  return data?.portalId === link.portalId ? data : null;
}

/** Uses the token up, in the transaction of what it allows. Throws `LINK_EXPIRED` when somebody was quicker. */
export async function useLink(
  work: Work,
  link: { purpose: LinkPurpose; secret: string; portalId: string },
): Promise<LinkPayload> {
  const payload = await readLink(work.tx, link, work.now);
  const { count } = await work.tx.oneTimeToken.updateMany({
    where: { idHash: hashSecret(link.secret), usedAt: null },
    data: { usedAt: work.now },
  });
  if (!payload || count !== 1) throw linkExpired();
  return payload;
}

/** Ends every unused link of these subjects: once a password is set, older mails must not set another. */
export async function voidLinks(work: Work, subjects: string[]): Promise<void> {
  await work.tx.oneTimeToken.updateMany({
    where: { subject: { in: subjects }, purpose: { in: Object.keys(linkLifeMs) }, usedAt: null },
    data: { usedAt: work.now },
  });
}

/** Forgets tokens that can be used no more; to whoever holds one it makes no difference. */
export async function deleteExpiredLinks(core: Core): Promise<void> {
  const where = { expiresAt: { lt: core.clock.now() } };
  // Asked by the reader first: a desk at rest must not write every minute.
  if ((await core.db.read.oneTimeToken.findFirst({ where, select: { idHash: true } })) === null) return;
  await core.db.inTransaction((tx) => tx.oneTimeToken.deleteMany({ where }));
}

/** The refusal of a link that cannot be used, whatever the reason. */
export function linkExpired(): PosternError {
  return new PosternError('LINK_EXPIRED', 'This link was used already or has expired.', {
    hint: 'Ask for a new one on the sign-in page.',
  });
}
