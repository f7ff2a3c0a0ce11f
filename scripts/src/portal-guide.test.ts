/** What the guide for administrators must tell. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settingsTable } from '../../core/src/portal-settings/settings-table.ts';

const guide = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'portal.md'), 'utf8');

test('S33: the guide sends its readers to their own counsel for legal advice', () => {
  expect(guide).toMatch(/ask your own legal counsel/);
  expect(guide).toMatch(/gives no legal advice/);
});

test('S45: of the look of the pages, colour, logo and icon can be changed, and whether they name Postern', () => {
  const looks = settingsTable.map(({ key }) => key).filter((key) => /^(brand\.|powered-by)/.test(key));
  expect(looks.sort()).toEqual(['brand.color', 'brand.favicon', 'brand.logo', 'powered-by']);
});
