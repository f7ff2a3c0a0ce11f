/** That somebody accepted a notice: its exact wording, and when. */
import type { Work } from '../context.ts';
import type { AcceptedWording } from '../outbox/mail-payload.ts';
import { wordingHash } from '../visibility/consent.ts';

/** Adds it to what was accepted before; nothing of that is changed. */
export async function keepConsent(
  work: Work,
  who: { contactId: string; portalId: string },
  { text, label, at }: AcceptedWording,
): Promise<void> {
  await work.tx.consent.create({
    data: {
      ...who,
      id: work.core.ids.next('consent'),
      text,
      label,
      wordingHash: wordingHash({ text, label }),
      at: new Date(at),
    },
  });
}
