/** Which parts of a text become links, tried with chosen sentences and with any text at all. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkedText } from './linked-text.ts';

const links = (text: string) => linkedText(text).flatMap((piece) => ('href' in piece ? [piece.href] : []));

test.each([
  ['See https://a.example/x?y=1&z=2#f.', ['https://a.example/x?y=1&z=2#f']],
  [
    '(https://a.example/wiki_(page)) and HTTP://B.EXAMPLE!',
    ['https://a.example/wiki_(page)', 'HTTP://B.EXAMPLE'],
  ],
  ['<https://a.example> "https://b.example"', ['https://a.example', 'https://b.example']],
  ['javascript:alert(1) data:text/html,x ftp://a.example mailto:a@b.example', []],
  ['https:// http://? https://:80 http://[', []],
  ['www.a.example is not one, nor is a.example', []],
])('%s', (text, expected) => {
  expect(links(text)).toEqual(expected);
});

test('the pieces put together are the text, and every link is http or https', () => {
  const part = fc.oneof(
    fc.constantFrom(
      'https://',
      'http://',
      'javascript:',
      'a.example',
      '/',
      ')',
      '(',
      '].',
      '"',
      '<',
      '\n',
      '@',
    ),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
      const text = parts.join('');
      const pieces = linkedText(text);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      for (const piece of pieces)
        if ('href' in piece) expect(new URL(piece.href).protocol).toMatch(/^https?:$/);
    }),
    { numRuns: 2_000 },
  );
});

test('a hundred thousand brackets take no time', () => {
  const began = performance.now();
  links(
    `https://a.example/${')'.repeat(100_000)} https://a.example/${'('.repeat(50_000)}${').'.repeat(50_000)}`,
  );
  expect(performance.now() - began).toBeLessThan(500);
});
