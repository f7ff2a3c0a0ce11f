/** Who reads more and who reads less after an act, in sentences. */
import type { MergeEffect } from '@postern/core/client';
import { named } from '@postern/core/words';

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
