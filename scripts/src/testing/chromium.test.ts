/** The browser of the tests starts and shows a page, wherever it comes from. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { findChromium, launchChromium } from './chromium.ts';

test('the browser shows a page from this machine, runs its script and draws its letters', async () => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      '<h1 style="font: 40px sans-serif; display: inline">Grüße</h1><script>document.title = "ready"</script>',
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

    expect(await page.title()).toBe('ready');
    // Without a font every letter has the same width, or none.
    const widths = await page.evaluate(
      'Array.from("iW", (letter) => { const h = document.querySelector("h1"); h.textContent = letter.repeat(20); return h.getBoundingClientRect().width; })',
    );
    const [narrow, wide] = widths as [number, number];
    expect(narrow).toBeGreaterThan(0);
    expect(wide).toBeGreaterThan(narrow * 2);
  } finally {
    await browser.close();
    server.close();
  }
});

test('the browser reaches no other machine', async () => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await expect(page.goto('http://desk.example/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
  } finally {
    await browser.close();
  }
});

test('two tests that start at once share one unpacked browser', async () => {
  const [one, two] = await Promise.all([findChromium({}), findChromium({})]);
  expect(one).toEqual(two);
});

test('a CHROMIUM_PATH that leads nowhere is an error, not a reason to take another browser', async () => {
  await expect(findChromium({ CHROMIUM_PATH: '/nowhere/chromium' })).rejects.toThrow('there is no such file');
});
