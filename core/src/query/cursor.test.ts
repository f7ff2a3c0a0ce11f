/** Cursors: what the desk wrote is read back, and nothing else is read at all. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PosternError } from '../errors.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { nearest } from './nearest.ts';

const moments = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') });
const place = fc.tuple(fc.constantFrom('updated', 'created'), moments, fc.nat());

test('every place in a list is read back as itself, from letters that fit into an address', () => {
  fc.assert(
    fc.property(place, ([key, at, seq]) => {
      const cursor = writeCursor([key, at.getTime(), seq]);
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(cursor.length).toBeLessThan(200);
      expect(readCursor(cursor, ['word', 'moment', 'integer'])).toEqual([key, at.getTime(), seq]);
    }),
  );
});

test('whatever else comes is refused in words', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json().map((text) => Buffer.from(text).toString('base64url')),
    fc.array(fc.oneof(fc.double(), fc.string()), { maxLength: 4 }).map((parts) => writeCursor(parts)),
  );
  fc.assert(
    fc.property(anything, (cursor) => {
      try {
        for (const part of readCursor(cursor, ['moment', 'integer']))
          expect(Number.isSafeInteger(part)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(PosternError);
        expect(error).toMatchObject({
          code: 'BAD_INPUT',
          message: expect.stringContaining('not one of ours'),
        });
      }
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ['asignee', 'assignee'],
  ['STAGE', 'stage'],
  ['stge', 'stage'],
  ['colour', null],
  ['', null],
])('the name nearest to "%s" is %s', (typed, name) => {
  expect(nearest(typed, ['assignee', 'stage', 'priority'])).toBe(name);
});
