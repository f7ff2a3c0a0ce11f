/** A customer files a ticket on a phone: an open terminal and Slack show it at once, and once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CustomerBrowser, openAsCustomer } from './customer-browser.ts';
import { type E2eDesk, startDesk } from './desk.ts';
import { type InboxTerminal, openInbox } from './inbox-terminal.ts';
import { shownText } from './slack-control.ts';

let desk: E2eDesk;
let maria: CustomerBrowser;
let ada: InboxTerminal;
beforeAll(async () => {
  desk = await startDesk();
  [maria, ada] = await Promise.all([openAsCustomer(desk.url), openInbox(desk), desk.slack.connected()]);
  ada.screen.press('2');
  await ada.screen.settled();
});
afterAll(async () => {
  await ada?.[Symbol.asyncDispose]();
  await maria?.[Symbol.asyncDispose]();
  await desk?.[Symbol.asyncDispose]();
});

const subject = 'Scanner at gate 4 beeps twice';
const message = 'Since the update of Monday.\n\nEvery second parcel is counted double.';

async function fillTicket({ page }: CustomerBrowser, about: string, text: string) {
  await page.goto(`${desk.url}/support/tickets/new`);
  await page.getByLabel('Subject').fill(about);
  await page.getByLabel('Message').fill(text);
}

const sendButton = ({ page }: CustomerBrowser) =>
  page.getByRole('main').getByRole('button', { name: 'File a support ticket' });

/** The number that the page says after filing. */
async function filedNumber({ page }: CustomerBrowser): Promise<number> {
  const link = page.getByRole('link', { name: /^Open ticket #\d+$/ });
  return Number(/\d+/.exec((await link.textContent()) ?? '')?.[0]);
}

test('what Maria files on her phone is in the open terminal and in Slack', async () => {
  await fillTicket(maria, subject, message);
  const beganAt = performance.now();
  const since = () => Math.round(performance.now() - beganAt);
  const [, inTerminalMs, inSlackMs] = await Promise.all([
    sendButton(maria).click(),
    ada.screen.waitFor(subject).then(since),
    desk.slack.cardAbout(subject).then(since),
  ]);
  const number = await filedNumber(maria);
  console.log(
    `From the press of the button on: terminal ${inTerminalMs} ms, Slack card ${inSlackMs} ms, confirmation ${since()} ms.`,
  );

  expect(await maria.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  const card = await desk.slack.card(number);
  const shown = shownText(card);
  expect(shown).toContain(`#${number}  ${subject}`);
  expect(shown).toContain('Every second parcel is counted double.');
  expect(shown).toContain('Maria López, Acme. Filed in the portal. 1 message.');
  expect(shown).toContain('Owner\nUnclaimed');

  ada.screen.press('.');
  await ada.screen.waitFor(new RegExp(`${number} Scanner`));
  await ada.open(number);
  for (const line of [subject, 'Maria López · Acme · unassigned', ...message.split('\n')])
    await ada.screen.waitFor(line);
  ada.screen.press('q');
});

test('pressing the button twice, and sending the very same form again, files one ticket', async () => {
  const about = 'Pallet 7 was pressed twice';
  await fillTicket(maria, about, 'A double click, and a phone that sends again.');
  const posted = maria.page.waitForRequest((request) => request.method() === 'POST');
  await sendButton(maria).dblclick();
  const form = (await posted).postDataBuffer();
  const type = (await posted).headers()['content-type'] ?? '';
  const number = await filedNumber(maria);

  const again = await Promise.all(
    [1, 2, 3].map(() =>
      maria.context.request.post(`${desk.url}/support/tickets/new`, {
        data: form ?? '',
        headers: { 'content-type': type, origin: desk.url },
        maxRedirects: 0,
      }),
    ),
  );
  for (const answer of again) {
    expect(answer.status()).toBe(303);
    expect(answer.headers().location).toMatch(new RegExp(`\\b${number}$`));
  }
  const list = await maria.context.request.get(`${desk.url}/support?search=pallet`, {
    headers: { accept: 'application/json' },
  });
  expect((await list.json()).items.map((each: { number: number }) => each.number)).toEqual([number]);
  const agent = await desk.agent();
  const { items } = await agent.tickets.list.query({ query: `"${about}"` });
  expect(items.map((each) => each.number)).toEqual([number]);
  await desk.delivered();
  expect(await desk.slack.cards(number)).toHaveLength(1);
});

test('the page that Slack is shown on lists the card, and it is reached through the desk', async () => {
  const { page } = maria;
  await page.goto(`${desk.url}/sandbox/slack/`);
  await page.getByText(subject).first().waitFor();
  await page.getByRole('button', { name: 'Reply to customer' }).first().waitFor();
});
