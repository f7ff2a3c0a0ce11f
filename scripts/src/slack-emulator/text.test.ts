/** Timestamps, escaping and typed text: small rules that everything else leans on. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalized, splitText } from './content.ts';
import { isTs, nextTs, tsMicros } from './ids.ts';
import { notifiedBy } from './notifications.ts';
import { sampleSeed } from './seed.ts';
import { escapeText, typedMessage } from './typed-text.ts';

const { people, channels } = sampleSeed();

test('timestamps have six decimals and always rise, whatever the clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2e12 }), { minLength: 1 }), (moments) => {
      let last: string | null = null;
      for (const moment of moments) {
        const ts: string = nextTs(moment, last);
        expect(ts).toMatch(/^\d+\.\d{6}$/);
        expect(isTs(ts)).toBe(true);
        if (last !== null) expect(tsMicros(ts)).toBeGreaterThan(tsMicros(last));
        last = ts;
      }
    }),
  );
});

test('typed text keeps every character and rings nobody unless a name was typed', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/[@#`]|https?:/.test(text)),
      (typed) => {
        const { text, blocks } = typedMessage(typed, { people, channels });
        expect(text).toBe(escapeText(typed));
        expect(notifiedBy(text, blocks)).toEqual([]);
      },
    ),
  );
});

test('typed names become mentions, typed markup does not', () => {
  const typed = typedMessage(
    '@bo and @nobody in #support: <!channel> <@U0KIMPARK> `a<b` https://a.example/?x=1&y=2',
    {
      people,
      channels,
    },
  );
  expect(typed.text).toBe(
    '<@U0BOLINDQV> and @nobody in <#C0SUPPORT|support>: &lt;!channel&gt; &lt;@U0KIMPARK&gt; `a&lt;b` <https://a.example/?x=1&amp;y=2>',
  );
  expect(notifiedBy(typed.text, typed.blocks)).toEqual(['U0BOLINDQV']);
});

test('posted text is escaped except for real markup, and escaping twice changes nothing', () => {
  expect(normalized('a < b & c > d <@U1> <https://x.example|x> &lt; <b>')).toBe(
    'a &lt; b &amp; c &gt; d <@U1> <https://x.example|x> &lt; &lt;b&gt;',
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(normalized(normalized(text))).toBe(normalized(text));
    }),
  );
});

test('a split text loses nothing but the space it was split at', () => {
  const words = Array.from({ length: 3000 }, (_, n) => `word${n}`).join(' ');
  const pieces = splitText(words);
  expect(pieces.every((piece) => piece.length <= 4000)).toBe(true);
  expect(pieces.join(' ')).toBe(words);
  expect(splitText('x'.repeat(4000))).toHaveLength(1);
});
