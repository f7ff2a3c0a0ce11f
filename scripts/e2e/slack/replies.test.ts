/** What leaves for the customer from Slack: shown before it goes, with its files, and never in Slack's own terms. */
import { expect, test } from 'vitest';
import { createSlackDesk, type SlackDesk, type SlackMessage, shownText, until } from './slack-desk.ts';

type Values = Record<string, unknown>;

async function openReply(desk: SlackDesk, card: SlackMessage, as = 'ada') {
  await desk.click(as, card, 'ticket.reply');
  return until(() => desk.dialogs()[0]);
}

async function submit(desk: SlackDesk, values: Values, as = 'ada') {
  await desk.emulator.act({ kind: 'submit', as, viewId: desk.dialogs()[0]?.id, values });
}

const dialogText = (desk: SlackDesk) =>
  shownText({ blocks: desk.dialogs()[0]?.view.blocks as SlackMessage['blocks'] });

/** The text that stands in the dialog, and the block that holds it. */
function field(desk: SlackDesk): { block: string; text: string } {
  const blocks = (desk.dialogs()[0]?.view.blocks ?? []) as {
    block_id: string;
    element?: { type: string; initial_value?: string };
  }[];
  const input = blocks.find(({ element }) => element?.type === 'plain_text_input');
  return { block: input?.block_id ?? '', text: input?.element?.initial_value ?? '' };
}

async function sent(desk: SlackDesk, number: number) {
  const customer = await desk.world.as(desk.maria);
  const { messages } = await customer.portal.ticket.query({ ticket: number });
  return messages
    .slice(1)
    .map(({ text, attachments }) => ({ text, files: attachments.map(({ fileName }) => fileName) }));
}

const notes = async (desk: SlackDesk, number: number) =>
  (await desk.view(number)).timeline.filter(({ kind }) => kind === 'note').length;

async function bring(desk: SlackDesk, files: Values[], as = 'ada'): Promise<string[]> {
  return (await desk.emulator.act({ kind: 'upload', as, files })).files as string[];
}

test("what looks as if it were the team's own, or was converted, is shown before it is sent, and sent as it was shown", async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await desk.say('bo', card, 'Their contract ends in March and nobody has told them.');
  await until(async () => (await notes(desk, number)) === 1);
  await openReply(desk, card);
  const typed =
    'Ask <@U0BOLINDQV> in <#C0SUPPORT|support>. Their contract ends in March and nobody has told them. ' +
    'See https://postern-sample.slack.com/archives/C0SUPPORT/p1 and db7.internal';
  await submit(desk, { reply: typed });
  expect(await sent(desk, number)).toEqual([]);
  const shown = dialogText(desk);
  expect(shown).toContain('This is what the customer will read');
  expect(shown).toContain('What is listed here stands in it.');
  expect(shown).toContain('This stands in an internal note: "');
  expect(shown).toContain('This names a machine of your own network: "db7.internal"');
  expect(shown).toContain(
    'This leads into your Slack, which customers cannot open: "https://postern-sample.slack.com',
  );
  const { block, text } = field(desk);
  expect(text).toMatch(/^Ask Bo in a channel\. Their contract/);

  // Another text than the one shown is looked at again.
  await submit(desk, { [block]: 'Our server db7.internal is down.' });
  expect(await sent(desk, number)).toEqual([]);
  expect(dialogText(desk)).toContain('What is listed here stands in it.');
  expect(dialogText(desk)).toMatch(/^Not sent yet/);
  expect(dialogText(desk)).not.toContain('The page stays empty.');
  expect(desk.dialogs()[0]?.view).toMatchObject({ submit: { text: 'Send it as it is' } });
  // So is the same text, once something else is wrong with it.
  const before = field(desk);
  await desk.say('bo', card, 'Did you know that our server db7.internal is down.');
  await until(async () => (await notes(desk, number)) === 2);
  await submit(desk, { [before.block]: before.text });
  expect(await sent(desk, number)).toEqual([]);
  expect(dialogText(desk)).toContain('This stands in an internal note: "');
  const again = field(desk);
  await submit(desk, { [again.block]: again.text });
  expect(await sent(desk, number)).toEqual([{ text: 'Our server db7.internal is down.', files: [] }]);
  expect(desk.dialogs()).toEqual([]);
});

