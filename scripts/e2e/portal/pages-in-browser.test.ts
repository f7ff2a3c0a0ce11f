/** Every page of the portal in a real browser: clean for axe in both schemes, and nothing sticks out on a small phone. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPortalInBrowser, type PortalInBrowser } from './portal-in-browser.ts';

let desk: PortalInBrowser;
beforeAll(async () => {
  desk = await openPortalInBrowser();
});
afterAll(() => desk?.[Symbol.asyncDispose]());

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A folder for pictures of all pages in three widths and both schemes, for people to look at. */
const pictures = process.env.PORTAL_PICTURES;
if (pictures) mkdirSync(pictures, { recursive: true });

/** Brings a page into the state that is looked at. */
interface State {
  name: string;
  isSignedIn: boolean;
  open(page: Page): Promise<unknown>;
}

const at = (path: string) => (page: Page) => page.goto(`${desk.url}${path}`);

const states: State[] = [
  { name: 'sign-in', isSignedIn: false, open: at('/support') },
  {
    name: 'sign-in-refused',
    isSignedIn: false,
    async open(page) {
      await page.goto(`${desk.url}/support/sign-in`);
      await page.getByLabel('Email').fill('maria@acme.example');
      await page.getByLabel('Password').fill('not this one');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'list', isSignedIn: true, open: at('/support') },
  { name: 'list-search-without-hit', isSignedIn: true, open: at('/support?search=submarine&status=open') },
  { name: 'ticket', isSignedIn: true, open: (page) => at(`/support/tickets/${desk.open.number}`)(page) },
  {
    name: 'ticket-closed',
    isSignedIn: true,
    open: (page) => at(`/support/tickets/${desk.closed.number}`)(page),
  },
  { name: 'ticket-long', isSignedIn: true, open: (page) => at(`/support/tickets/${desk.long.number}`)(page) },
  {
    name: 'ticket-sent',
    isSignedIn: true,
    open: (page) => at(`/support/tickets/${desk.open.number}?sent=added#sent`)(page),
  },
  {
    name: 'ticket-empty-reply',
    isSignedIn: true,
    async open(page) {
      await page.goto(`${desk.url}/support/tickets/${desk.open.number}`);
      await page.getByRole('button', { name: 'Send reply' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'new-ticket', isSignedIn: true, open: at('/support/tickets/new') },
  {
    name: 'new-ticket-refused',
    isSignedIn: true,
    async open(page) {
      await page.goto(`${desk.url}/support/tickets/new`);
      await page.getByLabel('Message').fill('The export stops.');
      await page.getByLabel('Product').selectOption('Team');
      await page.getByRole('button', { name: 'File a support ticket' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'filed',
    isSignedIn: true,
    open: (page) => at(`/support/tickets/new?filed=${desk.open.number}`)(page),
  },
  { name: 'received', isSignedIn: true, open: at('/support/tickets/new?received') },
  { name: 'not-found', isSignedIn: true, open: at('/support/tickets/4711') },
];

describe.each(states)('$name', (state) => {
  test('axe finds nothing to mend in either scheme, and on 320 pixels nothing sticks out or is too small to hit', async () => {
    const context = await desk.as(state.isSignedIn ? desk.maria : null, {
      viewport: { width: 1440, height: 800 },
    });
    try {
      const page = await context.newPage();
      await state.open(page);
      // The page's security policy holds for its own scripts; what a test evaluates stands outside of it.
      await page.evaluate(axe);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await findingsOn(page), colorScheme).toEqual([]);
        if (pictures) await takePictures(page, `${state.name}-${colorScheme}`);
      }
      await page.setViewportSize({ width: 320, height: 800 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      expect(await page.evaluate(tooSmall)).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

/** What a thumb is meant to hit and could miss. Boxes and radios are hit through their labels. Links inside sentences, and in cards that are links, are no such targets. */
const tooSmall = `[...document.querySelectorAll("header a, button, .button, .quiet, .back a, .pages a, summary, input:not([type=hidden], .choice input), .choice, select, textarea")]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)
  .map((each) => each.outerHTML)`;

function findingsOn(page: Page): Promise<unknown> {
  return page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then((all) => all.violations.map((one) => [one.id, ...one.nodes.map((node) => node.html + " " + node.failureSummary)]))',
  );
}

async function takePictures(page: Page, name: string) {
  for (const width of [360, 768, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    await page.screenshot({ path: join(pictures ?? '', `${name}-${width}.png`), fullPage: true });
  }
}

test('axe does find what is wrong, so that its silence above means something', async () => {
  const context = await desk.as(null);
  const page = await context.newPage();
  await page.goto(`${desk.url}/support`);
  await page.evaluate(axe);
  await page.evaluate('document.querySelector("label").remove()');
  expect(JSON.stringify(await findingsOn(page))).toContain('label');
  await context.close();
});

test('no page broke its own security policy', () => {
  expect(desk.consoleErrors).toEqual([]);
});
