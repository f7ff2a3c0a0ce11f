/** The portal in its owner's colours, in a real browser: axe finds nothing, in light and in dark. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pictures } from '@postern/core/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPortalInBrowser, type PortalInBrowser } from './portal-in-browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let desk: PortalInBrowser;
beforeAll(async () => {
  desk = await openPortalInBrowser();
});
afterAll(() => desk[Symbol.asyncDispose]());

const findingsOn = (page: Page) =>
  page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then((all) => all.violations.map((one) => [one.id, ...one.nodes.map((node) => node.html + " " + node.failureSummary)]))',
  );

test.each([
  [
    'a dark one with a logo',
    { 'brand.color': '#7a3b69', 'brand.logo': pictures.png.bytes.toString('base64') },
  ],
  ['one that hardly stands out', { 'brand.color': '#c58100', 'brand.logo': null }],
  ['one between black and white ink', { 'brand.color': '#767676', 'brand.logo': null }],
])(
  'S43, S44: list, ticket and form page have the colour, %s, and can be read in both schemes',
  async (_, settings) => {
    const { portalSettings } = await desk.world.as(await desk.world.agent());
    await portalSettings.set.mutate({ settings });
    const context = await desk.as(desk.maria, { viewport: { width: 1024, height: 800 } });
    try {
      const page = await context.newPage();
      for (const path of ['/support', `/support/tickets/${desk.open.number}`, '/support/tickets/new']) {
        await page.goto(`${desk.url}${path}`);
        await page.evaluate(axe);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const brand = await page.evaluate(
            'getComputedStyle(document.documentElement).getPropertyValue("--brand")',
          );
          if (colorScheme === 'light') expect(brand).toBe(settings['brand.color']);
          else expect(brand).not.toBe(settings['brand.color']);
          expect(await findingsOn(page), `${path} in ${colorScheme}`).toEqual([]);
        }
        const logo = page.locator('header img.logo');
        expect(await logo.count()).toBe(settings['brand.logo'] ? 1 : 0);
        if (settings['brand.logo'])
          expect(await logo.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(40);
      }
      expect(desk.consoleErrors).toEqual([]);
    } finally {
      await context.close();
    }
  },
);
