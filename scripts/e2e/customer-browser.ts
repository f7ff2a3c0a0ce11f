/** A customer in a real browser, on a phone's screen, signed in through the portal's own form. */
import type { BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../src/testing/chromium.ts';
import { samplePassword } from './desk.ts';

export interface CustomerBrowser extends AsyncDisposable {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** Opens Chromium 360 pixels wide at a desk and signs a sample customer in. */
export async function openAsCustomer(url: string, email = 'maria@acme.example'): Promise<CustomerBrowser> {
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(`${url}/support`);
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password').fill(samplePassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Your tickets' }).waitFor();
    return { context, page, [Symbol.asyncDispose]: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
