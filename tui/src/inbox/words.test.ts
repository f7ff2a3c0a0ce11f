/** Every refusal becomes a sentence for the status line, with nothing in it that a terminal would act on. */
import { type ErrorCode, type Failure, outcomes } from '@postern/core/client';
import { expect, test } from 'vitest';
import { wordsFor } from './words.ts';

const failure = (code: Failure['code'], facts: Failure['facts'] = {}): Failure => ({
  code,
  message: 'The desk says no.\u001b[2J',
  hint: null,
  requestId: 'req-1',
  facts,
  exit: 1,
});

test('every code has a sentence on one line', () => {
  for (const code of [...(Object.keys(outcomes) as ErrorCode[]), 'UNREACHABLE' as const]) {
    expect(wordsFor(failure(code)), code).toMatch(/^[A-Z][^\n\p{Cc}]{10,300}$/u);
  }
});

test('a changed audience is named, and the key that sends it then', () => {
  const audience = { to: [{ name: 'Maria López' }, { name: 'Ivan\u001b[31m' }] };
  expect(wordsFor(failure('AUDIENCE_CHANGED', { audience }))).toBe(
    'Now Maria López, Ivan␛[31m would read it. If that is right, press Ctrl+S again.',
  );
});

test('an unknown fault shows its reference', () => {
  expect(wordsFor(failure('INTERNAL'))).toContain('Reference req-1.');
});
