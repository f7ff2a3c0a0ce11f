/** The mails that a stranger can set off by typing an address: always written down, and never many. */
import type { Core, Work } from '../context.ts';
import type { MailPayload } from '../outbox/mail-payload.ts';
import { queueMail } from '../outbox/queue-mail.ts';
import { isLoopback, networkOf } from './guessing.ts';
import { createTryLimit, type TryLimit, tooManyTries } from './try-limit.ts';

const hourMs = 3_600_000;
const what = 'requests for a mail';

/** To one address in an hour, whoever asked and wherever. */
export const mostMailsAnHour = 3;

const kept = new WeakMap<Core, TryLimit>();

/** Counts one request from a network address. Throws `TOO_MANY_TRIES` after twenty within an hour. */
export function countRequest(core: Core, address: string | null): void {
  const network = address && networkOf(address);
  // Behind a proxy on this machine everybody comes from here: one person would shut everybody out.
  if (!network || isLoopback(network)) return;
  const limit = kept.get(core) ?? createTryLimit(core.clock, { most: 20, withinMs: hourMs, what });
  kept.set(core, limit);
  limit.require(network);
  limit.count(network);
}

/**
 * Writes one mail down, with the same work for every address, known or not: what is told, and whether anything, is
 * decided when it is due. Throws `TOO_MANY_TRIES` after a few to one address within an hour, alike for all.
 */
export async function queueEntryMail(
  work: Work,
  payload: Extract<MailPayload, { template: 'register' | 'reset' }>,
): Promise<void> {
  const queueKey = `mail:entry:${payload.email}`;
  // Counted in the database, so that neither a restart nor a second process forgets.
  const recent = await work.tx.outboxItem.findMany({
    where: { queueKey, createdAt: { gt: new Date(work.now.getTime() - hourMs) } },
    orderBy: { seq: 'desc' },
    take: mostMailsAnHour,
    select: { createdAt: true },
  });
  const oldest = recent[mostMailsAnHour - 1];
  if (oldest) throw tooManyTries(what, oldest.createdAt.getTime() + hourMs - work.now.getTime());
  const key = `mail:${payload.template}:${payload.email}:${work.core.ids.secret()}`;
  await queueMail(work, { key, queueKey, payload });
}
