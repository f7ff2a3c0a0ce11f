/** Which lines of a message are quoted. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldParts } from './fold.ts';

const folded = (text: string) =>
  foldParts(text).map(({ isQuoted, lines }) => (isQuoted ? `[${lines.length}]` : lines.join('\n')));

describe('quotes', () => {
  test.each<[string, string, string[]]>([
    ['none', 'Hi\nthere', ['Hi\nthere']],
    ['below', 'Yes.\n\n> Does it work?\n> Maria', ['Yes.\n', '[2]']],
    ['between', '> One?\n> Two?\nNo.\n> Three?\n> Four?\nYes.', ['[2]', 'No.', '[2]', 'Yes.']],
    ['with a blank line inside', 'Yes.\n> a\n\n> b', ['Yes.', '[3]']],
    ['with who wrote', 'Yes.\n\nOn 3 Nov 2026, Ada <a@b.example> wrote:\n> Ready?\n> Ada', ['Yes.\n', '[3]']],
    ['in German, after a blank line', 'Ja.\nAm 3.11.2026 schrieb Ada:\n\n> Fertig?', ['Ja.', '[3]']],
    ['of an older kind, to the end', 'Yes.\n-----Original Message-----\nFrom: Ada\nHello', ['Yes.', '[3]']],
    ['that are all there is', '> only\n> this', ['> only\n> this']],
    ['and no quotes: an arrow, a comparison', 'a -> b\n5 > 3\n    > code', ['a -> b\n5 > 3\n    > code']],
    ['a sentence that ends with a colon is said', 'See these:\n> x\n> y', ['See these:', '[2]']],
  ])('%s', (_name, text, parts) => {
    expect(folded(text)).toEqual(parts);
  });

  test('whatever was written, nothing of it is lost, and something of it is always shown', () => {
    const line = fc.constantFrom(
      'Hi',
      '',
      '> a',
      '>> b',
      'On 3 Nov Ada wrote:',
      '--Original Message--',
      ' > c',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n');
        const parts = foldParts(text);
        expect(parts.flatMap((part) => part.lines).join('\n')).toBe(text);
        expect(parts.some(({ isQuoted }) => !isQuoted)).toBe(true);
        for (const [index, part] of parts.entries())
          expect(part.isQuoted).not.toBe(parts[index + 1]?.isQuoted);
      }),
    );
  });
});
