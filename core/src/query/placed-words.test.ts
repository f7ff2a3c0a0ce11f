/** Words and where they stand: the same words that the search compares. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placedWords } from './placed-words.ts';
import { searchWords } from './search-words.ts';

const characters = [
  ...['a', 'B', 'é', 'e\u0301', 'İ', 'ß', 'ﬁ', 'Σ', 'ÖL', '9', '½', '①', 'ｶﾞ', 'か\u3099', '請', '求', 'ー'],
  ...['ส', 'วั', 'ำ', 'ي', 'ش', 'हि', 'न्दी', '한', '\u1112\u1161\u11ab', ' ', '\n', '-', '_', '<', '&', '😀'],
];

test('the words are those of the search, in their order, and each stands where it says', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...characters), { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      const placed = placedWords(text);
      expect(placed.map(({ word }) => word)).toEqual(searchWords(text));
      for (const { word, start, end } of placed) expect(searchWords(text.slice(start, end))).toContain(word);
    }),
    { numRuns: 3_000 },
  );
});
