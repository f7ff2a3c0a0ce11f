/** The first step: whoever is to be erased is out at once, and no mail to them leaves any more. */
import { Prisma } from '@postern/prisma';
import type { Queries, Work } from '../context.ts';
import { erasedAddress } from './erased-words.ts';
import { holdsAny, inSlices, type Person } from './person.ts';

export interface ClosedDoor {
  sessions: number;
  /** Contents of files that they had chosen and not sent. */
  files: string[];
}

/**
 * The mails to them that there are, by seq, those first that may still leave: found before the transaction, as every
 * mail is looked at.
 */
export async function mailsTo(queries: Queries, person: Person): Promise<number[]> {
  const rows = await inSlices(
    queries,
    'OutboxItem',
    (slice) =>
      queries.$queryRaw<{ seq: bigint | number; state: string; payload: string }[]>`
        SELECT o."seq", o."state", CAST(o."payload" AS TEXT) AS "payload" FROM "OutboxItem" o
        WHERE o."kind" = 'EMAIL' AND ${holdsAny(Prisma.sql`o."payload"`, [person.contactId, ...person.addresses])}
          AND ${slice(Prisma.sql`o."seq"`)}`,
  );
  const theirs = rows.filter(({ payload }) => isFor(person, payload));
  const left = (state: string) => (state === 'DONE' ? 1 : 0);
  return theirs.sort((a, b) => left(a.state) - left(b.state)).map(({ seq }) => Number(seq));
}

/** Whether a payload names them. Their address is also part of longer ones: van@acme.example of ivan@acme.example. */
function isFor({ contactId, addresses }: Person, payload: string): boolean {
  const { contactId: id, email } = JSON.parse(payload) as { contactId?: unknown; email?: unknown };
  return id === contactId || (typeof email === 'string' && isOneOf(addresses, email));
}

function isOneOf(addresses: readonly string[], text: string): boolean {
  return addresses.some((address) => address.toLowerCase() === text.toLowerCase());
}

/** With the first of the mails; of many the rest follows in transactions of its own. */
export async function closeDoor(work: Work, person: Person, mails: readonly number[]): Promise<ClosedDoor> {
  const { tx } = work;
  const { contactId } = person;
  const ofContact = { where: { contactId } };
  await tx.contact.update({ where: { id: contactId }, data: { passwordHash: null, blockedAt: work.now } });
  const sessions = await tx.contactSession.deleteMany(ofContact);
  await tx.previewSession.deleteMany(ofContact);
  await tx.contactListMember.deleteMany(ofContact);
  await tx.invitation.deleteMany(ofContact);
  const uploads = await tx.upload.findMany({ ...ofContact, select: { sha256: true } });
  await tx.upload.deleteMany(ofContact);
  await forgetLinks(work, person);
  await forgetMails(work, person, mails);
  return { sessions: sessions.count, files: uploads.map(({ sha256 }) => sha256) };
}

export async function forgetMails(work: Work, person: Person, mails: readonly number[]): Promise<void> {
  for (const seq of mails) await forgetMail(work, person, seq);
}

/** The links of mails to them. */
async function forgetLinks({ tx }: Work, person: Person): Promise<void> {
  const { contactId, addresses } = person;
  const rows = await tx.$queryRaw<{ idHash: string; subject: string; payload: string | null }[]>`
    SELECT "idHash", "subject", CAST("payload" AS TEXT) AS "payload" FROM "OneTimeToken"
    WHERE "subject" = ${contactId}
      OR ${holdsAny(Prisma.sql`"subject"`, addresses)} OR ${holdsAny(Prisma.sql`"payload"`, addresses)}`;
  const theirs = rows.filter(
    ({ subject, payload }) =>
      subject === contactId || isOneOf(addresses, subject) || isFor(person, payload ?? '{}'),
  );
  for (const { idHash } of theirs) await tx.oneTimeToken.delete({ where: { idHash } });
}

/** A mail under way may still arrive; what becomes of it is not written down any more. */
async function forgetMail(work: Work, { contactId, scrub }: Person, seq: number): Promise<void> {
  const row = await work.tx.outboxItem.findUniqueOrThrow({ where: { seq } });
  const payload = row.payload as Prisma.InputJsonObject;
  const typed = typeof payload.email === 'string';
  await work.tx.outboxItem.update({
    where: { seq },
    data: {
      key: scrub.addresses(row.key),
      queueKey: scrub.addresses(row.queueKey),
      // What somebody typed at the portal's door is theirs; the rest are ids.
      ...(typed && {
        payload: { ...payload, email: erasedAddress(contactId), ...(payload.name ? { name: '' } : {}) },
      }),
      result: Prisma.DbNull,
      lastError: null,
      ...(row.state !== 'DONE' && { state: 'CANCELLED', leaseOwner: null, leaseUntil: null }),
    },
  });
}
