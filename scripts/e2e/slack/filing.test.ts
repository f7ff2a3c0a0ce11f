/** Tickets that agents file from Slack: from any message, or from nothing. */
import { expect, test } from 'vitest';
import { createSlackDesk, type SlackDesk, type SlackMessage, shownText, until } from './slack-desk.ts';

const dialogText = (desk: SlackDesk) =>
  shownText({ blocks: desk.dialogs()[0]?.view.blocks as SlackMessage['blocks'] });

async function submit(desk: SlackDesk, values: Record<string, unknown>) {
  await desk.emulator.act({ kind: 'submit', as: 'ada', viewId: desk.dialogs()[0]?.id, values });
}

/** What stands in the fields, by block. */
function fields(desk: SlackDesk): Record<string, string> {
  const blocks = (desk.dialogs()[0]?.view.blocks ?? []) as {
    block_id: string;
    element?: { type: string; initial_value?: string };
  }[];
  const inputs = blocks.filter(({ element }) => element?.type === 'plain_text_input');
  return Object.fromEntries(inputs.map((each) => [each.block_id, each.element?.initial_value ?? '']));
}

test('a message becomes a ticket of the contact, with its thread as notes and a link back that only the team sees', async () => {
  await using desk = await createSlackDesk();
  const { ts } = (await desk.emulator.act({
    kind: 'upload',
    as: 'kim',
    channel: 'support',
    text: 'maria@acme.example called: the export fails.\nAsk @bo',
    files: [
      { name: 'screen.txt', text: 'Error 7' },
      { name: 'margin.txt', text: 'CANARY' },
    ],
  })) as { ts: string };
  // The first line becomes the ticket, and stands in a note besides.
  desk.meantForCustomers('maria@acme.example called: the export fails.');
  const said = { kind: 'message', as: 'bo', channel: 'support', threadTs: ts };
  await desk.emulator.act({ ...said, text: 'CANARY they still owe us' });
  const shortcut = { kind: 'shortcut', name: 'ticket_from_message', channel: 'support', ts };
  await desk.emulator.act({ ...shortcut, as: 'ada' });
  await until(() => desk.dialogs()[0]);
  expect(fields(desk)).toEqual({
    from: 'maria@acme.example',
    subject: 'maria@acme.example called: the export fails.',
    body: 'maria@acme.example called: the export fails.\nAsk Bo',
  });
  const blocks = (desk.dialogs()[0]?.view.blocks ?? []) as { element?: { options?: { value: string }[] } }[];
  const boxes = blocks.find(({ element }) => element?.options);
  expect(boxes?.element).not.toHaveProperty('initial_options');

  // An address that is no contact's is said beside what was written, and can be mended.
  const first = boxes?.element?.options?.[0]?.value;
  await submit(desk, { from: 'mario@acme.example', subject: 'Export fails', messageFiles: [first] });
  await until(() => dialogText(desk).includes('Nothing was filed.'));
  expect(fields(desk)['subject.1']).toBe('Export fails');
  await submit(desk, { 'from.1': 'maria@acme.example', messageFiles: [first] });
  await until(() => dialogText(desk).includes('is filed.'));

  const card = await until(() => desk.cards().find((each) => shownText(each).includes('Export fails')));
  expect(shownText(card)).toContain('Filed by Ada Okafor from Slack.');
  const [, number] = /#(\d+)/.exec(shownText(card)) ?? [];
  const { timeline } = await desk.view(Number(number));
  const notes = timeline
    .filter(({ kind }) => kind === 'note')
    .map(({ author, text }) => `${author.name}: ${text}`);
  expect(notes[0]).toMatch(/^Ada Okafor: Filed from a message in Slack\.\nhttps:\/\/.*slack\.com\//);
  expect(notes.slice(1)).toEqual([
    expect.stringContaining('Kim Park (Slack, not an agent): maria@acme.example called'),
    'Bo Lindqvist: CANARY they still owe us',
  ]);
  const portal = await desk.portalText(Number(number));
  expect(portal).toContain('screen.txt');
  expect(portal).not.toMatch(/CANARY|margin\.txt|slack\.com|U0BOLINDQV/);
});

test('a ticket is filed from nothing, and who is no agent is told so', async () => {
  await using desk = await createSlackDesk();
  await desk.emulator.act({ kind: 'shortcut', as: 'kim', name: 'ticket_new' });
  await until(() => dialogText(desk).includes('Only agents of this desk can do that.'));
  await desk.emulator.act({ kind: 'close', as: 'kim', viewId: desk.dialogs()[0]?.id });

  await desk.emulator.act({ kind: 'shortcut', as: 'ada', name: 'ticket_new' });
  await until(() => desk.dialogs()[0]);
  await submit(desk, {
    from: 'maria@acme.example',
    subject: 'Called about invoices',
    body:
      'Which address? <@U0BOLINDQV> said it in <#C0SUPPORT|support>: ' +
      'https://acme.enterprise.slack.com/files/U1/F1/a.png and https://files.slack.com/files-pri/T1-F1/a.png',
  });
  await until(() => dialogText(desk).includes('is filed.'));
  await until(() => desk.cards().some((each) => shownText(each).includes('Called about invoices')));
  const [, number] = /#(\d+)/.exec(dialogText(desk)) ?? [];
  const customer = await desk.world.as(desk.maria);
  const { messages } = await customer.portal.ticket.query({ ticket: Number(number) });
  expect(messages.map(({ text }) => text)).toEqual([
    'Which address? a colleague said it in a channel: [a file in Slack] and [a file in Slack]',
  ]);
});

test('a message of a channel shared with others can be filed; nothing is posted there', async () => {
  await using desk = await createSlackDesk();
  const channel = 'with-partner';
  const { ts } = await desk.emulator.act({ kind: 'message', as: 'ada', channel, text: 'It fails here too' });
  const before = desk.messages().filter((each) => each.channel === 'C0PARTNER').length;
  await desk.emulator.act({ kind: 'shortcut', as: 'ada', name: 'ticket_from_message', channel, ts });
  await until(() => desk.dialogs()[0]);
  await submit(desk, { from: 'maria@acme.example', subject: 'Fails at the partner' });
  await until(() => dialogText(desk).includes('is filed.'));
  await until(() => desk.cards().some((each) => shownText(each).includes('Fails at the partner')));
  expect(desk.messages().filter((each) => each.channel === 'C0PARTNER')).toHaveLength(before);
});

test('whoever closed the dialog is told directly how the filing ended', async () => {
  await using desk = await createSlackDesk();
  await desk.emulator.act({ kind: 'shortcut', as: 'ada', name: 'ticket_new' });
  await until(() => desk.dialogs()[0]);
  desk.emulator.planFault({ method: 'views.update', kind: 'refused', error: 'not_found' });
  const values = { from: 'maria@acme.example', subject: 'Called', body: 'Which address?' };
  await submit(desk, values);
  const told = await until(() => desk.messages().find(({ text }) => text.includes('is filed.')));
  expect(told.channel).toMatch(/^D/);
});
