/** What a customer does in the portal, in a real browser: all of it without scripts, and what the script adds. */
import { hashPassword } from '@postern/core';
import type { BuiltContact } from '@postern/core/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPortalInBrowser, type PortalInBrowser } from './portal-in-browser.ts';

const password = 'a long enough password';

let desk: PortalInBrowser;
let lena: BuiltContact;
beforeAll(async () => {
  desk = await openPortalInBrowser();
  lena = await desk.world.contact({
    name: 'Lena Fischer',
    email: 'lena@acme.example',
    passwordHash: await hashPassword(password),
  });
});
afterAll(() => desk?.[Symbol.asyncDispose]());

async function signIn(page: Page) {
  await page.goto(`${desk.url}/support`);
  await page.getByLabel('Email').fill('lena@acme.example');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Your tickets' }).waitFor();
}

const focused = (page: Page) =>
  page.evaluate('document.activeElement.className || document.activeElement.id');

test('without scripts: sign in, file, reply, search, sign out, and "back" shows nothing', async () => {
  const context = await desk.as(null, { javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page);
  await page.getByRole('navigation').getByRole('link', { name: 'File a support ticket' }).click();
  await page.getByLabel('Subject').fill('The lamp blinks');
  await page.getByLabel('Message').fill('Twice a second.\nSince Monday.');
  await page.getByRole('button', { name: 'File a support ticket' }).click();
  await page.getByRole('link', { name: /Open ticket #\d+/ }).click();

  await page.getByRole('button', { name: 'Send reply' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Message').fill('It has stopped.');
  await page.getByRole('button', { name: 'Send reply' }).click();
  await page.getByText(/Sent \d\d:\d\d/).waitFor();
  expect(await page.getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringContaining('Twice a second.\nSince Monday.'),
    expect.stringContaining('It has stopped.'),
  ]);

  await page.getByRole('link', { name: 'Your tickets' }).click();
  await page.getByLabel('Search tickets').fill('lamp');
  await page.getByLabel('Status').selectOption('Open');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('row', { name: /The lamp blinks/ }).waitFor();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('You are signed out.').waitFor();
  await page.goBack();
  expect(await page.content()).not.toContain('The lamp blinks');
  await page.getByRole('heading', { name: 'Sign in to see your tickets' }).waitFor();
  await context.close();
});

test('with scripts too, "back" after signing out shows nothing', async () => {
  const context = await desk.as(lena);
  const page = await context.newPage();
  const { number } = await desk.world.ticket({ from: lena, subject: 'Nobody else may read this' });
  await page.goto(`${desk.url}/support/tickets/${number}`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('You are signed out.').waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Sign in to see your tickets' }).waitFor();
  expect(await page.content()).not.toContain('Nobody else may read this');
  await context.close();
});

test('a session that ends while somebody writes costs them a sign-in and no letter', async () => {
  const context = await desk.as(lena);
  const page = await context.newPage();
  const { number } = await desk.world.ticket({ from: lena });
  await page.goto(`${desk.url}/support/tickets/${number}`);
  await page.getByLabel('Message').fill('First line\n\n  second "line" <b>');
  await context.clearCookies();
  await page.getByRole('button', { name: 'Send reply' }).click();
  await page.getByLabel('Email').fill('lena@acme.example');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('it has not been sent yet').waitFor();
  expect(await page.getByLabel('Message').inputValue()).toBe('First line\n\n  second "line" <b>');
  await page.getByRole('button', { name: 'Send reply' }).click();
  await page.getByText(/Sent \d\d:\d\d/).waitFor();
  await context.close();
});

test('after an error the keyboard starts at its summary, with and without scripts', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const context = await desk.as(lena, { javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(`${desk.url}/support/tickets/new`);
    await page.getByRole('button', { name: 'File a support ticket' }).click();
    await page.getByRole('alert').waitFor();
    await expect.poll(() => focused(page)).toBe('problem');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('subject');
    await context.close();
  }
});

test('the first stop of the keyboard skips to the content', async () => {
  const context = await desk.as(lena);
  const page = await context.newPage();
  await page.goto(`${desk.url}/support`);
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('skip');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate('location.hash')).toBe('#content');
  await context.close();
});

test('a draft is there again after a look around, gone once sent, and never shown to the next person', async () => {
  const context = await desk.as(lena);
  const page = await context.newPage();
  const { number } = await desk.world.ticket({ from: lena });
  const address = `${desk.url}/support/tickets/${number}`;
  const message = page.getByLabel('Message');
  await page.goto(address);
  await message.fill('Half a sen');
  await page.goto(`${desk.url}/support`);
  await page.goto(address);
  expect(await message.inputValue()).toBe('Half a sen');
  await page.getByRole('button', { name: 'Send reply' }).click();
  await page.getByText(/Sent \d\d:\d\d/).waitFor();
  await page.goto(address);
  expect(await message.inputValue()).toBe('');

  await page.goto(`${desk.url}/support/tickets/new`);
  await message.fill('Of Lena alone');
  await context.addCookies([
    { name: 'postern_portal', value: await desk.world.tokenOf(desk.maria), url: desk.url },
  ]);
  await page.goto(`${desk.url}/support/tickets/new`);
  expect(await message.inputValue()).toBe('');
  await context.close();
});

test('pressing the button again while the first sending is under way sends nothing more', async () => {
  const context = await desk.as(lena);
  const page = await context.newPage();
  const { number } = await desk.world.ticket({ from: lena });
  await page.goto(`${desk.url}/support/tickets/${number}`);
  const posts: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
  let letGo = () => {};
  const held = new Promise<void>((release) => {
    letGo = release;
  });
  await page.route('**/tickets/*', async (route) => {
    if (route.request().method() === 'POST') await held;
    await route.continue();
  });
  await page.getByLabel('Message').fill('Once');
  const box = await page.getByRole('button', { name: 'Send reply' }).boundingBox();
  const press = () => page.mouse.click((box?.x ?? 0) + 5, (box?.y ?? 0) + 5);
  await press();
  await expect.poll(() => posts.length).toBe(1);
  await press();
  letGo();
  await page.getByText(/Sent \d\d:\d\d/).waitFor();
  expect(posts).toHaveLength(1);
  await context.close();
});

test("times are shown in the reader's own zone, and nothing on the page moves", async () => {
  const context = await desk.as(desk.maria, { timezoneId: 'Asia/Tokyo' });
  const page = await context.newPage();
  await page.goto(`${desk.url}/support/tickets/${desk.open.number}`);
  const time = page.locator('.author time').first();
  const shown = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Tokyo',
  });
  const at = new Date((await time.getAttribute('datetime')) ?? '');
  await expect.poll(() => time.textContent()).toContain(shown.format(at));
  const shift = await page.evaluate(
    'new Promise((done) => { let sum = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: "layout-shift", buffered: true }); requestAnimationFrame(() => requestAnimationFrame(() => done(sum))); })',
  );
  expect(shift).toBe(0);
  await context.close();
});

test('on paper a long ticket is whole, without buttons and folds', async () => {
  const context = await desk.as(desk.maria);
  const page = await context.newPage();
  await page.goto(`${desk.url}/support/tickets/${desk.long.number}`);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate('dispatchEvent(new Event("beforeprint"))');
  expect(await page.getByText('Try number 13: no change.').isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'Send reply' }).isVisible()).toBe(false);
  await context.close();
});

test('no page broke its own security policy', () => {
  expect(desk.consoleErrors).toEqual([]);
});
