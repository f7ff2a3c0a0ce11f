/** What a merge does to who sees what, in sentences: the same in a question of a command and of the inbox. */
import type { MergeEffect } from '@postern/core/client';
import { displayText } from '@postern/core/words';
import { named } from './people-words.ts';

/** First what is done, then who gains, who loses, and who was not asked. */
export function mergeWords({ ticket, into, gains, loses, unasked }: MergeEffect): string[] {
  const end = `#${into.number}`;
  return [
    `#${ticket.number} (${displayText(ticket.subject)}) goes into ${end} (${displayText(into.subject)}); both numbers lead to ${end}.`,
    gains.length > 0
      ? `${named(gains)} will read more than now.`
      : 'Nobody will read anything that they do not read now.',
    loses.length > 0
      ? `${named(loses)} will lose sight of it: the portal does not show them ${end}.`
      : 'Nobody loses sight.',
    ...(unasked > 0
      ? [`${unasked} more see one of them through their organization and were not asked.`]
      : []),
  ];
}

/** The same in a few words: `loses sight: Chen Wei`, `will read more: Chen Wei`. */
export function mergeShort({ gains, loses, unasked }: MergeEffect): string {
  const names = (people: MergeEffect['gains']) => people.map(({ name }) => displayText(name)).join(', ');
  const parts = [
    ...(loses.length > 0 ? [`${loses.length === 1 ? 'loses' : 'lose'} sight: ${names(loses)}`] : []),
    ...(gains.length > 0 ? [`will read more: ${names(gains)}`] : []),
    ...(unasked > 0 ? [`${unasked} more were not asked`] : []),
  ];
  return parts.length > 0 ? parts.join('; ') : 'nobody gains or loses sight';
}
