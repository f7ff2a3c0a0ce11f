/** Nothing that people do in Slack reaches a customer, except the submitted reply dialog. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleSeed } from '../../src/slack-emulator/index.ts';
import { notesThatCustomersRead } from './customers-view.ts';
import { createSlackDesk, until } from './slack-desk.ts';

const canary = 'CANARY-7f3a';

test('whatever the team types, edits, deletes and clicks in a thread, the customer reads the same bytes as before', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const before = await desk.portalText(number);
  const mine: { as: string; ts: string }[] = [];
  const tempting = fc.constantFrom(
    'reply: hello',
    '@Postern reply: hello',
    '/reply hello',
    'Reply to customer: hello',
    'SENT TO CUSTOMER by Ada',
    '<!channel> &lt;b&gt;',
  );
  const who = fc.constantFrom('ada', 'bo', 'kim');
  const act = fc.oneof(
    fc.record({
      does: fc.constant('say' as const),
      as: who,
      text: fc.oneof(tempting, fc.string({ minLength: 1 })),
    }),
    fc.record({ does: fc.constantFrom('edit' as const, 'delete' as const), which: fc.nat(), text: tempting }),
    fc.record({ does: fc.constant('channel' as const), as: who, text: tempting }),
    fc.record({ does: fc.constant('claim' as const), as: who }),
    fc.record({
      does: fc.constant('open and cancel' as const),
      as: fc.constantFrom('ada', 'bo'),
      what: fc.constantFrom(
        'reply',
        'assign',
        'priority',
        'merge',
        'bin',
        'send_to_customer',
        'ticket_from_message',
      ),
      which: fc.nat(),
    }),
  );
  const openDialog = (each: { as: string; what: string }, ts: string | undefined) => {
    const at = { as: each.as, channel: card.channel };
    if (each.what === 'reply') return desk.click(each.as, card, 'ticket.reply');
    if (each.what.includes('_')) return desk.emulator.act({ kind: 'shortcut', ...at, ts, name: each.what });
    const option = `${each.what} ${card.metadata?.event_payload.t}`;
    return desk.emulator.act({ kind: 'click', ...at, ts: card.ts, actionId: 'ticket.more', option });
  };
  let said = 0;
  let deleted = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 6 }), async (acts) => {
      for (const each of acts) {
        if (each.does === 'say') {
          mine.push({ as: each.as, ts: await desk.say(each.as, card, `${canary} ${each.text}`) });
          said += 1;
        } else if (each.does === 'channel') {
          await desk.emulator.act({
            kind: 'message',
            as: each.as,
            channel: 'support',
            text: `${canary} ${each.text}`,
          });
        } else if (each.does === 'claim') {
          await desk.click(each.as, card, 'ticket.claim').catch(() => {});
        } else if (each.does === 'open and cancel') {
          const on = mine.length > 0 ? mine[each.which % mine.length] : undefined;
          if (each.what.includes('_') && !on) continue;
          await openDialog(each, on?.ts);
          const dialog = await until(() => desk.dialogs()[0]);
          await desk.emulator.act({ kind: 'close', as: each.as, viewId: dialog.id });
        } else {
          const [message] = mine.length > 0 ? mine.splice(each.which % mine.length, 1) : [];
          const about = { as: message?.as, channel: 'support', ts: message?.ts };
          if (message && each.does === 'edit')
            await desk.emulator.act({ kind: 'edit', ...about, text: `${canary} ${each.text}` });
          if (!message || each.does !== 'delete') continue;
          await desk.emulator.act({ kind: 'delete', ...about });
          deleted += 1;
        }
      }
      await until(() => desk.unanswered() === 0);
      expect(await desk.portalText(number)).toBe(before);
    }),
    { numRuns: 25 },
  );
  expect(said).toBeGreaterThan(0);
  // A message that its author deleted before it was read leaves no note; one deleted later, an empty place.
  const notes = async () => {
    const { timeline } = await desk.view(number);
    return timeline.flatMap((each) => (each.kind === 'note' ? [each.text] : []));
  };
  const standing = async () => (await notes()).filter((text) => text !== 'Taken back in Slack.').length;
  await until(async () => (await standing()) === said - deleted);
  expect((await notes()).length).toBeLessThanOrEqual(said);
  expect((await desk.world.outbox()).filter(({ kind }) => kind === 'EMAIL')).toEqual([]);
});

test('a note whose words reach a customer all the same is found at the end of a scenario, on every page and in the mail', async () => {
  await using desk = await createSlackDesk({ withoutBot: true, withoutWorker: true });
  const number = await desk.file('Cannot sign in', 'The page stays empty.');
  const agent = await desk.agent();
  const body = 'Their "contract" ends & nobody told them';
  await agent.tickets.note.mutate({ ticket: number, body: `one\n${body}`, requestId: 'request-note' });
  // What Maria reads has these letters in it, and is not this note.
  const reply = async (text: string, requestId: string) => {
    const { audience } = await desk.view(number);
    await agent.tickets.reply.mutate({ ticket: number, body: text, audienceHash: audience.hash, requestId });
  };
  await reply('Somebody phoned.', 'request-harmless');
  expect(await notesThatCustomersRead(desk.world)).toEqual([]);
  await reply(`Hello. ${body}.`, 'request-leak');
  const found = (await notesThatCustomersRead(desk.world)).join('\n');
  for (const where of [
    `#${number} to`,
    `#${number} as text/html`,
    `#${number} as text/plain`,
    'a mail to maria@',
  ])
    expect(found).toContain(where);
  desk.meantForCustomers(body);
});

test("a guest who carries an agent's address is no agent", async () => {
  const seed = sampleSeed();
  const people = seed.people.map((one) => (one.id === 'U0BOLINDQV' ? { ...one, isRestricted: true } : one));
  await using desk = await createSlackDesk({ seed: { ...seed, people }, guests: true });
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await desk.click('bo', card, 'ticket.claim');
  const [whisper] = await until(() => desk.whispers().length === 1 && desk.whispers());
  expect(whisper?.text).toContain('Only agents of this desk can do that.');
  expect(await desk.view(number)).toMatchObject({ assignee: null });
  await desk.say('bo', card, 'Hello');
  const note = await until(async () =>
    (await desk.view(number)).timeline.find(({ kind }) => kind === 'note'),
  );
  expect(note.author.name).toBe('Bo Lindqvist (Slack, not an agent)');
});
