/** The hand-over sheet: what was done and what waits, of tickets that its reader may read, and no text unless asked for. */
import { expect, test } from 'vitest';
import { createWorld } from '../testing/world.ts';
import { releaseDue } from '../tickets/release-held.ts';

test('a sheet has what was answered, closed, snoozed, called for, and what waits the longest', async () => {
  await using world = await createWorld();
  const maria = await world.contact({ name: 'Maria', email: 'maria@acme.example' });
  const ada = await world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' });
  const bo = await world.agent({
    name: 'Bo Lindqvist',
    email: 'bo@postern.example',
    permissions: ['tickets.read', 'tickets.write'],
  });
  const file = async (subject: string) => (await world.ticket({ from: maria, subject })).number;
  const [old, answered, closed, again, asleep, called] = [
    await file('Old'),
    await file('Answered'),
    await file('Closed'),
    await file('Closed and reopened'),
    await file('Asleep'),
    await file('Called'),
  ] as [number, number, number, number, number, number];
  const { tickets, standup } = await world.as(ada);
  let count = 0;
  const reply = async (ticket: number, holdSeconds = 0) => {
    count += 1;
    const { audience } = await tickets.view.query({ ticket });
    const wish = {
      ticket,
      body: `Cobalt ${count}`,
      audienceHash: audience.hash,
      requestId: `request-${count}`,
    };
    await tickets.reply.mutate({ ...wish, holdSeconds });
  };
  await reply(old);
  world.pass(3_600_000);
  const since = world.core.clock.now().toISOString();
  await reply(answered);
  await reply(answered, 10);
  world.pass(11_000);
  await releaseDue(world.core);
  for (const ticket of [closed, again]) await tickets.close.mutate({ ticket });
  await tickets.reopen.mutate({ ticket: again });
  await tickets.snooze.mutate({ ticket: asleep, until: null });
  await (await world.as(bo)).tickets.note.mutate({
    ticket: called,
    body: 'Cobalt, @ada?',
    requestId: 'note-one',
  });
  await tickets.assign.mutate({ ticket: called, to: 'me' });

  const sheet = await standup.sheet.query({ since });
  expect(JSON.stringify(sheet)).not.toContain('Cobalt');
  const numbers = (list: { number: number }[] = []) => list.map(({ number }) => number);
  const [mine] = sheet.people;
  expect(mine?.agent).toEqual({ name: 'Ada Okafor', email: 'ada@postern.example' });
  expect(mine?.answered).toMatchObject([{ number: answered, subject: 'Answered', replies: 2 }]);
  expect(numbers(mine?.closed)).toEqual([closed]);
  expect(mine?.snoozed).toMatchObject([{ number: asleep, until: null }]);
  expect(mine?.mentioned).toMatchObject([{ number: called, by: 'Bo Lindqvist' }]);
  expect(numbers(mine?.waiting)).toEqual([called]);
  expect(numbers(sheet.unassigned)).toEqual([again]);
  const told = await standup.sheet.query({ since, withTexts: true });
  expect(told.people[0]?.answered[0]?.texts).toEqual(['Cobalt 2', 'Cobalt 3']);

  const all = await standup.sheet.query({ since, of: 'everybody' });
  expect(all.people.map(({ agent }) => agent.name)).toEqual(['Ada Okafor']);
  await expect((await world.as(bo)).standup.sheet.query({ since, of: ada.email })).rejects.toThrow(
    'reports.read',
  );
  await expect(standup.sheet.query({ since, of: 'noor@nowhere.example' })).rejects.toThrow(
    'There is no agent',
  );
});

test('what the reader of the sheet may not read is not on it', async () => {
  await using world = await createWorld();
  const since = world.core.clock.now().toISOString();
  const ada = await world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' });
  const bo = await world.agent({ name: 'Bo', permissions: ['reports.read'] });
  await world.inTransaction(({ tx }) =>
    tx.agentGrant.create({ data: { agentId: bo.id, permission: 'tickets.read', scope: world.inboxId } }),
  );
  const maria = await world.contact();
  const hidden = await world.ticket({ from: maria, inboxId: world.internalInboxId, subject: 'Secret' });
  await (await world.as(ada)).tickets.close.mutate({ ticket: hidden.number });
  const sheet = await (await world.as(bo)).standup.sheet.query({ since, of: ada.email });
  expect(sheet.people[0]?.closed).toEqual([]);
  expect(JSON.stringify(sheet)).not.toContain('Secret');
});
