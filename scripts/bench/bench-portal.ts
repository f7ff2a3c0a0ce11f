/** The portal's pages in a real browser: how soon the first words stand, whether anything jumps, and what is sent. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { samplePassword } from '../src/sample-desk/people.ts';
import { launchChromium } from '../src/testing/chromium.ts';
import { untilReady } from '../src/testing/processes.ts';
import { type Figure, figure, summary } from './figures.ts';
import { type Visit, visitPage } from './page-visit.ts';
import { startSampleDesk } from './sample-desk.ts';

const visits = 15;
/** A middling phone beside this machine, as browsers' own audits assume. */
const slowdown = 4;

/** Beside an empty page from an empty server, in the same browser, slowed down alike. */
export async function benchPortal(): Promise<Figure[]> {
  await using desk = await startSampleDesk();
  const browser = await launchChromium();
  const empty = emptyServer();
  try {
    const bare = await measure(await browser.newContext(), await untilReady(empty));
    const context = await signIn(browser, desk.url);
    const list = await measure(context, `${desk.url}/support`);
    const ticket = await measure(context, `${desk.url}/support/tickets/1042`);
    return [
      paintFigure('list', list, bare),
      figure('list: layout shift', list.shift, 'score', 0),
      figure('list: sent, compressed', list.bytes / 1_000, 'kB', 30, bare.bytes / 1_000),
      figure('list: requests', list.requests, 'requests', 4, bare.requests),
      paintFigure('ticket', ticket, bare),
      figure('ticket: layout shift', ticket.shift, 'score', 0),
      figure('ticket: sent, compressed', ticket.bytes / 1_000, 'kB', 30, bare.bytes / 1_000),
    ];
  } finally {
    await browser.close();
    empty.kill('SIGTERM');
    if (empty.exitCode === null) await once(empty, 'exit');
  }
}

/** How much later than an empty page it shows its first words: that much is the portal's own doing. */
function paintFigure(name: string, page: Visit, bare: Visit): Figure {
  const later = page.paint - bare.paint;
  return figure(
    `${name}: first contentful paint after an empty page's, 4x slower processor, p50`,
    later,
    'ms',
    100,
    bare.paint,
  );
}

/** The middle paint of many visits with an empty cache; of the rest the worst. */
async function measure(context: BrowserContext, address: string): Promise<Visit> {
  await visitPage(context, address, slowdown);
  const all: Visit[] = [];
  for (let index = 0; index < visits; index += 1) all.push(await visitPage(context, address, slowdown));
  const worst = (of: (visit: Visit) => number) => Math.max(...all.map(of));
  return {
    paint: summary(all.map(({ paint }) => paint)).p50,
    shift: worst(({ shift }) => shift),
    bytes: worst(({ bytes }) => bytes),
    requests: worst(({ requests }) => requests),
  };
}

async function signIn(browser: Browser, url: string): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await page.goto(`${url}/support`);
  await page.getByLabel('Email').fill('maria@acme.example');
  await page.getByLabel('Password').fill(samplePassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Your tickets' }).waitFor();
  await page.close();
  return context;
}

function emptyServer(): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'empty-route.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
