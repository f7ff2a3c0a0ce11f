/** Threads of a channel become tickets, by the bot and against the emulator. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Outputs } from '@postern/core';
import { expect, test } from 'vitest';
import { createSlackDesk, type SlackDesk, until } from './slack-desk.ts';

type Imported = Outputs['slackSettings']['importState'];

let asked = 0;

async function importNow(
  desk: SlackDesk,
  wish: { isDryRun?: boolean; from?: string; stage?: string; takesSubjects?: boolean; channel?: string } = {},
): Promise<Imported> {
  const { slackSettings } = await desk.agent();
  await until(async () => (await slackSettings.status.query()).connection?.isConnected);
  asked += 1;
  const { id } = await slackSettings.startImport.mutate({
    ...{ channel: '#support', isDryRun: false, takesSubjects: false, ...wish },
    since: new Date(desk.world.core.clock.now().getTime() - 30 * 86_400_000).toISOString(),
    requestId: `import-${asked}-of-test`,
  });
  for (;;) {
    const state = await slackSettings.importState.query({ id });
    if (state.state !== 'reading') return state;
    await pause(20);
  }
}

/** A thread that people begin and go on with; answers its first message's ts. */
async function thread(desk: SlackDesk, ...said: (readonly [as: string, text: string])[]): Promise<string> {
  let root: string | undefined;
  for (const [as, text] of said) {
    const at = { channel: 'support', ...(root && { threadTs: root }) };
    const { ts } = await desk.emulator.act({ kind: 'message', as, text, ...at });
    root ??= String(ts);
  }
  return root ?? '';
}

test('threads become tickets as notes of who wrote them, once, and no customer sees anything of it', async () => {
  await using desk = await createSlackDesk();
  const { number: known, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await desk.say('ada', card, 'Their firewall.');
  await thread(desk, ['bo', 'maria@acme.example cannot print, and is furious'], ['kim', 'Old driver?']);
  await thread(desk, ['ada', 'Who has the <script>alert(1)</script> one?'], ['bo', 'Me']);
  await thread(desk, ['ada', 'Nobody answers this']);
  const before = await desk.portalText(known);
  const posted = desk.messages().length;

  const planned = await importNow(desk, { isDryRun: true });
  expect(planned).toMatchObject({ state: 'done', failure: null, channel: 'support' });
  expect(planned.threads).toMatchObject([
    {
      outcome: 'ticket',
      number: null,
      from: 'maria@acme.example',
      notes: 2,
      opening: 'maria@acme.example cannot print, and is furious',
    },
    { outcome: 'ticket', number: null, from: null, notes: 2 },
  ]);
  expect((await (await desk.agent()).tickets.list.query({ query: '' })).items).toHaveLength(1);

  const done = await importNow(desk);
  expect(done.threads.map(({ outcome, number }) => [outcome, number])).toEqual([
    ['ticket', known + 1],
    ['ticket', known + 2],
  ]);
  const ticket = await desk.view(known + 1);
  expect(ticket).toMatchObject({ requester: { email: 'maria@acme.example' }, stage: 'New' });
  expect(ticket.subject).toMatch(/^Thread in Slack of \d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
  const notes = ticket.timeline.flatMap((each) => (each.kind === 'note' ? [each] : []));
  expect(notes.map(({ author, text }) => [author.name, text])).toEqual([
    ['Bo Lindqvist', 'maria@acme.example cannot print, and is furious'],
    ['Kim Park (Slack, not an agent)', 'Old driver?'],
  ]);

  expect(await importNow(desk)).toMatchObject({
    threads: [
      { outcome: 'known', number: known + 1 },
      { outcome: 'known', number: known + 2 },
    ],
  });
  expect(await desk.portalText(known)).toBe(before);
  const customer = await desk.world.as(desk.maria);
  await expect(customer.portal.ticket.query({ ticket: known + 1 })).rejects.toThrow('no ticket');
  expect(desk.messages()).toHaveLength(posted);
});

test('whoever is put on an imported ticket reads the answer and none of the thread', async () => {
  await using desk = await createSlackDesk();
  const known = await desk.file('Cannot sign in', 'The page stays empty.');
  await thread(desk, ['bo', 'CANARY-1 they are furious'], ['ada', 'CANARY-2 indeed']);
  const { threads } = await importNow(desk, { from: 'maria@acme.example', stage: 'closed' });
  expect(threads).toMatchObject([{ number: known + 1, from: 'maria@acme.example' }]);
  const agent = await desk.agent();
  const which = { ticket: known + 1 };
  expect(await agent.tickets.view.query(which)).toMatchObject({ status: 'closed' });
  await agent.tickets.reopen.mutate(which);
  const answer = { ...which, body: 'We found it.', requestId: 'reply-1-of-test' };
  const { audience: nobody } = await agent.tickets.view.query(which);
  await expect(agent.tickets.reply.mutate({ ...answer, audienceHash: nobody.hash })).rejects.toThrow(
    'nobody would read this',
  );
  await agent.tickets.changeContacts.mutate({ ...which, add: ['maria@acme.example'] });
  const { audience } = await agent.tickets.view.query(which);
  await agent.tickets.reply.mutate({ ...answer, audienceHash: audience.hash });
  const read = await desk.portalText(known + 1);
  expect(read).toContain('We found it.');
  expect(read).not.toContain('CANARY');
});

test('a channel that Postern is not in, or that is not there, ends the import with what to do', async () => {
  await using desk = await createSlackDesk();
  expect(await importNow(desk, { channel: '#nowhere' })).toMatchObject({
    state: 'failed',
    failure: expect.stringContaining('/invite @Postern'),
  });
  await desk.emulator.act({ kind: 'remove', as: 'ada', channel: 'support', person: 'postern' });
  expect(await importNow(desk, { channel: '#support' })).toMatchObject({
    state: 'failed',
    failure: expect.stringContaining('/invite @Postern'),
  });
});

test('the first line becomes the subject where that is wished, and Slack may ask for patience meanwhile', async () => {
  await using desk = await createSlackDesk({ hurry: 1_000 });
  await thread(desk, ['bo', 'The printer of Globex\nIt smokes.'], ['ada', 'Again?']);
  desk.emulator.planFault({ method: 'conversations.replies', kind: 'rateLimited', times: 1, retryAfter: 0 });
  desk.emulator.planFault({ method: 'conversations.history', kind: 'http500', times: 1 });
  const { threads } = await importNow(desk, { takesSubjects: true });
  expect(threads).toMatchObject([{ subject: 'The printer of Globex', opening: 'The printer of Globex' }]);
});
