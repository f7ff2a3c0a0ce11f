/** The README's tour by a person who has no account with Slack: every step a click on a page in a browser. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../src/testing/chromium.ts';
import { type E2eDesk, samplePassword, startDesk } from './desk.ts';
import { root } from './server-process.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');

let desk: E2eDesk;
let browser: Browser;
beforeAll(async () => {
  [desk, browser] = await Promise.all([startDesk(), launchChromium()]);
  await desk.slack.connected();
});
afterAll(async () => {
  await browser?.close();
  await desk?.[Symbol.asyncDispose]();
});

/** A page of a fresh profile; what the browser complains about is collected. */
async function open(address: string, complaints: string[]): Promise<Page> {
  const [, path = ''] = new RegExp(`<http://127\\.0\\.0\\.1:4000(${address})>`).exec(readme) ?? [];
  expect(path, `the README names ${address}`).toBe(address);
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${desk.url}${path}`);
  return page;
}

test('a ticket is filed in the portal, found in Slack, talked about, answered from there, and read by who filed it', async () => {
  for (const step of ['*File a support ticket*', '*Reply to customer*', '*Send to customer*'])
    expect(readme).toContain(step);
  const complaints: string[] = [];
  const subject = 'The crane beeps';

  const maria = await open('/support', complaints);
  await maria.getByLabel('Email').fill('maria@acme.example');
  await maria.getByLabel('Password').fill(samplePassword);
  await maria.getByRole('button', { name: 'Sign in' }).click();
  await maria.getByRole('link', { name: 'File a support ticket' }).first().click();
  await maria.getByLabel('Subject').fill(subject);
  await maria.getByLabel('Message').fill('All day, and nobody moves it.');
  await maria.getByRole('main').getByRole('button', { name: 'File a support ticket' }).click();
  await maria.getByRole('link', { name: /^Open ticket #\d+$/ }).click();

  const slack = await open('/sandbox/slack/', complaints);
  await slack.getByText('Postern is connected').waitFor();
  await slack.getByLabel('You are').selectOption({ label: 'Ada Okafor' });
  const card = slack.locator('#messages .message', { hasText: subject });
  await card.getByText('All day, and nobody moves it.').waitFor();
  await card.hover();
  await card.getByRole('button', { name: 'Reply in thread' }).click();
  await slack.getByLabel('Reply in thread').fill('CANARY among ourselves: the old one again');
  await slack.getByRole('button', { name: 'Send reply' }).click();
  await slack.getByLabel('Messages of the thread').getByText('the old one again').waitFor();
  const agent = await desk.agent();
  const { items } = await agent.tickets.list.query({ query: `"${subject}"` });
  const ticket = items[0]?.number ?? 0;
  const texts = async (kind: string) =>
    (await agent.tickets.view.query({ ticket })).timeline.flatMap((each) =>
      each.kind === kind ? [each.text] : [],
    );
  await expect.poll(() => texts('note')).toEqual(['CANARY among ourselves: the old one again']);

  await card.getByRole('button', { name: 'Reply to customer' }).click();
  const dialog = slack.getByRole('dialog');
  await dialog.getByText('To: Maria López (maria@acme.example)').waitFor();
  // Who thinks better of it has sent nothing.
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await card.getByRole('button', { name: 'Reply to customer' }).click();
  await dialog.getByLabel('Your reply').fill('Somebody is on the way.');
  await dialog.getByRole('button', { name: 'Send to customer' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await slack.getByLabel('Messages of the thread').getByText('Somebody is on the way.').waitFor();
  await slack.getByText('SENT TO CUSTOMER by Ada Okafor, from Slack').waitFor();

  await maria.reload();
  await maria.getByText('Somebody is on the way.').waitFor();
  expect(await maria.content()).not.toContain('CANARY');
  expect(complaints).toEqual([]);
}, 60_000);
