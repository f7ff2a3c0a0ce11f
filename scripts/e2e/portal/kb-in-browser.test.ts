/** The knowledge base in a real browser: a foreign page with the snippet, suggestions while typing, and axe on its pages. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { PosternClient } from '@postern/core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPortalInBrowser, type PortalInBrowser } from './portal-in-browser.ts';

const everything = `Begin with **bold**, *soft* and \`code\`, and a [link](https://other.example/x).

# A first heading

1. One
2. Two
   - inner
   - inner too

### Deeper

> A quotation that goes on for long enough to be broken into several lines on the screen of a small phone.

| Part | What it says | Sum |
| :-- | :-: | --: |
| Head | Your company, its address and VAT number | 12.00 |
| Total | Averyveryveryverylongwordthatcannotbebrokenanywhereinsideofacell | 1,200.00 |

\`\`\`js
const answer = await fetch('https://support.acme.example/support/kb', { headers: { accept: 'application/json' } });
\`\`\`

---

![A remote picture](https://other.example/a.png)

<script>document.title = 'broken'</script>
`;

let desk: PortalInBrowser;
let ada: PosternClient;
beforeAll(async () => {
  desk = await openPortalInBrowser();
  ada = await desk.world.as(await desk.world.agent());
  for (const [title, body] of [
    [
      'Signing in and passwords',
      'Choose **Forgot password?** on the sign-in page, and read the mail that arrives within minutes.',
    ],
    ['Reading your invoice', 'Every invoice has four parts. VAT stands at the end.'],
    ['Everything that Markdown can do', everything],
  ] as const)
    await ada.kb.create.mutate({ title, body, isPublished: true });
  await ada.kb.setLinks.mutate({ link: true, showPortal: true });
});
afterAll(() => desk?.[Symbol.asyncDispose]());

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = process.env.PORTAL_PICTURES;
if (pictures) mkdirSync(pictures, { recursive: true });

const states: { name: string; isSignedIn: boolean; open(page: Page): Promise<unknown> }[] = [
  { name: 'kb-list', isSignedIn: false, open: (page) => page.goto(`${desk.url}/support/kb`) },
  {
    name: 'kb-signed-in',
    isSignedIn: true,
    open: (page) => page.goto(`${desk.url}/support/kb?search=invoice`),
  },
  {
    name: 'kb-no-hit',
    isSignedIn: false,
    open: (page) => page.goto(`${desk.url}/support/kb?search=submarine`),
  },
  {
    name: 'kb-article',
    isSignedIn: false,
    open: (page) => page.goto(`${desk.url}/support/kb/everything-that-markdown-can-do`),
  },
  { name: 'kb-no-article', isSignedIn: false, open: (page) => page.goto(`${desk.url}/support/kb/nothing`) },
  {
    name: 'list-hints',
    isSignedIn: true,
    open: (page) => page.goto(`${desk.url}/support?search=passwords+of+owls`),
  },
  {
    name: 'form-hints',
    isSignedIn: true,
    async open(page) {
      await page.goto(`${desk.url}/support/tickets/new`);
      await page.getByLabel('Subject').pressSequentially('Passwords and invoices');
      await page.getByRole('link', { name: 'Reading your invoice' }).waitFor();
    },
  },
];

describe.each(states)('$name', (state) => {
  test('axe finds nothing to mend in either scheme, and on 320 pixels nothing sticks out', async () => {
    const context = await desk.as(state.isSignedIn ? desk.maria : null, {
      viewport: { width: 1440, height: 800 },
    });
    try {
      const page = await context.newPage();
      await state.open(page);
      await page.evaluate(axe);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const findings = await page.evaluate(
          'axe.run(document, { resultTypes: ["violations"] }).then((all) => all.violations.map((one) => [one.id, ...one.nodes.map((node) => node.html + " " + node.failureSummary)]))',
        );
        expect(findings, colorScheme).toEqual([]);
        if (!pictures) continue;
        for (const width of [360, 768, 1440]) {
          await page.setViewportSize({ width, height: 800 });
          await page.screenshot({
            path: join(pictures, `${state.name}-${colorScheme}-${width}.png`),
            fullPage: true,
          });
        }
      }
      await page.setViewportSize({ width: 320, height: 800 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    } finally {
      await context.close();
    }
  });
});

/** A knowledge base of somebody else: another origin, with a security policy that lets the portal's script in. */
async function foreignPage(html: string) {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader(
      'Content-Security-Policy',
      `default-src 'none'; script-src ${desk.url}; style-src 'unsafe-inline'`,
    );
    response.end(
      `<!doctype html><html lang="en"><title>Help</title><body>${html}<p>Articles</p></body></html>`,
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    [Symbol.asyncDispose]: () => new Promise<void>((closed) => server.close(() => closed())),
  };
}

