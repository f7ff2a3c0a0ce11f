/** Colours that can be read on every page, and pictures that are what they say. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrast, hexOf, mix } from './contrast.ts';
import { imageFactsOf, isSvg } from './image-facts.ts';
import { nearestThatStandsOut, paletteOf, type Shades, standsOut } from './palette.ts';
import { pictures } from './testing/pictures.ts';

test.each([
  ['#000000', '#ffffff', 21],
  ['#777777', '#ffffff', 4.48],
  ['#2f5d50', '#ffffff', 7.5],
  ['#ffd400', '#ffffff', 1.42],
  ['#123456', '#123456', 1],
])('contrast of %s with %s', (a, b, ratio) => {
  expect(contrast(a, b)).toBeCloseTo(ratio, 1);
  expect(contrast(b, a)).toBe(contrast(a, b));
});

const anyColor = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((rgb) => hexOf(rgb as [number, number, number]));

test('S43: whatever colour passes, all that is made of it can be read on light pages and on dark ones', () => {
  const readable = ({ brand, ink, hover, text, soft }: Shades, papers: string[]) => {
    for (const fill of [brand, hover]) expect(contrast(fill, ink)).toBeGreaterThanOrEqual(4.5);
    for (const paper of papers) {
      expect(contrast(brand, paper)).toBeGreaterThanOrEqual(3);
      expect(contrast(text, paper)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(text, soft)).toBeGreaterThanOrEqual(4.5);
  };
  fc.assert(
    fc.property(anyColor, (wished) => {
      const color = standsOut(wished) ? wished : nearestThatStandsOut(wished);
      expect(standsOut(color)).toBe(true);
      const { light, dark } = paletteOf(color);
      expect(light.brand).toBe(color);
      readable(light, ['#ffffff', '#f6f8f7']);
      readable(dark, ['#181d1a', '#101412']);
    }),
    { numRuns: 500 },
  );
});

test('the nearest shade is the least darker one that passes', () => {
  expect(nearestThatStandsOut('#2f5d50')).toBe('#2f5d50');
  const nearest = nearestThatStandsOut('#ffd400');
  expect(contrast(nearest, '#f6f8f7')).toBeGreaterThanOrEqual(3);
  expect(contrast(mix('#ffd400', 0.02, nearest), '#f6f8f7')).toBeLessThan(3.1);
});

test.each(Object.entries(pictures))(
  '%s is known by its content, with its size',
  (name, { bytes, width, height }) => {
    expect(imageFactsOf(bytes)).toEqual({ type: name.split(' ')[0], width, height });
  },
);

test('what is no picture, or breaks off, is none', () => {
  for (const text of [
    '',
    'GIF',
    'GIF89a',
    'hello',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'RIFF1234WEBP',
  ])
    expect(imageFactsOf(Buffer.from(text)), text).toBeNull();
  for (const [name, { bytes }] of Object.entries(pictures)) {
    if (name === 'gif' || name === 'jpeg' || name.startsWith('webp')) continue;
    expect(imageFactsOf(bytes.subarray(0, bytes.length - 16)), name).toBeNull();
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      imageFactsOf(Buffer.from(bytes));
    }),
  );
  for (const text of ['<svg onload="x">', '<?xml version="1.0"?>\n<!-- a -->\n<SVG\n>'])
    expect(isSvg(Buffer.from(text))).toBe(true);
});
