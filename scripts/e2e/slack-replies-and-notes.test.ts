/** The team answers from Slack, and talks among itself there and in the terminal: only the answer reaches Maria. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type E2eDesk, startDesk } from './desk.ts';
import { type InboxTerminal, openInbox } from './inbox-terminal.ts';
import { PortalVisitor } from './portal-visitor.ts';
import { type SlackMessage, shownText } from './slack-control.ts';

const typed = 'CANARY-slack-61c2 zeppelin: their firewall, not ours';
const kept = 'CANARY-terminal-9e07 zeppelin: promise nothing yet';
const canaries = ['CANARY', 'zeppelin', 'their firewall', 'promise nothing'];
const subject = 'Label printer stops at noon';
const answer = 'Please switch it off and on once. <b>Not</b> twice & not *three* times.';

let desk: E2eDesk;
let ada: InboxTerminal;
let maria: PortalVisitor;
let chen: PortalVisitor;
let number: number;
let card: SlackMessage;
beforeAll(async () => {
  desk = await startDesk();
  [ada, maria, chen] = await Promise.all([
    openInbox(desk),
    PortalVisitor.signedIn(desk.url, 'maria@acme.example'),
    PortalVisitor.signedIn(desk.url, 'chen@globex.example'),
    desk.slack.connected(),
  ]);
  number = await maria.fileTicket(subject, 'Every day, for an hour.');
  card = await desk.slack.card(number);
  await ada.open(number);
});
afterAll(async () => {
  await ada?.[Symbol.asyncDispose]();
  await desk?.[Symbol.asyncDispose]();
});

/** All that Maria and others can be shown of the desk, each address in each form, and the mails. */
async function everythingShown(): Promise<Map<string, string>> {
  const pages = [
    '/support',
    `/support?search=${encodeURIComponent('Label printer')}`,
    '/support?search=firewall',
    '/support?status=open',
    '/support?status=closed',
    `/support/tickets/${number}`,
    '/support/tickets/1042',
    '/support/tickets/new',
    `/support/tickets/new?filed=${number}`,
  ];
  const shown = new Map<string, string>();
  for (const [name, person] of [['maria', maria] as const, ['chen', chen] as const]) {
    for (const page of pages) {
      for (const kind of ['text/html', 'application/json', 'text/plain']) {
        const response = await person.get(page, kind);
        shown.set(`${name} ${page} ${kind}`, await response.text());
      }
    }
  }
  for (const kind of ['text/html', 'application/json'])
    shown.set(`mails ${kind}`, await (await maria.get('/sandbox/mail', kind)).text());
  return shown;
}

/** Every byte but the ids that each form gets anew, and words such as "2 min ago" beside their exact time. */
const bytesOf = (shown: Map<string, string>) =>
  new Map(
    [...shown].map(([page, text]) => [
      page,
      text.replaceAll(/name="requestId" value="[\w-]+"/g, '').replaceAll(/>[^<]*<\/time>/g, '></time>'),
    ]),
  );

test('the dialog in Slack answers Maria; thread, terminal and portal show the answer', async () => {
  const dialog = await desk.slack.openDialog('bo', card);
  expect(dialog.view.title.text).toBe('Reply to customer');
  expect(JSON.stringify(dialog.view.blocks)).toContain('Maria López (maria@acme.example)');
  expect(await desk.slack.submit('bo', dialog, answer)).toBeNull();

  const entry = await desk.slack.inThread(card, 'Please switch it off');
  expect(shownText(entry)).toMatch(
    `SENT TO CUSTOMER by Bo Lindqvist, from Slack\n${answer}\nPortal: delivered `,
  );
  await ada.screen.waitFor('Please switch it off and on once.');
  const { messages, statusLabel } = await maria.json<{
    statusLabel: string;
    messages: { author: { kind: string; name: string }; text: string }[];
  }>(`/support/tickets/${number}`);
  expect(statusLabel).toBe('Waiting for you');
  expect(messages.at(-1)).toMatchObject({ author: { kind: 'agent', name: 'Bo' }, text: answer });
  await desk.delivered();
});

test('text typed in the Slack thread is a note in the terminal, and a note from the terminal is in the thread', async () => {
  const before = bytesOf(await everythingShown());

  await desk.slack.say('bo', card, typed);
  await ada.screen.waitFor('CANARY-slack-61c2');
  expect(ada.screen.text()).toMatch(/INTERNAL NOTE · Bo Lindqvist/);

  ada.screen.press('n');
  await ada.screen.waitFor('never shown to Maria López');
  ada.screen.type(kept);
  // The reply's key sends nothing here.
  ada.screen.press('ctrl+s');
  await ada.screen.settled();
  ada.screen.press('ctrl+n');
  const entry = await desk.slack.inThread(card, 'CANARY-terminal-9e07');
  expect(shownText(entry)).toBe(
    `INTERNAL NOTE by Ada Okafor, from the terminal. Customers never see this.\n${kept}`,
  );
  await ada.screen.settled();
  expect(ada.screen.text()).toMatch(/INTERNAL NOTE · You/);
  await desk.delivered();

  const after = await everythingShown();
  expect(bytesOf(after)).toEqual(before);
  for (const [address, text] of after)
    for (const canary of canaries) expect(text.includes(canary), `${address} shows "${canary}"`).toBe(false);
});

test('the team sees both notes once, and what Bo typed is not posted into the thread again', async () => {
  const agent = await desk.agent();
  const { timeline } = await agent.tickets.view.query({ ticket: number });
  const notes = timeline.filter(({ kind }) => kind === 'note');
  expect(notes.map(({ text, author }) => [author.name, text])).toEqual([
    ['Bo Lindqvist', typed],
    ['Ada Okafor', kept],
  ]);
  const thread = await desk.slack.thread(card);
  expect(thread.filter((message) => shownText(message).includes('CANARY-slack'))).toHaveLength(1);
  const { pendingDeliveries } = await desk.slack.state();
  expect(pendingDeliveries).toEqual([]);
});

test('searching for what only a note says finds nothing for Maria, and the ticket for Ada', async () => {
  const found = await maria.json<{ items: unknown[] }>('/support?search=zeppelin');
  expect(found.items).toEqual([]);
  await ada.show('zeppelin');
  await ada.screen.waitFor(new RegExp(`${number} Label printer`));
});

test('Maria’s next answer goes to everybody, and still carries nothing of the notes', async () => {
  await maria.reply(number, 'It printed all day.');
  await desk.slack.inThread(card, 'It printed all day.');
  await desk.delivered();
  for (const [address, text] of await everythingShown())
    for (const canary of canaries) expect(text.includes(canary), `${address} shows "${canary}"`).toBe(false);
});
