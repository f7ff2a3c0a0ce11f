/** The portal for people who use it otherwise: by keyboard alone, at 400 %, in forced colours, without motion, at little cost. */
import { hashPassword } from '@postern/core';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitPage } from '../../bench/page-visit.ts';
import { openPortalInBrowser, type PortalInBrowser } from './portal-in-browser.ts';

const password = 'a long enough password';

let desk: PortalInBrowser;
beforeAll(async () => {
  desk = await openPortalInBrowser();
  await desk.world.contact({
    name: 'Lena Fischer',
    email: 'lena@acme.example',
    passwordHash: await hashPassword(password),
  });
});
afterAll(() => desk?.[Symbol.asyncDispose]());

/** Presses Tab until the keyboard stands there, as somebody without a mouse would; 60 stops are too many. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < 60; stop += 1) {
    await page.keyboard.press('Tab');
    const isThere = await target.evaluate((element) => element === element.ownerDocument.activeElement);
    if (isThere) return;
  }
  throw new Error('The keyboard never came there.');
}

test('by keyboard alone: sign in, file, reply, find it again, sign out', async () => {
  const context = await desk.as(null);
  const page = await context.newPage();
  await page.goto(`${desk.url}/support`);
  await tabTo(page, page.getByLabel('Email'));
  await page.keyboard.type('lena@acme.example');
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Your tickets' }).waitFor();

  await tabTo(page, page.getByRole('navigation').getByRole('link', { name: 'File a support ticket' }));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'File a support ticket' }).waitFor();
  await tabTo(page, page.getByLabel('Subject'));
  await page.keyboard.type('No mouse at hand');
  await tabTo(page, page.getByLabel('Message'));
  await page.keyboard.type('It is in the drawer.');
  await tabTo(page, page.getByRole('button', { name: 'File a support ticket' }));
  await page.keyboard.press('Enter');
  const opening = page.getByRole('link', { name: /Open ticket #\d+/ });
  await opening.waitFor();
  await tabTo(page, opening);
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: 'No mouse at hand' }).waitFor();
  await tabTo(page, page.getByLabel('Message'));
  await page.keyboard.type('Found it.');
  await tabTo(page, page.getByRole('button', { name: 'Send reply' }));
  await page.keyboard.press('Enter');
  await page.getByText(/Sent \d\d:\d\d/).waitFor();

  await page.goto(`${desk.url}/support`);
  await tabTo(page, page.getByLabel('Search tickets'));
  await page.keyboard.type('mouse');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'No mouse at hand' }).waitFor();
  await tabTo(page, page.getByRole('button', { name: 'Sign out' }));
  await page.keyboard.press('Enter');
  await page.getByText('You are signed out.').waitFor();
  await context.close();
});

const pages: [name: string, path: () => string][] = [
  ['list', () => '/support'],
  ['ticket', () => `/support/tickets/${desk.open.number}`],
  ['long ticket', () => `/support/tickets/${desk.long.number}`],
  ['form', () => '/support/tickets/new'],
];

describe.each(pages)('%s', (_name, path) => {
  test('at 400 % nothing is cut off sideways, and nothing covers what is written', async () => {
    // WCAG 1.4.10: a window of 1280 by 1024 at 400 % is one of 320 by 256.
    const context = await desk.as(desk.maria, {
      viewport: { width: 320, height: 256 },
      deviceScaleFactor: 4,
    });
    const page = await context.newPage();
    await page.goto(`${desk.url}${path()}`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    const fixed = `[...document.querySelectorAll('body *')].filter((each) =>
      ['fixed', 'sticky'].includes(getComputedStyle(each).position) && each.checkVisibility()
        && each.getBoundingClientRect().height > 80).map((each) => each.outerHTML)`;
    expect(await page.evaluate(fixed)).toEqual([]);
    await context.close();
  });

  test('whoever wants no motion gets none', async () => {
    const context = await desk.as(desk.maria, { reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(`${desk.url}${path()}`);
    const moving = `[...document.querySelectorAll('*')].flatMap((each) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(each);
      const moves = transitionDuration.split(', ').some((time) => parseFloat(time) > 0.001)
        || animationName !== 'none' || scrollBehavior === 'smooth';
      return moves ? [each.outerHTML.slice(0, 80)] : [];
    })`;
    expect(await page.evaluate(moving)).toEqual([]);
    await context.close();
  });

  test('in forced colours every field and button keeps an edge', async () => {
    const context = await desk.as(desk.maria, { forcedColors: 'active' });
    const page = await context.newPage();
    await page.goto(`${desk.url}${path()}`);
    // Boxes, circles and file buttons are the browser's own, and it draws their edges.
    const edgeless = `[...document.querySelectorAll('button:not(.plain), .button, input:not([type=hidden], [type=checkbox], [type=radio], [type=file]), select, textarea')]
      .filter((each) => each.checkVisibility())
      .filter((each) => parseFloat(getComputedStyle(each).borderTopWidth) < 1)
      .map((each) => each.outerHTML)`;
    expect(await page.evaluate(edgeless)).toEqual([]);
    await context.close();
  });
});

test('the list costs a phone at most four requests and 30 kB, and nothing on it jumps', async () => {
  const context = await desk.as(desk.maria, { viewport: { width: 360, height: 740 } });
  const { bytes, requests, shift } = await visitPage(context, `${desk.url}/support`, 1);
  expect(requests).toBeLessThanOrEqual(4);
  expect(bytes).toBeLessThan(30_000);
  expect(bytes).toBeGreaterThan(1_000);
  expect(shift).toBe(0);
  await context.close();
});
