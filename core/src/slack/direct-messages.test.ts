/** What agents are told in Slack alone: what others gave them, what customers answered, and a digest once a day. */
import { expect, test } from 'vitest';
import { type BuiltAgent, createWorld, type World } from '../testing/index.ts';
import { queueDigests } from './queue-digests.ts';

const slack = {
  botToken: 'xoxb-1',
  appToken: 'xapp-1',
  signingSecret: null,
  apiUrl: null,
  channel: '#support',
};

async function inSlack(world: World, agent: BuiltAgent, timeZone: string): Promise<void> {
  await world.asSlack().slack.linkPerson.mutate({
    ...{ teamId: 'T1', userId: `U-${agent.name}` },
    profile: { email: agent.email, isBot: false, isGuestOrForeign: false, isDeleted: false, timeZone },
  });
}

/** What each direct message is about, in the order in which they were written down. */
async function told(world: World): Promise<string[]> {
  const rows = await world.core.db.read.outboxItem.findMany({
    where: { key: { startsWith: 'slack:dm:' } },
    orderBy: { seq: 'asc' },
  });
  return rows.map(({ payload }) => (payload as { subject: { about: string } }).subject.about);
}

test('an agent hears of a ticket that somebody else gave them and of answers on it, unless they want no word', async () => {
  await using world = await createWorld({ config: { slack } });
  const maria = await world.contact();
  const ada = await world.agent({ name: 'Ada', email: 'ada@postern.example' });
  const bo = await world.agent({ name: 'Bo', email: 'bo@postern.example' });
  await inSlack(world, ada, 'UTC');
  const { id, number: ticket } = await world.ticket({ from: maria });
  const [asAda, asBo, customer] = [await world.as(ada), await world.as(bo), await world.as(maria)];
  const answer = (requestId: string) =>
    customer.portal.reply.mutate({ ticket, body: 'Still empty.', requestId });

  await asAda.tickets.claim.mutate({ ticket });
  await asAda.tickets.assign.mutate({ ticket, to: 'bo' });
  await answer('request-to-bo-1');
  expect(await told(world)).toEqual([]);
  await asBo.tickets.assign.mutate({ ticket, to: 'ada' });
  await answer('request-to-ada-1');
  expect(await told(world)).toEqual(['assigned', 'answered']);

  await asAda.slackSettings.setNotice.mutate({ about: 'answered', isOn: false });
  await answer('request-to-ada-2');
  await asAda.slackSettings.setNotice.mutate({ about: 'answered', isOn: true });
  await answer('request-to-ada-3');
  expect(await told(world)).toEqual(['assigned', 'answered', 'answered']);

  const about = async () => {
    const event = await world.core.db.read.auditEvent.findFirstOrThrow({
      where: { ticketId: id, action: 'ticket.assigned' },
      orderBy: { seq: 'desc' },
    });
    const subject = { about: 'assigned' as const, ticketId: id, seq: event.seq };
    return world.asSlack().slack.dm.query({ agentId: ada.id, subject });
  };
  expect(await about()).toMatchObject({ by: 'Bo', ticket: { number: ticket } });
  // What is not theirs any more when it would be sent is not said.
  await asBo.tickets.assign.mutate({ ticket, to: 'none' });
  expect(await about()).toBeNull();
});

test('a digest comes once a day at the hour of their own day, and never with nothing in it', async () => {
  // A Tuesday, 09:30 in UTC: 18:30 in Tokyo.
  await using world = await createWorld({ config: { slack } });
  const ada = await world.agent({ name: 'Ada', email: 'ada@postern.example' });
  await inSlack(world, ada, 'Asia/Tokyo');
  const agent = await world.as(ada);
  const digest = async () => {
    await queueDigests(world.core);
    await queueDigests(world.core);
    return (await told(world)).length;
  };
  await agent.slackSettings.setDigest.mutate({ hour: 18 });
  expect(await digest()).toBe(0);
  world.pass(23 * 3_600_000);
  expect(await digest()).toBe(0);
  world.pass(3_600_000);
  expect(await digest()).toBe(1);
  world.pass(5 * 3_600_000);
  expect(await digest()).toBe(1);
  await agent.slackSettings.setDigest.mutate({ hour: null });
  world.pass(48 * 3_600_000);
  expect(await digest()).toBe(1);

  const said = () => {
    const subject = { about: 'digest' as const, day: '2026-11-04' };
    return world.asSlack().slack.dm.query({ agentId: ada.id, subject });
  };
  expect(await said()).toBeNull();
  await world.ticket({ from: await world.contact() });
  expect(await said()).toMatchObject({ mine: 0, unclaimed: 1, oldest: [] });
});
