/** What a change of a ticket's contacts does to who sees it, in sentences. */
import type { ContactsEffect } from '@postern/core/client';
import { displayText, named } from '@postern/core/words';

/** Who gains, who loses, and who is new. */
export function contactsWords({ ticket, gains, loses, created }: ContactsEffect): string[] {
  const what = `#${ticket.number} (${displayText(ticket.subject)})`;
  return [
    gains.length > 0
      ? `${named(gains)} will read all of ${what} that the portal shows, and be mailed its replies.`
      : `Nobody will read anything of ${what} that they do not read now.`,
    loses.length > 0 ? `${named(loses)} will lose sight of it.` : 'Nobody loses sight.',
    ...(created.length > 0
      ? [
          `New: ${created.map((email) => displayText(email)).join(', ')}. They read it once they have a login.`,
        ]
      : []),
  ];
}
