/** Which lines of a mail count as quoted. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quotedParts } from './quoted-text.ts';

const shown = (text: string) =>
  quotedParts(text)
    .map((part) => (part.isQuote ? `[${part.text}]` : part.text))
    .join('|');

test.each([
  ['It works.\n\n> Try again.\n> Ada', 'It works.\n|[> Try again.\n> Ada]'],
  [
    'Thanks.\n\nOn Tue, 3 Nov 2026 at 09:14, Ada <ada@x.example> wrote:\n> Try again.\n\nMaria',
    'Thanks.\n|[On Tue, 3 Nov 2026 at 09:14, Ada <ada@x.example> wrote:\n> Try again.]|\nMaria',
  ],
  [
    'Ja.\nAm 3.11.2026 schrieb Ada:\n\n> Noch einmal?\n',
    'Ja.|[Am 3.11.2026 schrieb Ada:\n\n> Noch einmal?\n]',
  ],
  [
    'Yes.\nOn Tue, 3 Nov 2026 at 09:14, Ada\n<ada@x.example> wrote:\n> Try.',
    'Yes.|[On Tue, 3 Nov 2026 at 09:14, Ada\n<ada@x.example> wrote:\n> Try.]',
  ],
  // Answers between quotations are what the writer said.
  [
    '> Which one?\nThe left one.\n> Since when?\nMonday.',
    '> Which one?\nThe left one.\n> Since when?\nMonday.',
  ],
  ['> Only a quotation.', '> Only a quotation.'],
  ['a > b, and that is all: yes', 'a > b, and that is all: yes'],
  ['', ''],
])('%j', (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test('nothing of a text is lost, and a hundred thousand lines are no burden', () => {
  const line = fc.constantFrom('> a', '>', '', ' ', 'b', 'On 1 May Ada wrote:', '<a@b> wrote:', 'On it:');
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const text = lines.join('\n');
      expect(
        quotedParts(text)
          .map((part) => part.text)
          .join('\n'),
      ).toBe(text);
    }),
  );
  const begin = performance.now();
  quotedParts('On it:\n> a\n'.repeat(33_000));
  quotedParts(`On ${'a '.repeat(50_000)}`.repeat(2));
  expect(performance.now() - begin).toBeLessThan(1_000);
});