test('S2, S48, S49: on a page of another site the snippet shows the portal by its present name, top right', async () => {
  const html = (await ada.kb.snippet.query()).html.replaceAll('http://127.0.0.1:4000', desk.url);
  const withoutLink = html.split('\n')[1] ?? '';
  await using pasted = await foreignPage(html);
  await using scriptAlone = await foreignPage(withoutLink);
  const rename = (title: string) =>
    desk.world.inTransaction((work) => work.tx.portal.updateMany({ data: { title } }));
  const linkOn = async (url: string, javaScriptEnabled = true) => {
    const context = await desk.as(null, { javaScriptEnabled, viewport: { width: 1000, height: 600 } });
    try {
      const page = await context.newPage();
      await page.goto(url, { waitUntil: 'networkidle' });
      const links = page.locator('a.postern-portal-link');
      if ((await links.count()) === 0) return null;
      const box = await links.boundingBox();
      return { text: await links.textContent(), href: await links.getAttribute('href'), box };
    } finally {
      await context.close();
    }
  };
  await rename('Acme <b>Help</b> & Support');
  for (const { url } of [pasted, scriptAlone]) {
    const link = await linkOn(url);
    expect(link).toMatchObject({ text: 'Go to Acme <b>Help</b> & Support', href: `${desk.url}/support` });
    expect((link?.box?.x ?? 0) + (link?.box?.width ?? 0)).toBeCloseTo(1000 - 16, 0);
    expect(link?.box?.y).toBeCloseTo(16, 0);
  }
  // Without a script it says what it said when it was pasted.
  expect(await linkOn(pasted.url, false)).toMatchObject({
    text: 'Go to Acme Support',
    href: `${desk.url}/support`,
  });
  await desk.world.inTransaction((work) => work.tx.portal.updateMany({ data: { enabled: false } }));
  expect(await linkOn(pasted.url)).toBeNull();
  expect(await linkOn(scriptAlone.url)).toBeNull();
  await desk.world.inTransaction((work) => work.tx.portal.updateMany({ data: { enabled: true } }));
  await rename('Acme Support');
  expect(await linkOn(pasted.url)).toMatchObject({ text: 'Go to Acme Support' });
});

test('suggestions follow what is typed, and go away with it', async () => {
  const context = await desk.as(desk.maria);
  const page = await context.newPage();
  await page.goto(`${desk.url}/support/tickets/new`);
  const hints = page.locator('[data-suggest]');
  expect(await hints.isVisible()).toBe(false);
  await page.getByLabel('Subject').fill('I forgot my password');
  await hints.getByRole('link', { name: 'Signing in and passwords' }).waitFor();
  const [opened] = await Promise.all([context.waitForEvent('page'), hints.getByRole('link').first().click()]);
  await opened.getByRole('heading', { name: 'Signing in and passwords' }).waitFor();
  expect(await page.getByLabel('Subject').inputValue()).toBe('I forgot my password');
  await page.getByLabel('Subject').fill('Something else altogether');
  await hints.waitFor({ state: 'hidden' });
  await context.close();
});

test('no page broke its own security policy', () => {
  expect(desk.consoleErrors).toEqual([]);
});
