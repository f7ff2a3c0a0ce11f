/** What a merge does to who sees what, in a few words for a foot line. */
import type { MergeEffect } from '@postern/core/client';
import { displayText } from '@postern/core/words';

/** In a few words: `loses sight: Chen Wei`, `will read more: Chen Wei`. */
export function mergeShort({ gains, loses, unasked }: MergeEffect): string {
  const names = (people: MergeEffect['gains']) => people.map(({ name }) => displayText(name)).join(', ');
  const parts = [
    ...(loses.length > 0 ? [`${loses.length === 1 ? 'loses' : 'lose'} sight: ${names(loses)}`] : []),
    ...(gains.length > 0 ? [`will read more: ${names(gains)}`] : []),
    ...(unasked > 0 ? [`${unasked} more were not asked`] : []),
  ];
  return parts.length > 0 ? parts.join('; ') : 'nobody gains or loses sight';
}
