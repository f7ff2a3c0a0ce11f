/** What the keys of the outbox do to the row under the cursor. */
import type { Inbox } from '../../store/inbox.ts';

export function outboxCommands({ outbox }: Inbox) {
  return {
    'outbox.openTicket': () => outbox.openTicket(),
    'outbox.takeBack': () => outbox.takeBack(),
    'outbox.send': () => outbox.send(),
    'outbox.confirm': () => outbox.confirm(),
    'outbox.discard': () => outbox.askDiscard(),
  };
}
