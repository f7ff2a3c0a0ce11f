/** What no text from outside may do to a screen, tried with chosen attacks and with any string at all. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayText } from './display-text.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 100 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          '\x1b',
          '\x1b[',
          '\x9b',
          '\x9d',
          '0;title',
          '\x07',
          '\x1b\\',
          '\x90',
          '\n',
          '\r',
          '\t',
          '\x7f',
          'm',
          '31',
        ],
        ...['\u202e', '\u2066', '\u200b', '\u200d', '\u{e0041}', '\u0301', '\u0301\u0301\u0301\u0301\u0301'],
        ...['a', '漢', '👨‍👩‍👧', 'é', '\ud83d', '\u2028', '\u0085', '␛', '…', ' '],
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);
const anyOptions = fc.record(
  { multiline: fc.boolean(), maxLength: fc.integer({ min: 0, max: 80 }) },
  { requiredKeys: [] },
);

const STARTS_A_SEQUENCE = /(?![\n\t])\p{Cc}/u;
const HIDES_OR_REORDERS = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/u;

describe('for every string', () => {
  test('the result has no character that can start a sequence, hide or reorder text', () => {
    fc.assert(
      fc.property(anyText, anyOptions, (text, options) => {
        const shown = displayText(text, options);
        expect(shown).not.toMatch(STARTS_A_SEQUENCE);
        expect(shown).not.toMatch(HIDES_OR_REORDERS);
        expect(shown.isWellFormed()).toBe(true);
        expect(shown).not.toMatch(/\p{M}{5}/u);
      }),
      { numRuns: 2_000 },
    );
  });

  test('showing it twice is the same as showing it once', () => {
    fc.assert(
      fc.property(anyText, anyOptions, (text, options) => {
        const once = displayText(text, options);
        expect(displayText(once, options)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });

  test('one line stays one line, and no result is longer than asked', () => {
    fc.assert(
      fc.property(anyText, anyOptions, (text, options) => {
        const shown = displayText(text, options);
        if (!options.multiline) expect(shown).not.toMatch(/[\n\t\r]/);
        if (options.maxLength !== undefined) expect([...shown].length).toBeLessThanOrEqual(options.maxLength);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('attacks are shown as text', () => {
  test.each([
    ['a colour', '\x1b[31mred', '␛[31mred'],
    ['a window title', '\x1b]0;owned\x07 hello', '␛]0;owned hello'],
    ['a clipboard write that never ends', '\x1b]52;c;aGk=', '␛]52;c;aGk='],
    ['a C1-encoded sequence', '\x9b2Jgone', '␛[2Jgone'],
    ['a C1-encoded string', '\x9d8;;http://x\x9clink', '␛]8;;http://xlink'],
    ['a DCS string', '\x1bP1$r0m\x1b\\x', '␛P1$r0m␛\\x'],
    ['an override of the reading direction', 'invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['isolates and marks', '\u2066a\u2069\u200fb\u061c', 'ab'],
    ['a hidden word in tag characters', 'hi\u{e0068}\u{e0069}', 'hi'],
    ['a zero-width space', 'pass\u200bword', 'password'],
    ['a bell and a delete', 'a\x07\x7f\x08b', 'ab'],
  ])('%s', (_name, text, shown) => {
    expect(displayText(text)).toBe(shown);
  });

  test('a pile of combining marks is cut to four', () => {
    expect(displayText(`a${'\u0301'.repeat(300)}b`)).toBe(`a${'\u0301'.repeat(4)}b`);
  });

  test('a mark without a base does not climb onto the frame before it', () => {
    expect(displayText('\u0301x')).toBe('◌\u0301x');
  });
});

describe('lines', () => {
  test('several lines keep their breaks and tabs, whatever the sender used as a break', () => {
    expect(displayText('a\r\nb\rc\u2028d\u0085e\tf', { multiline: true })).toBe('a\nb\nc\nd\ne\tf');
  });

  test('a subject with breaks becomes one line', () => {
    expect(displayText('one\r\n\r\n\ttwo')).toBe('one two');
  });
});

describe('length', () => {
  test('a long subject ends in an ellipsis and is never cut inside a character', () => {
    expect(displayText('😀'.repeat(5), { maxLength: 3 })).toBe('😀😀…');
    expect([...displayText('x'.repeat(5_000))].length).toBe(1_000);
  });

  test('text pushed out of reach by invisible padding still leaves a sign', () => {
    expect(displayText(`${'\u200b'.repeat(200_000)}hello`)).toBe('…');
  });

  test('a megabyte of escapes is quick', () => {
    const started = process.cpuUsage();
    expect([...displayText('\x1b'.repeat(1_048_576), { multiline: true })].length).toBe(200_000);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(1_000);
  });

  test('ordinary text in any script is left as it is', () => {
    for (const text of [
      'Cannot sign in',
      'ログインできません',
      'שלום עולם',
      'مرحبا',
      'Привет',
      'नमस्ते',
      '👍 done',
    ]) {
      expect(displayText(text)).toBe(text);
    }
  });
});
