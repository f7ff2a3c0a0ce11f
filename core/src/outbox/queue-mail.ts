/** A mail, written down to be sent. */
import type { Work } from '../context.ts';
import { enqueue } from './enqueue.ts';
import { type MailPayload, noMailServer } from './mail-payload.ts';

/**
 * Adds a mail unless its key is there already; answers whether it was added. A desk that can neither send nor keep
 * mails parks it at once, so that it costs no second transaction.
 */
export function queueMail(
  work: Work,
  mail: { key: string; queueKey: string; payload: MailPayload },
): Promise<boolean> {
  const { config, isSampleDesk } = work.core;
  const parkedBecause = config.mail || isSampleDesk ? undefined : noMailServer;
  return enqueue(work, { ...mail, kind: 'EMAIL', parkedBecause });
}
