/** Every requirement of the portal has its test, and the page says which. */
import { expect, test } from 'vitest';
import { provenRequirements } from './docs.ts';
import { later, requirements } from './portal-requirements.ts';
import { proofsIn, requirementsPage } from './requirements-page.ts';

test('the requirements are S1 to S70, each once and in order', () => {
  expect(requirements.map(({ number }) => number)).toEqual(
    Array.from({ length: 70 }, (_, index) => `S${index + 1}`),
  );
});

test('every requirement is proved by a test that carries its number, or said to come later', () => {
  const proofs = provenRequirements();
  const unproved = requirements.filter(({ number }) => !proofs.has(number) && !later[number]);
  expect(unproved.map(({ number, text }) => `${number}: ${text}`)).toEqual([]);
  const unknown = [...proofs.keys()].filter(
    (number) => number.startsWith('S') && !requirements.some((each) => each.number === number),
  );
  expect(unknown).toEqual([]);
});

test('names are found in plain tests and behind tables; what is skipped proves nothing', () => {
  const source = [
    "test('S1, S2: one that says \\'both\\'', () => {});",
    'test.each([1, 2])("S3: with %s", () => {});',
    'test.each([',
    "  ['a'],",
    "])('S4: of a table', () => {});",
    "test.skip('S5: not now', () => {});",
    "test('nothing in particular S6: here', () => {});",
  ].join('\n');
  expect([...proofsIn('x.test.ts', source)].map(([number, [proof]]) => [number, proof?.name]).sort()).toEqual(
    [
      ['S1', "one that says 'both'"],
      ['S2', "one that says 'both'"],
      ['S3', 'with %s'],
      ['S4', 'of a table'],
    ],
  );
});

test('the page shows a requirement beside its test, and says so where there is none', () => {
  const page = requirementsPage(new Map([['S1', [{ file: 'a.test.ts', name: 'customers | sign in' }]]]));
  expect(page).toContain('customers \\| sign in (`a.test.ts`) |');
  expect(page).toMatch(/\| S2 \| .* \| nothing yet \|/);
  expect(page).toMatch(/\| S25 \| .* \| comes with single sign-on \|/);
});