test('a reply takes files along and closes the ticket, all at once', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await openReply(desk, card);
  const files = await bring(desk, [{ name: 'steps.txt', text: 'Turn it on.' }]);
  await submit(desk, { reply: 'See the file.', files, after: 'close' });
  await until(() => dialogText(desk).includes('Sent to the customer, with 1 file.'));
  expect(await sent(desk, number)).toEqual([{ text: 'See the file.', files: ['steps.txt'] }]);
  expect(await desk.view(number)).toMatchObject({ status: 'closed' });
});

test('how a reply with files ended is said in the dialog once Slack lets it, and else where the card stands', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const reply = async (values: Values) => {
    await openReply(desk, card);
    const files = await bring(desk, [{ name: 'steps.txt', text: 'Turn it on.' }]);
    await submit(desk, { ...values, files });
    // Until the work is done, nobody is told that nothing was sent.
    expect(dialogText(desk)).not.toMatch(/Nothing is sent/);
  };
  desk.emulator.planFault({ method: 'views.update', kind: 'rateLimited' });
  await reply({ reply: 'See the file.' });
  await until(() => dialogText(desk).includes('Sent to the customer, with 1 file.'));
  await desk.emulator.act({ kind: 'close', as: 'ada', viewId: desk.dialogs()[0]?.id });

  desk.emulator.planFault({ method: 'views.update', kind: 'refused', error: 'not_found' });
  desk.emulator.planFault({ method: 'chat.postEphemeral', kind: 'rateLimited' });
  await reply({ reply: 'See it once more.', after: 'stay' });
  const whisper = await until(() => desk.whispers()[0]);
  expect(whisper.text).toBe('Sent to the customer, with 1 file.');
  await desk.emulator.act({ kind: 'close', as: 'ada', viewId: desk.dialogs()[0]?.id });

  desk.emulator.planFault({ method: 'views.update', kind: 'refused', error: 'not_found' });
  desk.emulator.planFault({ method: 'download', kind: 'http500' });
  await reply({ reply: 'And again.' });
  const refused = await until(() => desk.whispers()[1]);
  expect(refused.text).toContain('Your reply was not sent.');
  expect(refused.text).toContain('Your text was: And again.');
  expect((await sent(desk, number)).map(({ text }) => text)).toEqual(['See the file.', 'See it once more.']);
});

test('a file that cannot go along is named, nothing is sent, and the text stays', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await openReply(desk, card);
  const base64 = Buffer.alloc(11 * 1_048_576, 7).toString('base64');
  const files = await bring(desk, [
    { name: 'good.txt', text: 'Fine.' },
    { name: 'film.mp4', base64 },
  ]);
  await submit(desk, { reply: 'See the film.', files });
  await until(() =>
    dialogText(desk).includes('The file "film.mp4" has 11 MB, and a file may have at most 10 MB.'),
  );
  expect(dialogText(desk)).toContain('Goes along: good.txt (5 B)');
  expect(await sent(desk, number)).toEqual([]);
  const { block, text } = field(desk);
  expect(text).toBe('See the film.');
  await submit(desk, { [block]: text, after: 'stay' });
  expect(await sent(desk, number)).toEqual([{ text: 'See the film.', files: ['good.txt'] }]);
  expect(await desk.view(number)).toMatchObject({ stage: 'New' });
});

