/** What a merge does to who sees what, in sentences: the same in a terminal and in Slack. */
import { displayText } from '../display-text.ts';
import type { MergeEffect } from './merge-effect.ts';

const mostNamed = 5;

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

/** People by name and address: the first of them, and how many more there are. */
export function named(people: MergeEffect['gains']): string {
  const shown = people
    .slice(0, mostNamed)
    .map(({ name, email }) =>
      name === email ? displayText(email) : `${displayText(name)} <${displayText(email)}>`,
    );
  const more = people.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
