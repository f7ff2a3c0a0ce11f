/** A channel that must not be posted into: who is told, and how. */
import { expect, test } from 'vitest';
import { renderMail } from '../mail/render-mail.ts';
import { mailPayload } from '../outbox/mail-payload.ts';
import { createWorld } from '../testing/index.ts';

const slack = {
  ...{ botToken: 'xoxb-1', appToken: 'xapp-1', signingSecret: null, apiUrl: null, channel: '#support' },
};

test('administrators hear of it in Slack, and by mail, once a day, where Slack does not know them', async () => {
  await using world = await createWorld({ config: { slack } });
  const ada = await world.agent({ name: 'Ada', email: 'ada@postern.example' });
  await world.agent({ name: 'Bo', email: 'bo@postern.example' });
  await world.agent({ email: 'cleo@postern.example', permissions: ['tickets.read'] });
  const { slack: bot } = world.asSlack();
  await world.inTransaction(({ tx }) =>
    tx.slackPerson.create({ data: { teamId: 'T1', userId: 'U1', agentId: ada.id } }),
  );
  await world.ticket({ from: await world.contact() });
  await world.core.db.inTransaction((tx) => tx.outboxItem.deleteMany({}));
  const [room] = await bot.rooms.query();
  const roomId = room?.id ?? '';
  const because = 'Postern is not in #support. Invite it there: /invite @Postern';
  const park = () => bot.parkRoom.mutate({ roomId, as: 'LEFT', because });
  await park();
  const items = () => world.core.db.read.outboxItem.findMany({ orderBy: { seq: 'asc' } });
  const told = async () =>
    (await items()).map(({ kind, key }) => `${kind} ${key.split(':').slice(1, 3).join(' ')}`);
  const bo = await world.core.db.read.agent.findUniqueOrThrow({ where: { email: 'bo@postern.example' } });
  expect((await told()).sort()).toEqual([`EMAIL slackParked ${bo.id}`, `SLACK dm ${ada.id}`]);
  const [mail] = (await items()).filter(({ kind }) => kind === 'EMAIL');
  const payload = mailPayload.parse(mail?.payload);
  expect(await renderMail(world.core, payload)).toMatchObject({
    to: { name: 'Bo', address: 'bo@postern.example' },
    subject: 'No tickets are posted into #support of Slack for now',
    text: expect.stringContaining(because),
  });
  await bot.unparkRoom.mutate({ roomId });
  expect(await renderMail(world.core, payload)).toEqual({ skip: 'Tickets are posted there again.' });
  await park();
  expect((await told()).filter((each) => each.startsWith('EMAIL'))).toHaveLength(1);
});