test('a message of the thread goes to the customer in their terms, with the files that were ticked, and gets a tick', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const { ts } = await desk.emulator.act({
    kind: 'upload',
    as: 'ada',
    channel: card.channel,
    threadTs: card.ts,
    text: 'Please ask @bo to reset it, see #support',
    files: [
      { name: 'steps.txt', text: 'Turn it on.' },
      { name: 'secret.txt', text: 'CANARY' },
    ],
  });
  const shortcut = { kind: 'shortcut', name: 'send_to_customer', channel: card.channel };
  await desk.emulator.act({ ...shortcut, as: 'ada', ts });
  await until(() => desk.dialogs()[0]);
  expect(dialogText(desk)).toContain('To: Maria López (maria@acme.example)');
  const { block, text } = field(desk);
  expect(text).toBe('Please ask Bo to reset it, see a channel');
  const blocks = desk.dialogs()[0]?.view.blocks as { element?: Record<string, unknown> }[];
  const boxes = blocks.find(({ element }) => element?.type === 'checkboxes')?.element;
  expect(boxes).not.toHaveProperty('initial_options');
  const options = boxes?.options as { value: string; text: { text: string } }[];
  expect(options.map((each) => each.text.text)).toEqual(['steps.txt', 'secret.txt']);

  await submit(desk, { [block]: text, messageFiles: [options[0]?.value] });
  await until(() => dialogText(desk).includes('Sent to the customer'));
  expect(await sent(desk, number)).toEqual([{ text, files: ['steps.txt'] }]);
  expect(await desk.portalText(number)).not.toMatch(/secret\.txt|U0BOLINDQV|slack\.com|files-pri/);
  const reactionsOf = () =>
    JSON.stringify(desk.messages().find((each) => each.ts === ts) ?? {}).includes('white_check_mark');
  await until(reactionsOf);

  await desk.emulator.act({ kind: 'edit', as: 'ada', channel: card.channel, ts, text: 'Never mind' });
  const [whisper] = await until(() => desk.whispers().length > 0 && desk.whispers());
  expect(whisper?.text).toContain('Maria López has the old text already');
  expect((await sent(desk, number)).map((each) => each.text)).toEqual([text]);
});

test('a text that no dialog of Slack holds is never cut without a word', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await openReply(desk, card);
  // What was typed fits, and what the customer would read does not.
  await submit(desk, { reply: `${'Hello. '.repeat(427)}See <#C1>` });
  const [dialog] = desk.dialogs();
  expect(Object.values(dialog?.errors ?? {}).join()).toContain('a dialog of Slack holds 3,000');
  await desk.emulator.act({ kind: 'close', as: 'ada', viewId: dialog?.id });

  const long = `${'Please try this. '.repeat(190)}And the last step is to sign in.`;
  const ts = await desk.say('ada', card, long);
  const shortcut = { kind: 'shortcut', name: 'send_to_customer', channel: card.channel };
  await desk.emulator.act({ ...shortcut, as: 'ada', ts });
  await until(() => desk.dialogs()[0]);
  const { text } = field(desk);
  const rest = long.slice(text.length - 1, text.length + 30);
  expect(text).toHaveLength(3_000);
  expect(dialogText(desk)).toContain(
    `The text has ${long.length.toLocaleString('en')} characters, more than a dialog of Slack holds`,
  );
  expect(dialogText(desk)).toContain(`and begins: "${rest.trim()}`);
  expect(await sent(desk, number)).toEqual([]);
});

test('outside of the thread of a ticket, and for who is no agent, the shortcut opens nothing', async () => {
  await using desk = await createSlackDesk();
  const { card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const { ts } = await desk.emulator.act({ kind: 'message', as: 'ada', channel: 'support', text: 'Hello' });
  const shortcut = { kind: 'shortcut', name: 'send_to_customer', channel: 'support' };
  await desk.emulator.act({ ...shortcut, as: 'ada', ts });
  await until(() =>
    desk.whispers().some(({ text }) => text.startsWith('This message is not in the thread of a ticket.')),
  );
  const said = await desk.say('kim', card, 'Tell them no');
  await desk.emulator.act({ ...shortcut, as: 'kim', ts: said });
  await until(() => desk.whispers().some(({ text }) => text.startsWith('Only agents of this desk')));
  expect(desk.dialogs()).toEqual([]);
});
