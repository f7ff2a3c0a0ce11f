/** What became of a reply's mail, in the words of every page that tells it. */
import type { Delivery } from '@postern/core/client';

/** Before "to Maria López". */
export const deliveryWords: Record<Delivery['state'], string> = {
  waiting: 'waits to leave',
  sending: 'is leaving',
  unclear: 'may have left: the answer was lost',
  sent: 'mailed',
  skipped: 'no mail',
  parked: 'waits',
  failed: 'mail failed',
  cancelled: 'mail cancelled',
};

/** `mail failed to Maria López: 550 No such mailbox`, `mailed to Maria López and Ivan Petrov, 10:31`. */
export function deliveryText({
  to,
  state,
  at,
  reason,
}: {
  to: readonly string[];
  state: Delivery['state'];
  /** The moment in words. */
  at: string;
  reason: string | null;
}): string {
  const when = state === 'sent' ? `, ${at}` : '';
  return `${deliveryWords[state]} to ${people(to)}${when}${reason ? `: ${reason}` : ''}`;
}

const mostNamed = 3;

function people(names: readonly string[]): string {
  if (names.length > mostNamed) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '');
}
