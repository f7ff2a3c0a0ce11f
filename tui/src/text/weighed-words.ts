/** What is asked before customers notice something: what is to be done, and who would read more or less. */
import type { ContactsEffect, Outputs } from '@postern/core/client';
import { displayText } from '@postern/core/words';
import { contactsWords } from './contacts-words.ts';
import { sightWords } from './people-words.ts';

/** What becomes of replies that wait on these tickets when nothing can leave there any more; empty where none waits. */
export function stopsWords(
  held: readonly { state: string; ticketId: string; to: string }[],
  ticketIds: readonly string[],
): string {
  const waiting = held.filter(({ state, ticketId }) => state === 'held' && ticketIds.includes(ticketId));
  const [first] = waiting;
  if (!first) return '';
  return waiting.length === 1
    ? `The reply to ${first.to} still waits and does not leave then.`
    : `${waiting.length} replies still wait and do not leave then.`;
}

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

/** Of one address that comes onto a ticket, or goes. Who loses stands first, where no screen is too small for it. */
export function contactQuestion(effect: ContactsEffect, email: string, to: 'on' | 'off'): string {
  const [gains = '', loses = '', ...created] = contactsWords(effect);
  const what = `${to === 'on' ? 'Put' : 'Take'} ${displayText(email)} ${to} #${effect.ticket.number}?`;
  return [what, loses, gains, ...created].join(' ');
}

/** Of a message that becomes a ticket with all after it. */
export function splitQuestion(effect: Outputs['tickets']['splitEffect']): string {
  const [gains = '', loses = '', ...unasked] = sightWords(effect);
  const count = effect.messages === 1 ? 'one message' : `${effect.messages} messages`;
  return [`Split ${count} off #${effect.ticket.number}? Notes stay.`, loses, gains, ...unasked].join(' ');
}
