/** People by name and address, in a sentence. */
import type { MergeEffect } from '@postern/core/client';
import { displayText } from '@postern/core/words';

const mostNamed = 5;

/** The first of them, and how many more there are. */
export function named(people: MergeEffect['gains']): string {
  const shown = people
    .slice(0, mostNamed)
    .map(({ name, email }) =>
      name === email ? displayText(email) : `${displayText(name)} <${displayText(email)}>`,
    );
  const more = people.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
