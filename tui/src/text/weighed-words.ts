/** What is asked before customers notice something: what is to be done, and who would read more or less. */
import type { ContactsEffect } from '@postern/core/client';
import { displayText, named } from '@postern/core/words';

/** `what` names the ticket, or how many they are. */
export function binQuestion(what: string, to: 'in' | 'out', isMany: boolean): string {
  const it = isMany ? 'them' : 'it';
  return to === 'in'
    ? `Put ${what} into the bin? Customers lose sight of ${it} at once.`
    : `Take ${what} out of the bin? Customers see ${it} again at once, as far as the portal shows ${it}.`;
}

/** Of a merge that is done again, or taken back where `into` is `apart`. */
export function mergeQuestion(number: number, into: string): string {
  return into === 'apart'
    ? `Part #${number} from its ticket again? Whoever sees only one of the two reads only that one then.`
    : `Merge #${number} into #${into} again? Whoever sees #${into} reads both then.`;
}

/** Of one address that comes onto a ticket, or goes. */
export function contactQuestion(
  { ticket, gains, loses, created }: ContactsEffect,
  email: string,
  to: 'on' | 'off',
): string {
  return [
    `${to === 'on' ? 'Put' : 'Take'} ${displayText(email)} ${to} #${ticket.number}?`,
    ...(created.length > 0
      ? ['The desk does not know this address yet; whoever has it reads the ticket once they have a login.']
      : []),
    ...(gains.length > 0 ? [`${named(gains)} will read all that the portal shows of it.`] : []),
    ...(loses.length > 0 ? [`${named(loses)} will lose sight of it.`] : []),
    ...(gains.length + loses.length + created.length === 0 ? ['Nobody gains or loses sight.'] : []),
  ].join(' ');
}
