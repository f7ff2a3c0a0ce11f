/** One visit to a page in Chromium, from a page of the same site and with an empty cache. */
import type { BrowserContext } from 'playwright-core';

export interface Visit {
  /** First contentful paint, in milliseconds after the navigation began. */
  paint: number;
  /** Cumulative layout shift, as browsers score it. */
  shift: number;
  /** Document, style, script and pictures as they went over the wire, headers and all. */
  bytes: number;
  requests: number;
}

const watch = `
  window.__shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.__shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });`;

/** Visits the address with the processor slowed down by a factor, and waits until nothing moves any more. */
export async function visitPage(context: BrowserContext, address: string, slowdown: number): Promise<Visit> {
  const page = await context.newPage();
  try {
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    // A page of another site costs the browser a process of its own, whatever is on the page.
    await page.goto(address, { waitUntil: 'load' });
    const requests = new Set<string>();
    let bytes = 0;
    devtools.on('Network.requestWillBeSent', ({ requestId, request }) => {
      if (request.url.startsWith('http')) requests.add(requestId);
    });
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.addInitScript(watch);
    // Not "networkidle": an open ticket page keeps one stream for news.
    await page.goto(address, { waitUntil: 'load' });
    await page.waitForTimeout(250);
    const [paint, shift] = await page.evaluate<[number, number]>(
      `[performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1, window.__shift]`,
    );
    return { paint, shift, bytes, requests: requests.size };
  } finally {
    await page.close();
  }
}
