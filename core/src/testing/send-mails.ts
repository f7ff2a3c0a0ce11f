/** Sends what waits in the outbox as the sample desk does, and finds the links in it. */
import { mailDelivery } from '../mail/mail-delivery.ts';
import type { World } from './world.ts';

export interface SentMail {
  to: string;
  subject: string;
  text: string;
  /** The path of the first link of the desk in it, without the host. */
  link: string;
}

/** Delivers every waiting mail once and answers those that were really made, oldest first. */
export async function sendMails(world: World): Promise<SentMail[]> {
  const delivery = mailDelivery({ ...world.core, isSampleDesk: true });
  const items = await world.core.db.read.outboxItem.findMany({
    where: { kind: 'EMAIL', state: { in: ['PENDING', 'PARKED'] } },
    orderBy: { seq: 'asc' },
  });
  const sent: SentMail[] = [];
  for (const { seq, id, payload, createdAt } of items) {
    const outcome = await delivery.send({
      seq,
      id,
      kind: 'EMAIL',
      payload,
      attempt: 1,
      firstTriedAt: createdAt,
    });
    await world.inTransaction(async ({ tx }) => {
      await tx.outboxItem.update({ where: { seq }, data: { state: 'DONE' } });
    });
    if (outcome.state !== 'done') throw new Error(`A mail was not sent: ${outcome.reason}`);
    const mail = outcome.result as { to?: { address: string }; subject: string; text: string };
    if (!mail.to) continue;
    const link = new RegExp(`${world.core.config.publicUrl}(/\\S+)`).exec(mail.text)?.[1] ?? '';
    sent.push({ to: mail.to.address, subject: mail.subject, text: mail.text, link });
  }
  return sent;
}
