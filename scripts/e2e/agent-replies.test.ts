/** Ada answers in the terminal: Maria reads it in the portal and by mail, and Slack shows what was sent to her. */
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
});
afterAll(async () => {
  await ada?.[Symbol.asyncDispose]();
  await maria?.[Symbol.asyncDispose]();
  await desk?.[Symbol.asyncDispose]();
});

const lines = ['The new office is on the list now.', '', 'Please try once more – merci, ありがとう.'];
const ticketPath = '/support/tickets/1042';

async function jsonOf(path: string) {
  const answer = await maria.context.request.get(`${desk.url}${path}`, {
    headers: { accept: 'application/json' },
  });
  expect(answer.status()).toBe(200);
  return answer.json();
}

test('a reply written in the terminal is shown as sent, and the frame says to whom it goes', async () => {
  await ada.open(1042);
  ada.screen.press('r');
  await ada.screen.waitFor('PUBLIC REPLY → Maria López · #1042');
  for (const [index, line] of lines.entries()) {
    if (index > 0) ada.screen.press('enter');
    ada.screen.type(line);
  }
  await ada.screen.waitFor('Ctrl+S SEND TO CUSTOMER Maria López');
  // The note's key sends nothing here.
  ada.screen.press('ctrl+n');
  await ada.screen.settled();
  await ada.screen.waitFor(lines[0] as string);
  ada.screen.press('ctrl+s');
  await ada.screen.waitFor('Reply sent to Maria López (#1042).');
  await ada.screen.settled();
  const shown = ada.screen.text();
  expect(shown).toContain('You · public reply');
  expect(shown).toContain(lines[2]);
  expect(shown).toMatch(/#1042 Cannot sign in[^\n]*waiting on customer/);
});

test('Maria reads it on her phone, word for word, from Ada by her public name', async () => {
  const { page } = maria;
  await page.goto(`${desk.url}${ticketPath}`);
  const reply = page.getByRole('listitem').filter({ hasText: lines[0] as string });
  await reply.waitFor();
  const shown = await reply.innerText();
  for (const line of lines) expect(shown).toContain(line);
  expect(shown).toContain('Ada');
  expect(shown).not.toContain('Okafor');
  await page.getByText('Waiting for you').first().waitFor();
});

test("the portal's JSON of the ticket and of the list has exactly the promised fields", async () => {
  const ticket = await jsonOf(ticketPath);
  const listFields = [
    'createdAt',
    'lastActivityAt',
    'number',
    'requester',
    'status',
    'statusLabel',
    'subject',
  ];
  expect(Object.keys(ticket).sort()).toEqual([...listFields, 'messages', 'properties'].sort());
  expect(Object.keys(ticket.requester)).toEqual(['name']);
  const reply = ticket.messages.at(-1);
  expect(reply).toEqual({
    id: expect.stringMatching(/^\w+$/),
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    author: { kind: 'agent', name: 'Ada' },
    channel: 'portal',
    text: lines.join('\n'),
    attachments: [],
  });
  expect(ticket).toMatchObject({ status: 'open', statusLabel: 'Waiting for you', lastActivityAt: reply.at });
  for (const message of ticket.messages) {
    expect(Object.keys(message).sort()).toEqual(['at', 'attachments', 'author', 'channel', 'id', 'text']);
    expect(Object.keys(message.author).sort()).toEqual(['kind', 'name']);
    expect(['you', 'contact', 'agent']).toContain(message.author.kind);
  }
  const list = await jsonOf('/support');
  expect(Object.keys(list).sort()).toEqual(['items', 'nextCursor']);
  for (const item of list.items) expect(Object.keys(item).sort()).toEqual(listFields);
  expect(list.items[0]).toMatchObject({ number: 1042, lastActivityAt: reply.at });
});

test('the Slack thread shows it as sent to the customer, under a card of the ticket', async () => {
  const card = await desk.slack.card(1042);
  const entry = await desk.slack.inThread(card, lines[0] as string);
  expect(shownText(entry)).toMatch(
    `SENT TO CUSTOMER by Ada Okafor, from the terminal\n${lines.join('\n')}\nPortal: delivered `,
  );
  await desk.delivered();
  expect(await desk.slack.cards(1042)).toHaveLength(1);
  expect(await desk.slack.thread(card)).toHaveLength(1);
});

test('the mail to Maria is in the sandbox, with a link that opens the ticket', async () => {
  await desk.delivered();
  const { page } = maria;
  await page.goto(`${desk.url}/sandbox/mail`);
  const mail = page.getByRole('article').filter({ hasText: lines[0] as string });
  const text = await mail.innerText();
  expect(text).toContain('Maria López <maria@acme.example>');
  expect(text).toContain(lines[2]);
  await mail.getByRole('link').first().click();
  await page.getByRole('heading', { name: /Cannot sign in to the portal/ }).waitFor();
  expect(page.url()).toBe(`${desk.url}${ticketPath}`);
});

test('her answer from the portal is in the open thread of the terminal', async () => {
  const { page } = maria;
  await page.goto(`${desk.url}${ticketPath}`);
  await page.getByLabel('Message').fill('It works. Thank you, Ada.');
  await page.getByRole('button', { name: 'Send reply' }).click();
  await ada.screen.waitFor('It works. Thank you, Ada.');
  await ada.screen.waitFor(/#1042 Cannot sign in[^\n]*waiting on us/);
  await ada.screen.waitFor('Maria López · Acme · Ada Okafor');
  const card = await desk.slack.card(1042);
  expect(shownText(await desk.slack.inThread(card, 'It works.'))).toContain('From customer: Maria López');
});
