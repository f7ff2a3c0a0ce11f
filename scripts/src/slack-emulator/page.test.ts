/** The browser page, in a real browser: hostile text stays text, and a person can do what a person does in Slack. */
import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../testing/chromium.ts';
import { card, eventually, fullManifest, replyDialog, type Stand, startStand } from './testing/stand.ts';
import type { Json } from './types.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

const room = 'C0SUPPORT';

/** Opens the page as someone; whatever the browser complains about is collected. */
async function openPage(stand: Stand, query: Record<string, string> = {}) {
  const context = await browser.newContext({ viewport: { width: 1300, height: 850 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`a script ran: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${stand.url}/?${new URLSearchParams({ as: 'U0ADAOKAFOR', channel: room, ...query })}`);
  await page.waitForSelector('#channels button');
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
}

const messageTexts = (page: Page) => page.locator('#messages .message').allInnerTexts();

const hostile = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(2)</script>',
  '"><svg onload=alert(3)>',
  '<!channel> <@U0KIMPARK>',
  '&lt;b&gt;&amp;',
  'javascript:alert(4)',
  '\u202Egnirts\u0000\u001b[31m',
];

test('hostile text in every place a message has text is shown as it is and does nothing', async () => {
  await using stand = await startStand();
  for (const text of hostile) {
    const plain = { type: 'plain_text', text: text.slice(0, 75) };
    await stand.web.chat.postMessage({
      channel: room,
      text,
      blocks: [
        { type: 'header', text: plain },
        { type: 'section', text: plain, fields: [plain] },
        { type: 'context', elements: [plain] },
        {
          type: 'rich_text',
          elements: [
            { type: 'rich_text_quote', elements: [{ type: 'text', text }] },
            {
              type: 'rich_text_section',
              elements: [{ type: 'link', url: 'javascript:alert(5)', text }],
            },
          ],
        },
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'a', text: plain, value: text },
            { type: 'overflow', action_id: 'o', options: [{ text: plain, value: 'x' }] },
          ],
        },
        // biome-ignore lint/suspicious/noExplicitAny: blocks as plain JSON
      ] as any,
    });
    await stand.emulator.act({ kind: 'message', as: 'kim', channel: 'support', text });
  }
  await using opened = await openPage(stand);
  const { page, complaints } = opened;
  const shown = await messageTexts(page);
  expect(shown).toHaveLength(2 * hostile.length);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the browser drops NUL and shows no others
  const visible = (text: string) => text.replace(/[\u0000-\u001f]/g, '').replace(/\s+/g, ' ');
  for (const [index, text] of hostile.entries()) {
    expect(visible(shown[2 * index]!)).toContain(visible(text));
    if (!text.includes('@') && !text.includes('`'))
      expect(visible(shown[2 * index + 1]!)).toContain(visible(text));
  }
  expect(await page.locator('#messages :is(img, script, svg, iframe)').count()).toBe(0);
  expect(await page.locator('#messages a[href^="javascript" i]').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('hostile markup in text without blocks makes no element and no script address', async () => {
  await using stand = await startStand();
  const texts = [
    '<javascript:alert(1)|click me>',
    '*<img src=x onerror=alert(1)>* `<b>` ```<i>```',
    '<https://a.example"onmouseover="alert(1)|x>',
    '<data:text/html,<script>alert(1)</script>|y>',
  ];
  for (const text of texts) await stand.web.chat.postMessage({ channel: room, text });
  await using opened = await openPage(stand);
  const { page, complaints } = opened;
  const addresses = await page
    .locator('#messages a')
    .evaluateAll((links) => links.map((link) => [link.getAttribute('href'), link.attributes.length]));
  expect(addresses).toEqual([['https://a.example"onmouseover="alert(1)', 3]]);
  expect(await page.locator('#messages :is(img, script, i, b)').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('lines of a section are lines on the page', async () => {
  await using stand = await startStand();
  const text = { type: 'plain_text' as const, text: 'First line.\nSecond line.' };
  await stand.web.chat.postMessage({ channel: room, text: 'lines', blocks: [{ type: 'section', text }] });
  await using opened = await openPage(stand);
  expect((await messageTexts(opened.page)).join()).toContain(text.text);
});

test('a message typed on the page reaches the app; what the app answers appears without a reload', async () => {
  await using stand = await startStand();
  const { ts } = await stand.web.chat.postMessage({ channel: room, text: 'card', blocks: card() });
  const heard: Json[] = [];
  await stand.startApp((app) => {
    app.message(async ({ message, say }) => {
      if ('bot_id' in message && message.bot_id) return;
      heard.push(message as unknown as Json);
      await say({ text: 'Noted.', thread_ts: ts! });
    });
  });
  await using opened = await openPage(stand, { thread: ts! });
  const { page, complaints } = opened;
  await page.fill('#thread-text', 'I will look, @bo');
  await page.press('#thread-text', 'Enter');
  await page.locator('#thread-messages .message', { hasText: 'Noted.' }).waitFor();
  expect(heard).toMatchObject([{ user: 'U0ADAOKAFOR', thread_ts: ts, text: 'I will look, <@U0BOLINDQV>' }]);
  expect(await page.inputValue('#thread-text')).toBe('');
  expect(complaints).toEqual([]);
});

test('a dialog opens from a button, shows errors, keeps what was typed and closes when accepted', async () => {
  await using stand = await startStand();
  await stand.web.chat.postMessage({ channel: room, text: 'card', blocks: card() });
  const sent: unknown[] = [];
  await stand.startApp((app) => {
    app.action('ticket.reply', async ({ ack, body, client }) => {
      await ack();
      // biome-ignore lint/suspicious/noExplicitAny: the block_actions body and a dialog as plain JSON
      await client.views.open({ trigger_id: (body as any).trigger_id, view: replyDialog() as any });
    });
    app.view('ticket.reply', async ({ ack, view }) => {
      const text = view.state.values.body?.text?.value ?? '';
      if (text.length < 10) {
        await ack({ response_action: 'errors', errors: { body: 'Write a whole sentence.' } });
      } else {
        sent.push(view.state.values);
        await ack();
      }
    });
  });
  await using opened = await openPage(stand);
  const { page, complaints } = opened;
  await page.click('#messages [data-action="ticket.reply"]');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Message').fill('Hi');
  await dialog.getByRole('button', { name: 'Send to customer' }).click();
  await dialog.getByText('Write a whole sentence.').waitFor();
  expect(await dialog.getByLabel('Message').inputValue()).toBe('Hi');
  await dialog.getByLabel('Message').fill('Please try the new link.');
  await dialog.getByLabel('Then').selectOption('close');
  await dialog.getByRole('button', { name: 'Send to customer' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(sent).toMatchObject([
    {
      body: { text: { value: 'Please try the new link.' } },
      next: { next: { selected_option: { value: 'close' } } },
    },
  ]);
  expect(complaints).toEqual([]);
});

test('a button with a question asks it first, and "no" clicks nothing', async () => {
  await using stand = await startStand();
  await stand.web.chat.postMessage({ channel: room, text: 'card', blocks: card() });
  const clicked: string[] = [];
  await stand.startApp((app) => {
    app.action('ticket.close', async ({ ack, body }) => {
      clicked.push(body.user.id);
      await ack();
    });
  });
  await using opened = await openPage(stand);
  const { page } = opened;
  const close = page.locator('#messages [data-action="ticket.close"]');
  await close.click();
  await page.getByRole('button', { name: 'Keep open' }).click();
  await close.click();
  await page.getByRole('button', { name: 'Close ticket' }).click();
  await expect.poll(() => clicked).toEqual(['U0ADAOKAFOR']);
});

test('people see their own channels, their own whispers, and may change only what they wrote', async () => {
  await using stand = await startStand();
  await stand.web.chat.postEphemeral({ channel: room, user: 'U0KIMPARK', text: 'You are not an agent.' });
  await stand.emulator.act({ kind: 'message', as: 'kim', channel: 'support', text: 'hello' });
  await using opened = await openPage(stand);
  const { page } = opened;
  await page.getByText('hello').waitFor();
  expect(await page.getByText('You are not an agent.').count()).toBe(0);
  expect(await page.locator('#messages .tool', { hasText: 'Edit' }).count()).toBe(0);
  await page.selectOption('#who', { label: 'Kim Park' });
  await page.getByText('You are not an agent.').waitFor();
  await page.locator('#messages .message', { hasText: 'hello' }).hover();
  await page.locator('#messages .tool', { hasText: 'Edit' }).click();
  await page.getByLabel('Edit message').fill('hello again');
  await page.press('.edit-field', 'Enter');
  await page.getByText('(edited)').waitFor();
  await page.selectOption('#who', { label: 'Visiting guest (guest)' });
  await expect.poll(() => page.locator('#channels button').allInnerTexts()).toEqual(['#\nrandom']);
});

const option = (text: string) => ({ text: { type: 'plain_text', text }, value: text });

/** A dialog with the controls that the reply dialog lacks, as the app opens it from a shortcut. */
const ticketDialog = replyDialog({
  callback_id: 'ticket',
  blocks: [
    { type: 'external_select', action_id: 'contact', min_query_length: 2 },
    { type: 'checkboxes', action_id: 'copy', options: [option('files'), option('links')] },
    { type: 'radio_buttons', action_id: 'priority', options: [option('normal'), option('high')] },
    { type: 'datepicker', action_id: 'due' },
    { type: 'file_input', action_id: 'more' },
  ].map((element) => ({
    type: 'input',
    block_id: element.action_id,
    label: { type: 'plain_text', text: element.action_id },
    element,
  })),
});

test('from a message a shortcut opens a dialog; every control of it is filled in by hand and arrives', async () => {
  await using stand = await startStand({ manifestFile: fullManifest });
  const sent: Json[] = [];
  await stand.startApp((app) => {
    app.shortcut('ticket_from_message', async ({ ack, client, shortcut }) => {
      await ack();
      await client.views.open({ trigger_id: shortcut.trigger_id, view: ticketDialog });
    });
    // biome-ignore lint/suspicious/noExplicitAny: options as plain JSON
    app.options('contact', async ({ ack }) => ack({ options: [option('Maria'), option('Marta')] as any }));
    app.view('ticket', async ({ ack, view }) => {
      sent.push(view.state.values as unknown as Json);
      await ack();
    });
  });
  await stand.emulator.as('bo').share('#support', [{ name: 'screen.png', text: 'x' }], { text: 'Look' });
  await using opened = await openPage(stand);
  const { page, complaints } = opened;
  const message = page.locator('#messages .message', { hasText: 'Look' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    message.getByRole('link', { name: 'screen.png' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('screen.png');
  await message.hover();
  await message.getByLabel('More actions').click();
  await message.getByRole('button', { name: 'Create ticket' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('contact').fill('mar');
  await dialog.getByRole('button', { name: 'Marta' }).click();
  await dialog.getByRole('checkbox', { name: 'links' }).check();
  await dialog.getByRole('radio', { name: 'high' }).check();
  await dialog.getByLabel('due').fill('2026-12-01');
  const file = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') };
  await dialog.getByLabel('more').setInputFiles(file);
  await dialog.getByText('5 bytes').waitFor();
  await dialog.getByRole('button', { name: 'Send to customer' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(sent).toMatchObject([
    {
      contact: { contact: { selected_option: { value: 'Marta' } } },
      copy: { copy: { selected_options: [{ value: 'links' }] } },
      priority: { priority: { selected_option: { value: 'high' } } },
      due: { due: { selected_date: '2026-12-01' } },
      more: { more: { files: [{ name: 'a.txt', size: 5 }] } },
    },
  ]);
  expect(complaints).toEqual([]);
});

test('the Home shows what the app publishes; a command answers below; a file and an emoji are put by hand', async () => {
  await using stand = await startStand({ manifestFile: fullManifest });
  const section = (text: string) => ({
    type: 'section' as const,
    text: { type: 'plain_text' as const, text },
  });
  await stand.startApp((app) => {
    app.event('app_home_opened', async ({ event, client }) => {
      await client.views.publish({
        user_id: event.user,
        view: { type: 'home', blocks: [section('My queue')] },
      });
    });
    app.command('/postern', async ({ ack, command }) => ack(`Nothing for "${command.text}".`));
  });
  await using opened = await openPage(stand);
  const { page, complaints } = opened;
  await page.locator('#apps button').click();
  await page.locator('#home').getByText('My queue').waitFor();
  await page.getByRole('button', { name: 'Messages', exact: true }).click();
  await page.getByText('Sending messages to Postern has been turned off.').waitFor();
  await page.locator('#channels').getByText('support').click();
  await page.fill('#composer-text', '/');
  await page.press('#composer-text', 'Tab');
  expect(await page.inputValue('#composer-text')).toBe('/postern ');
  await page.fill('#composer-text', '/postern mine');
  await page.press('#composer-text', 'Enter');
  await page.getByText('Nothing for "mine".').waitFor();
  await page.locator('#composer input[type=file]').setInputFiles({
    name: 'log.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('12345'),
  });
  await page.press('#composer-text', 'Enter');
  const message = page.locator('#messages .message', { hasText: 'log.txt' });
  await message.hover();
  await message.getByLabel('React').click();
  await message.getByRole('button', { name: 'eyes' }).click();
  await message.locator('.reaction').waitFor();
  expect(stand.messages()).toMatchObject([
    { files: [{ name: 'log.txt', size: 5 }], reactions: [{ name: 'eyes', users: ['U0ADAOKAFOR'] }] },
  ]);
  await page.getByText('Channel ▾').click();
  await page.getByRole('button', { name: 'Share externally' }).click();
  await page.getByText('This channel is shared with another company.').waitFor();
  await page.click('#journal-button');
  await page.getByRole('button', { name: 'Revoke token' }).click();
  await eventually(async () => expect(await page.textContent('#link')).toContain('token_revoked'));
  expect(complaints).toEqual([]);
});

/** A desk's proxy: `/sandbox/slack/` leads to the emulator, everything else nowhere. */
async function startProxy() {
  let target = '';
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const path = /^\/sandbox\/slack(\/.*)$/.exec(request.url ?? '')?.[1];
    if (path === undefined) return void response.writeHead(404).end();
    const { method, headers } = request;
    const forwarded = forward(`${target}${path}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    leadTo(url: string) {
      target = url;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('the page works under another path, as the desk proxies it', async () => {
  await using proxy = await startProxy();
  await using stand = await startStand({ allowedOrigins: [proxy.origin] });
  proxy.leadTo(stand.url);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${proxy.origin}/sandbox/slack/?as=U0BOLINDQV`);
  await page.fill('#composer-text', 'through the proxy');
  await page.press('#composer-text', 'Enter');
  await page.locator('#messages .message', { hasText: 'through the proxy' }).waitFor();
  expect(stand.messages()).toMatchObject([{ user: 'U0BOLINDQV', text: 'through the proxy' }]);
  expect(proxy.asked.filter((path) => !path.startsWith('/sandbox/slack/'))).toEqual([]);
  await context.close();
});
