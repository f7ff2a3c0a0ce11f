/** Widths, cutting and wrapping: every line the screen gets is exactly as wide as its place. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { createBoundedCache } from './bounded-cache.ts';
import { fit, fitEnds, truncate } from './fit.ts';
import { graphemes, simpleWidth, terminalSafe } from './graphemes.ts';
import { textWidth } from './width.ts';
import { wrap, wrapSpans, wrapToBlock } from './wrap.ts';

const piece = fc.constantFrom(
  ...[
    'a',
    'Zebra',
    ' ',
    '  ',
    '-',
    'x-ray',
    '.',
    '漢字',
    'ログイン',
    '、',
    '（',
    '한국어',
    'ｶﾞ',
    '\t',
    '\u1100',
    '\u1161',
  ],
  ...[
    '👨‍👩‍👧',
    '🇩🇪',
    '🇩',
    '👍🏽',
    '\u{1f3fd}',
    '1️⃣',
    '❤️',
    '😀',
    '🏴\u{e0067}\u{e007f}',
    '🏳️‍🌈',
    '©',
    '\u200d',
    '\u200b',
  ],
  ...[
    'שלום',
    'مرحبا',
    'नमस्ते',
    'क्ष',
    '\u0301',
    'e\u0301',
    '\u0600',
    '\u0d4e',
    '\x1b',
    '\x9b',
    '\r',
    '\x00',
    '\ud83d',
    '\ude00',
  ],
);
const anyLine = fc
  .oneof(
    fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
  )
  .map((line) => line.replaceAll('\n', ' '));
const anyText = fc.array(anyLine, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
const anyWidth = fc.integer({ min: 1, max: 50 });
const runs = { numRuns: 3_000 };

describe('for every string', () => {
  test('the printed text has no control character and the width we computed', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const safe = terminalSafe(line);
        expect(safe).not.toMatch(/\p{Cc}/u);
        expect(stringWidth(safe)).toBe(textWidth(line));
        expect(safe.isWellFormed()).toBe(true);
      }),
      runs,
    );
  });

  test('no printed text has a sequence that terminals measure differently', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const safe = terminalSafe(line);
        expect(safe).not.toMatch(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/u);
        expect(safe).not.toMatch(/[\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}]/u);
        expect(safe).not.toMatch(/[\d#*]\u20e3/u);
      }),
      runs,
    );
  });

  test('a fitted line has exactly the asked width', () => {
    fc.assert(
      fc.property(anyLine, anyWidth, fc.constantFrom('left', 'right', 'center'), (line, width, align) => {
        expect(stringWidth(fit(line, width, align as 'left'))).toBe(width);
      }),
      runs,
    );
  });

  test('a truncated line is never wider and ends in an ellipsis exactly when something was cut', () => {
    fc.assert(
      fc.property(anyLine, anyWidth, (line, width) => {
        const cut = truncate(line, width);
        expect(stringWidth(cut)).toBeLessThanOrEqual(width);
        if (textWidth(line) <= width) expect(cut).toBe(terminalSafe(line));
        else expect(cut.endsWith('…')).toBe(true);
      }),
      runs,
    );
  });

  test('two ends fill exactly the asked width', () => {
    fc.assert(
      fc.property(anyLine, anyLine, anyWidth, (left, right, width) => {
        expect(stringWidth(fitEnds(left, right, width))).toBe(width);
      }),
      runs,
    );
  });

  test('every wrapped row has exactly the asked width, and no text is lost', () => {
    fc.assert(
      fc.property(anyText, anyWidth, (text, width) => {
        for (const row of wrapToBlock(text, width)) expect(stringWidth(row)).toBe(width);
        if (width < 8) return;
        const solid = (value: string) => terminalSafe(value.replaceAll('\n', ' ')).replaceAll(/\s+/g, '');
        const wrapped = wrap(text, width).join('\n');
        if (!/[^\p{L}\p{P}\p{S}\p{Z}]/u.test(text)) expect(solid(wrapped)).toBe(solid(text));
      }),
      runs,
    );
  });

  test('rows cover their line without a gap, and graphemes do too', () => {
    fc.assert(
      fc.property(anyLine, anyWidth, (line, width) => {
        let at = 0;
        for (const row of wrapSpans(line, width)) {
          expect(row.start).toBe(at);
          expect(row.width).toBeLessThanOrEqual(width);
          at = row.end;
        }
        expect(at).toBe(line.length);
        at = 0;
        for (const grapheme of graphemes(line)) {
          expect(grapheme.index).toBe(at);
          at += grapheme.length;
        }
        expect(at).toBe(line.length);
      }),
      runs,
    );
  });
});

describe('what every terminal agrees on', () => {
  test.each([
    ['a flag', '🇩🇪', 'DE'],
    ['a family', '👨‍👩‍👧', '👨'],
    ['a skin tone', '👍🏽', '👍'],
    ['a keycap', '1️⃣', '1'],
    ['an emoji by selector', '❤️', '❤'],
    ['a flag of tags', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴'],
    ['a tab', 'a\tb', 'a    b'],
    ['an escape', '\x1b[2J', '[2J'],
  ])('%s', (_name, text, printed) => {
    expect(terminalSafe(text)).toBe(printed);
  });

  test('the short way to a width gives the same as string-width for every unit it knows', () => {
    for (let unit = 0; unit <= 0xffff; unit += 1) {
      const width = simpleWidth(unit);
      if (width !== 0 && width !== stringWidth(String.fromCharCode(unit))) {
        expect.fail(`U+${unit.toString(16)}: ${width}`);
      }
    }
  });

  test('the short way splits where the segmenter does', () => {
    const segmenter = new Intl.Segmenter();
    const simple = [];
    for (let unit = 0; unit <= 0xffff; unit += 1)
      if (simpleWidth(unit) !== 0) simple.push(String.fromCharCode(unit));
    for (const text of [simple.join(''), simple.toReversed().join('')]) {
      expect([...segmenter.segment(text)].length).toBe(simple.length);
    }
  });
});

describe('cutting and wrapping', () => {
  test('a wide character that would straddle the edge is left out', () => {
    expect(fit('ログインできません', 8)).toBe('ログイ… ');
    expect(fit('漢', 1)).toBe('…');
  });

  test('words stay whole, long ones are broken, breaks are kept', () => {
    expect(wrap('After the redirect the page stays empty.\n\nhttps://example.com/averylongpath', 16)).toEqual(
      ['After the', 'redirect the', 'page stays', 'empty.', '', 'https://example.', 'com/averylongpat', 'h'],
    );
  });

  test('Japanese breaks between characters, but no row begins with a full stop', () => {
    expect(wrap('ログインできません。もう一度', 18)).toEqual(['ログインできませ', 'ん。もう一度']);
  });

  test('indentation of a row is kept', () => {
    expect(wrap('  two spaces', 20)).toEqual(['  two spaces']);
  });

  test('a line of 100,000 characters is cut and wrapped quickly', () => {
    const long = '漢字かな交じり文と ASCII words 混在。'.repeat(4_000);
    const started = process.cpuUsage();
    fit(long, 80);
    expect(wrap(long, 80).length).toBeGreaterThan(1_000);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(500);
  });
});

test('the cache keeps what is in use and forgets the rest', () => {
  const cache = createBoundedCache<number>(10);
  cache.set('kept', 1);
  for (let n = 0; n < 1_000; n += 1) {
    cache.set(`k${n}`, n);
    expect(cache.get('kept')).toBe(1);
    expect(cache.size).toBeLessThanOrEqual(20);
  }
  expect(cache.get('k0')).toBeUndefined();
});
