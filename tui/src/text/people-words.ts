/** People by name and address, in a sentence. */
import type { MergeEffect } from '@postern/core/client';
import { displayText } from '@postern/core/words';

/** Who gains, who loses, and who was not asked. */
export function sightWords({
  gains,
  loses,
  unasked,
}: Pick<MergeEffect, 'gains' | 'loses' | 'unasked'>): string[] {
  return [
    gains.length > 0
      ? `${named(gains)} will read more than now.`
      : 'Nobody will read anything that they do not read now.',
    loses.length > 0 ? `${named(loses)} will lose sight of it.` : 'Nobody loses sight.',
    ...(unasked > 0 ? [`${unasked} more see it through their organization and were not asked.`] : []),
  ];
}

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
