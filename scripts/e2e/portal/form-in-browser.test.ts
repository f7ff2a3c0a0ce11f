/** The support form in a real browser: fields that come and go with an answer, and the same form without a script. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPortalInBrowser, type PortalInBrowser } from './portal-in-browser.ts';

let desk: PortalInBrowser;
beforeAll(async () => {
  desk = await openPortalInBrowser();
});
afterAll(() => desk?.[Symbol.asyncDispose]());

const file = { name: 'File a support ticket' };

test('with a script a field shows with the answers that call for it, and is required only then', async () => {
  const context = await desk.as(desk.maria);
  const page = await context.newPage();
  await page.goto(`${desk.url}/support/tickets/new`);
  const seats = page.getByLabel('Seats');
  const product = page.getByLabel('Product');
  expect(await seats.isVisible()).toBe(false);
  await product.selectOption('Team');
  expect([await seats.isVisible(), await seats.evaluate((field) => field.matches(':required'))]).toEqual([
    true,
    true,
  ]);
  expect(await page.getByText('Only if').isVisible()).toBe(false);
  await product.selectOption('Starter');
  expect([await seats.isVisible(), await seats.evaluate((field) => field.matches(':required'))]).toEqual([
    false,
    false,
  ]);

  await product.selectOption('Team');
  await page.getByLabel('Subject').fill('Export stops');
  await page.getByLabel('Message').fill('After ten rows.');
  await page.getByLabel('Web').check();
  await page.getByRole('button', file).click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('“Seats”: Please answer this.');
  expect(await page.evaluate('document.activeElement.className')).toBe('problem');
  expect([await product.inputValue(), await page.getByLabel('Web').isChecked()]).toEqual(['Team', true]);
  await page.getByRole('link', { name: 'Seats' }).click();
  expect(await page.evaluate('document.activeElement.type')).toBe('number');
  await seats.fill('12');
  await page.getByRole('button', file).click();
  await page.getByText('is filed').waitFor();
  await context.close();
});

test('without a script the form says on what a field depends, and the desk passes over what does not apply', async () => {
  const context = await desk.as(desk.maria, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${desk.url}/support/tickets/new`);
  expect(await page.getByText('Only if “Product” is “Team” or “Enterprise”.').isVisible()).toBe(true);
  await page.getByLabel('Product').selectOption('Starter');
  await page.getByLabel('Subject').fill('Import stops');
  await page.getByLabel('Message').fill('After ten rows.');
  await page.getByLabel('No', { exact: true }).check();
  await page.getByRole('button', file).last().click();
  await page.getByText('is filed').waitFor();
  await page.getByRole('link', { name: /^Open ticket/ }).click();
  const facts = await page.locator('.properties').innerText();
  expect(facts.replaceAll(/\s+/g, ' ')).toBe('Product Starter Does it keep you from working? No');
  await context.close();
});
