/** Files in a real browser: with progress, by drop and paste; and without any script, kept after an error. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPortalInBrowser, type PortalInBrowser } from './portal-in-browser.ts';

let desk: PortalInBrowser;
beforeAll(async () => {
  desk = await openPortalInBrowser();
});
afterAll(() => desk?.[Symbol.asyncDispose]());

const pictures = process.env.PORTAL_PICTURES;
if (pictures) mkdirSync(pictures, { recursive: true });

/** Pictures in three widths and both schemes, for people to look at. */
async function takePictures(page: Page, name: string) {
  if (!pictures) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 768, 1440]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
  }
}

const file = (name: string, content: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
});
const chips = (page: Page) => page.locator('.chips li').allInnerTexts();

test('files go up one by one with their progress, by button, drop and paste, and leave with the reply', async () => {
  const context = await desk.as(desk.maria);
  const page = await context.newPage();
  // Slow enough for the bar to be seen, and for the reply to be sent before the file is there.
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/uploads?*', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${desk.url}/support/tickets/${desk.open.number}`);
  await page
    .getByLabel('Attach files')
    .setInputFiles([file('console.log', 'x'.repeat(86_016)), file('gone.txt', 'x')]);
  await page.locator('.chips progress').first().waitFor();
  await page.getByRole('button', { name: 'Remove gone.txt' }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('See the log.');
  for (const [type, name] of [
    ['drop', 'dropped.txt'],
    ['paste', 'pasted.txt'],
  ] as const) {
    // Written out: the browser's own types are not the test's.
    await page.evaluate(`{
      const data = new DataTransfer();
      data.items.add(new File(['hello'], '${name}'));
      const on = { bubbles: true, cancelable: true };
      document.querySelector('#message').dispatchEvent(
        '${type}' === 'drop'
          ? new DragEvent('drop', { ...on, dataTransfer: data })
          : new ClipboardEvent('paste', { ...on, clipboardData: data }),
      );
    }`);
  }
  await page.getByRole('button', { name: 'Send reply' }).click();
  expect(new URL(page.url()).search).toBe('');
  release();
  await page.waitForURL(/sent=added/);
  const sent = page.locator('#sent');
  expect(
    (await sent.locator('.files li').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim()),
  ).toEqual([
    expect.stringContaining('console.log (84 KB)'),
    expect.stringContaining('dropped.txt (5 B)'),
    expect.stringContaining('pasted.txt (5 B)'),
  ]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    sent.getByRole('link', { name: 'console.log' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('console.log');
  await takePictures(page, 'ticket-with-files');
  await page.goto(`${desk.url}/support/tickets/${desk.open.number}`);
  await page.unroute('**/uploads?*');
  await page.getByLabel('Attach files').setInputFiles([file('one.txt', 'one'), file('empty.txt', '')]);
  await page.locator('.chips .error').waitFor();
  expect((await chips(page)).join()).toContain('“empty.txt” is empty.');
  await takePictures(page, 'files-chosen');
  expect(desk.consoleErrors).toEqual([]);
  await context.close();
});

test('without a script, chosen files are kept after an error in another field and can be removed', async () => {
  const context = await desk.as(desk.maria, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${desk.url}/support/tickets/new`);
  await page.getByLabel('Message').fill('It does not print.');
  await page.getByLabel('Attach files').setInputFiles([file('one.txt', 'one'), file('two.txt', 'two')]);
  await page.getByRole('button', { name: 'File a support ticket' }).click();
  await page.getByRole('alert').waitFor();
  expect((await chips(page)).map((text) => text.replace(/\s+/g, ' '))).toEqual([
    'one.txt (3 B) Remove',
    'two.txt (3 B) Remove',
  ]);
  await takePictures(page, 'new-ticket-files-kept');
  await page.getByLabel('Subject').fill('Printer');
  await page.getByRole('button', { name: 'Remove one.txt' }).click();
  expect(await chips(page)).toHaveLength(1);
  expect(await page.getByLabel('Message').inputValue()).toBe('It does not print.');
  // Enter in a field sends the form; it must not remove the file that is left.
  await page.getByLabel('Subject').press('Enter');
  await page.waitForURL(/filed=/);
  await page.getByRole('link', { name: /Open ticket/ }).click();
  expect(await page.locator('.files li').allInnerTexts()).toEqual([expect.stringContaining('two.txt')]);
  await context.close();
});
