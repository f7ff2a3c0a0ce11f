/** Acting on tickets from Slack: the reply dialog, claiming, closing and reopening. */
import { expect, test } from 'vitest';
import { createSlackDesk, type SlackDesk, type SlackMessage, shownText, until } from './slack-desk.ts';

async function openDialog(desk: SlackDesk, card: SlackMessage, as = 'ada') {
  expect(await desk.click(as, card, 'ticket.reply')).toBe('acknowledged');
  return until(() => desk.dialogs()[0]);
}

const replies = async (desk: SlackDesk, number: number) =>
  (await desk.view(number)).timeline.filter((entry) => entry.direction === 'out').map((entry) => entry.text);

test('the dialog shows who reads the reply and what the customer said, and sends exactly once', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const dialog = await openDialog(desk, card);
  const shown = shownText({ blocks: (dialog.view.blocks as SlackMessage['blocks']) ?? [] });
  expect(dialog.view.title.text).toBe('Reply to customer');
  expect(shown).toContain('To: Maria López (maria@acme.example)');
  expect(shown).toContain('The page stays empty.');

  // An impatient person presses twice before the dialog is gone.
  const sent = await Promise.all([
    desk.submit('ada', dialog, 'Please *try* <again>.'),
    desk.submit('ada', dialog, 'Please *try* <again>.'),
  ]);
  expect(sent.map(({ outcome, view }) => [outcome, view])).toEqual([
    ['acknowledged', null],
    ['acknowledged', null],
  ]);
  expect(await replies(desk, number)).toEqual(['Please *try* <again>.']);
  const customer = await desk.world.as(desk.maria);
  const { messages } = await customer.portal.ticket.query({ ticket: number });
  expect(messages.map(({ text, author }) => [author.name, text])).toEqual([
    ['Maria López', 'The page stays empty.'],
    ['Ada', 'Please *try* <again>.'],
  ]);
  const [entry] = await until(() => desk.thread(card).length === 1 && desk.thread(card));
  expect(shownText(entry ?? card)).toBe(
    'SENT TO CUSTOMER by Ada Okafor, from Slack\nPlease *try* <again>.\nPortal: delivered 09:30 UTC.',
  );
});

test('a reply is held back when the customer wrote meanwhile; the text is kept and can then be sent', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const dialog = await openDialog(desk, card);
  const customer = await desk.world.as(desk.maria);
  await customer.portal.reply.mutate({ ticket: number, body: 'It works again.', requestId: 'request-again' });
  const { view } = await desk.submit('ada', dialog, 'Please try again.');
  const shown = shownText({ blocks: (view?.view.blocks as SlackMessage['blocks']) ?? [] });
  expect(shown).toContain('Somebody wrote since you opened this');
  expect(shown).toContain('It works again.');
  expect(JSON.stringify(view?.view.blocks)).toContain('"initial_value":"Please try again."');
  expect(await replies(desk, number)).toEqual([]);

  await desk.submit('ada', view ?? dialog, 'Good to hear.');
  expect(await replies(desk, number)).toEqual(['Good to hear.']);
  expect(desk.dialogs()).toEqual([]);
});

test('a reply is held back when a colleague answered meanwhile, and shows what they said', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const dialog = await openDialog(desk, card);
  const bo = await desk.world.as(await desk.world.agent({ name: 'Bo Lindqvist' }));
  const { audience } = await bo.tickets.view.query({ ticket: number });
  const reply = { ticket: number, body: 'It is fixed.', audienceHash: audience.hash };
  await bo.tickets.reply.mutate({ ...reply, requestId: 'request-of-bo' });
  const { view } = await desk.submit('ada', dialog, 'Please try again.');
  const shown = shownText({ blocks: (view?.view.blocks as SlackMessage['blocks']) ?? [] });
  expect(shown).toContain('Somebody wrote since you opened this');
  expect(shown).toMatch(/Bo Lindqvist answered:\s+It is fixed\./);
  expect(await replies(desk, number)).toEqual(['It is fixed.']);
  await desk.submit('ada', view ?? dialog, 'Try once more.');
  expect(await replies(desk, number)).toEqual(['It is fixed.', 'Try once more.']);
});

test('a refusal is shown beside the text, which stays', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const dialog = await openDialog(desk, card);
  await (await desk.agent()).tickets.close.mutate({ ticket: number });
  const { view } = await desk.submit('ada', dialog, 'Please try again.');
  expect(view?.errors.reply).toBe(
    `Ticket #${number} is closed. Press "Reopen" on its card, then send your reply.`,
  );
  expect(view?.state.reply?.text?.value).toBe('Please try again.');
  await (await desk.agent()).tickets.reopen.mutate({ ticket: number });
  await desk.submit('ada', dialog, 'Please try again.');
  expect(await replies(desk, number)).toEqual(['Please try again.']);
});

test('a customer message in the thread has the button too', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const customer = await desk.world.as(desk.maria);
  await customer.portal.reply.mutate({ ticket: number, body: 'Still empty.', requestId: 'request-again' });
  const [entry] = await until(() => desk.thread(card).length === 1 && desk.thread(card));
  const dialog = await openDialog(desk, entry ?? card, 'bo');
  await desk.submit('bo', dialog, 'We are on it.');
  expect(await replies(desk, number)).toEqual(['We are on it.']);
});

test('a dialog is good for an hour', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const dialog = await openDialog(desk, card);
  desk.world.pass(2 * 60 * 60_000);
  const { view } = await desk.submit('ada', dialog, 'Please try again.');
  expect(view?.errors.reply).toContain('This dialog is too old.');
  expect(await replies(desk, number)).toEqual([]);
});

test('when two claim at one moment, one has it and the other is told who', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await Promise.all([desk.click('ada', card, 'ticket.claim'), desk.click('bo', card, 'ticket.claim')]);
  const [whisper] = await until(() => desk.whispers().length === 1 && desk.whispers());
  const { assignee } = await desk.view(number);
  expect(whisper?.text).toBe(`${assignee?.name} has ticket #${number} already.`);
  expect(whisper?.recipient).toBe(assignee?.name === 'Ada Okafor' ? 'U0BOLINDQV' : 'U0ADAOKAFOR');
  await until(() => desk.cards().some((each) => shownText(each).includes(`Owner\n${assignee?.name}`)));
  const entries = await until(() => desk.thread(card).length > 0 && desk.thread(card));
  expect(entries.map(shownText)).toEqual([`${assignee?.name}: assigned to ${assignee?.name}`]);
});

test('a ticket is closed and reopened from its card', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await desk.click('bo', card, 'ticket.close');
  const closed = await until(() =>
    desk.cards().find((each) => shownText(each).includes('Closed by Bo Lindqvist')),
  );
  expect(await desk.view(number)).toMatchObject({ status: 'closed' });
  expect(shownText(closed)).not.toContain('Reply to customer');
  await desk.click('ada', closed, 'ticket.reopen');
  await until(() => desk.cards().some((each) => shownText(each).includes('Status\nWaiting on us')));
  expect(await desk.view(number)).toMatchObject({ status: 'open' });
  const thread = await until(() => desk.thread(card).length === 2 && desk.thread(card));
  expect(thread.map(shownText)).toEqual(['Bo Lindqvist: closed', 'Ada Okafor: reopened']);
});
