/** Slack over HTTP: the same cards, threads and dialogs, by signed requests to the desk's own address. */
import { expect, test } from 'vitest';
import { createSlackDesk, until } from './slack-desk.ts';

test('a ticket is discussed, answered and closed over HTTP', async () => {
  await using desk = await createSlackDesk({ overHttp: true });
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await desk.say('ada', card, 'Their proxy, I think.');
  await until(async () =>
    (await desk.view(number)).timeline.some(
      ({ kind, text }) => kind === 'note' && text === 'Their proxy, I think.',
    ),
  );
  await desk.click('ada', card, 'ticket.reply');
  const dialog = await until(() => desk.dialogs()[0]);
  await desk.submit('ada', dialog, 'Please try again.');
  await until(async () => (await desk.portalText(number)).includes('Please try again.'));
  expect(await desk.portalText(number)).not.toContain('proxy');
  await desk.click('ada', card, 'ticket.close');
  await until(async () => (await desk.view(number)).status === 'closed');
  await until(() => desk.unanswered() === 0);
});

test('what Slack did not sign is refused', async () => {
  await using desk = await createSlackDesk({ overHttp: true });
  const { number } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const before = (await desk.view(number)).version;
  const post = (headers: Record<string, string>) =>
    desk.bot.routes?.request('/slack/events', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ type: 'event_callback', event_id: 'Ev1', team_id: 'T0POSTERN', event: {} }),
    });
  const seconds = String(Math.floor(desk.world.core.clock.now().getTime() / 1_000));
  for (const headers of [
    {},
    { 'x-slack-request-timestamp': seconds },
    { 'x-slack-request-timestamp': seconds, 'x-slack-signature': `v0=${'0'.repeat(64)}` },
    { 'x-slack-request-timestamp': 'soon', 'x-slack-signature': 'v0=' },
  ])
    expect((await post(headers))?.status).toBe(401);
  expect((await desk.view(number)).version).toBe(before);
});
