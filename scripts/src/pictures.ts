/** Takes the README's three pictures anew, from a sample desk of their own: `node scripts/src/pictures.ts`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { httpClient } from '@postern/core';
import type { Browser, Page } from 'playwright-core';
import { openTerminal, type TestTerminal } from '../../tui/testing/terminal.ts';
import { samplePassword } from './sample-desk/people.ts';
import { launchChromium } from './testing/chromium.ts';
import { freePortPair } from './testing/processes.ts';

const root = dirname(dirname(import.meta.dirname));
const pictures = join(root, 'docs', 'pictures');
const columns = 120;
const rows = 34;

async function main(): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  const data = mkdtempSync(join(tmpdir(), 'postern-pictures-'));
  const port = await freePortPair();
  const url = `http://127.0.0.1:${port}`;
  const desk = spawn(process.execPath, [join(root, 'scripts/dist/server.js'), 'serve', '--sample'], {
    env: { ...process.env, POSTERN_DATA: data, PORT: String(port), POSTERN_LOG: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const browser = await launchChromium();
  try {
    await once(desk.stdout as NodeJS.ReadableStream, 'data');
    await portalPicture(browser, url);
    await terminalPicture(browser, url);
    await slackPicture(browser, url);
  } finally {
    await browser.close();
    await stop(desk);
    rmSync(data, { recursive: true, force: true });
  }
}

async function portalPicture(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 680 } });
  await page.goto(`${url}/support/sign-in`);
  await page.getByLabel('Email').fill('maria@acme.example');
  await page.getByLabel('Password').fill(samplePassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Your tickets' }).waitFor();
  await shoot(page, 'portal');
}

/** The inbox with ticket 1042 in its preview, as a terminal of 256 colours shows it. */
async function terminalPicture(browser: Browser, url: string): Promise<void> {
  const desk = httpClient({ url, token: null, source: 'TUI' });
  const { token } = await desk.auth.signIn.mutate({ email: 'ada@postern.example', password: samplePassword });
  const home = mkdtempSync(join(tmpdir(), 'postern-pictures-home-'));
  await using terminal = openTerminal({
    command: process.execPath,
    args: [join(root, 'tui/bin/postern.mjs')],
    env: {
      PATH: process.env.PATH,
      HOME: home,
      XDG_STATE_HOME: home,
      POSTERN_URL: url,
      POSTERN_TOKEN: token,
      LANG: 'C.UTF-8',
    },
    columns,
    rows,
  });
  await terminal.waitFor('Their old office address');
  await terminal.settled();
  const page = await browser.newPage({ viewport: { width: 1000, height: 620 } });
  await page.setContent(terminalHtml(terminal));
  await shoot(page, 'terminal', page.locator('pre'));
  terminal.press('q');
  await terminal.exited;
  rmSync(home, { recursive: true, force: true });
}

function terminalHtml(terminal: TestTerminal): string {
  const lines = Array.from({ length: rows }, (_, y) =>
    Array.from({ length: columns }, (_, x) => cellHtml(terminal, x, y)).join(''),
  );
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: #14171a; }
    pre { display: inline-block; margin: 0; padding: 14px 16px; background: #14171a; color: #d7dbdf; font: 13px/18px "DejaVu Sans Mono", monospace; }
    span { display: inline-block; width: 1ch; height: 18px; vertical-align: top; overflow: visible; white-space: pre; }
  </style><pre>${lines.join('\n')}</pre>`;
}

function cellHtml(terminal: TestTerminal, x: number, y: number): string {
  const cell = terminal.style(x, y);
  const [foreground, background] = cell.inverse
    ? [paletteColor(cell.background) ?? '#14171a', paletteColor(cell.foreground) ?? '#d7dbdf']
    : [paletteColor(cell.foreground), paletteColor(cell.background)];
  const style = [
    foreground && `color:${foreground}`,
    background && `background:${background}`,
    cell.bold && 'font-weight:bold',
    cell.dim && 'opacity:.6',
    cell.underline && 'text-decoration:underline',
  ].filter(Boolean);
  const text = cell.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<span style="${style.join(';')}">${text || ' '}</span>`;
}

const basic = [
  '#1c2024',
  '#e06c75',
  '#98c379',
  '#e5c07b',
  '#61afef',
  '#c678dd',
  '#56b6c2',
  '#d7dbdf',
  '#7a828a',
  '#ff7b86',
  '#b5e890',
  '#ffd68a',
  '#82c4ff',
  '#de92f5',
  '#70d7e3',
  '#ffffff',
];

/** The usual palette of 256: 16 named, a cube of 6 x 6 x 6, and 24 greys. */
function paletteColor(index: number): string | null {
  if (index < 0) return null;
  if (index < 16) return basic[index] as string;
  if (index >= 232) return rgb([8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10]);
  const level = (value: number) => (value === 0 ? 0 : 55 + value * 40);
  const cube = index - 16;
  return rgb([level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)]);
}

function rgb(parts: number[]): string {
  return `rgb(${parts.join(',')})`;
}

/** The card of a freshly filed ticket with a word in its thread. */
async function slackPicture(browser: Browser, url: string): Promise<void> {
  const agent = await signedIn(url, 'ada@postern.example');
  const view = await agent.tickets.view.query({ ticket: 1042 });
  await agent.tickets.note.mutate({
    ticket: 1042,
    body: 'The firewall people answered: the new address is on the list from 10:30.',
    requestId: 'picture-note',
  });
  await agent.tickets.reply.mutate({
    ticket: 1042,
    body: 'Your new office address was missing from our allow list. I have added it; please try again.',
    audienceHash: view.audience.hash,
    requestId: 'picture-reply',
  });
  const page = await browser.newPage({ viewport: { width: 1200, height: 680 } });
  await page.goto(`${url}/sandbox/slack/`);
  await page.getByText('#1042').first().waitFor();
  await page
    .getByText(/\d+ repl(y|ies)/)
    .first()
    .click();
  await page.getByText('please try again').first().waitFor();
  await page.mouse.move(5, 5);
  await shoot(page, 'slack');
}

async function signedIn(url: string, email: string) {
  const { token } = await httpClient({ url, token: null, source: 'TUI' }).auth.signIn.mutate({
    email,
    password: samplePassword,
  });
  return httpClient({ url, token, source: 'TUI' });
}

async function shoot(page: Page, name: string, part?: ReturnType<Page['locator']>): Promise<void> {
  const path = join(pictures, `${name}.png`);
  await (part ? part.screenshot({ path }) : page.screenshot({ path }));
  await page.close();
  console.log(`wrote docs/pictures/${name}.png`);
}

async function stop(desk: ChildProcess): Promise<void> {
  if (desk.exitCode !== null) return;
  desk.kill('SIGTERM');
  await once(desk, 'exit');
}

await main();
