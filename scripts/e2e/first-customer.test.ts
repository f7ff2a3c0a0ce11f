/** From nothing to the first customer: an administrator's commands, and somebody who registers in a browser. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailServer, startMailServer } from '../../core/src/testing/mail-server.ts';
import { launchChromium } from '../src/testing/chromium.ts';
import { type E2eDesk, startDesk } from './desk.ts';
import { type CommandLine, openCommandLine } from './postern-command.ts';
import { posternServer } from './postern-server-command.ts';
import { until } from './until.ts';

const password = 'four words are enough';
const customersPassword = 'a lamp that never blinks';

let mail: MailServer;
let desk: E2eDesk;
let shell: CommandLine;
let browser: Browser;

beforeAll(async () => {
  mail = await startMailServer();
  desk = await startDesk({
    isBare: true,
    env: { SMTP_URL: mail.url, MAIL_FROM: 'Crate Help <help@crate.example>' },
    async prepare(_data, env) {
      const made = await posternServer(
        [
          'init',
          '--name',
          'Grace Ito',
          '--email',
          'grace@crate.example',
          '--title',
          'Crate Help',
          '--password-stdin',
        ],
        env,
        `${password}\n`,
      );
      expect(made).toMatchObject({ code: 0 });
    },
  });
  shell = openCommandLine();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  shell?.[Symbol.dispose]();
  await desk?.[Symbol.asyncDispose]();
  await mail?.[Symbol.asyncDispose]();
});

async function postern(...args: string[]): Promise<string> {
  const { exit, stdout, stderr } = await shell.postern(args);
  expect([args.join(' '), exit, stderr]).toEqual([args.join(' '), 0, stderr]);
  return stdout;
}

/** The first link in a mail. */
const linkIn = (text: string) => /https?:\/\/\S+/.exec(text)?.[0] ?? '';

test('S7, S8, S20, S30, S60: a desk is set up by commands in under three minutes, and its first customer comes in', async () => {
  const startedAt = performance.now();
  await shell.postern(
    ['auth', 'login', '--url', desk.url, '--email', 'grace@crate.example', '--password-stdin'],
    `${password}\n`,
  );
  await postern('portal', 'off', '--yes');
  await postern('portal', 'set', 'title=Crate Help', 'slug=help');
  await postern('portal', 'domain', 'set', 'self-registration=yes', 'language=en');
  await postern(
    'portal',
    'consent',
    'set',
    '--text',
    'We keep your messages for two years. See [our notice](https://crate.example/privacy).',
    '--label',
    'I agree.',
  );
  await postern('portal', 'brand', 'set', 'color=#7a3b69');
  await postern('portal', 'filter', 'pipeline:Support');
  await postern('portal', 'on');
  const status = await shell.json<{ items: { state: string }[] }>(['portal', 'status']);
  expect(status.items.filter(({ state }) => state === 'missing')).toEqual([]);
  expect(performance.now() - startedAt).toBeLessThan(180_000);

  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${desk.url}/help`);
  await page.getByRole('link', { name: 'Register here' }).click();
  await page.getByLabel('Your name').fill('Ann Lee');
  await page.getByLabel('Email').fill('ann@customer.example');
  await page.getByRole('link', { name: 'our notice' }).waitFor();
  await page.getByLabel('I agree.').check();
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByText('a mail is on its way').waitFor();

  const sent = await until(async () => mail.mails.find(({ to }) => to.includes('ann@customer.example')));
  // A scanner of mails opens every link before its reader does.
  await fetch(linkIn(sent.text));
  await fetch(linkIn(sent.text), { method: 'HEAD' });
  await page.goto(linkIn(sent.text));
  await page.getByLabel('New password').fill(customersPassword);
  await page.getByRole('button', { name: 'Save and sign in' }).click();
  await page.getByRole('heading', { name: 'Your tickets' }).waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'File a support ticket' }).click();
  await page.getByLabel('Subject').fill('The lamp blinks');
  await page.getByLabel('Message').fill('Twice a second.');
  await page.getByRole('button', { name: 'File a support ticket' }).click();
  await page.getByRole('link', { name: /Open ticket #\d+/ }).waitFor();

  const { items } = await shell.json<{ items: { subject: string; requester: { email: string } }[] }>([
    'ticket',
    'list',
  ]);
  expect(items).toMatchObject([{ subject: 'The lamp blinks', requester: { email: 'ann@customer.example' } }]);
  await context.close();
});
