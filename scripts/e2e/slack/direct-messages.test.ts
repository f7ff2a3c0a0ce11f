/** What the bot says to one agent alone, as they read it. */
import { expect, test } from 'vitest';
import { createSlackDesk, shownText, until } from './slack-desk.ts';

test('an agent is told in Slack who gave them a ticket and what the customer answered, in inert words', async () => {
  await using desk = await createSlackDesk();
  const { number: ticket } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  // From the first act on the desk knows who Ada is there.
  await desk.emulator.act({ kind: 'slash', as: 'ada', channel: 'C0SUPPORT', text: '/postern mine' });
  const asBo = await desk.world.as(desk.bo);
  await asBo.tickets.assign.mutate({ ticket, to: desk.ada.email });
  const customer = await desk.world.as(desk.maria);
  const body = 'See <!channel> & *this*.';
  await customer.portal.reply.mutate({ ticket, body, requestId: 'request-again' });
  const messages = () => desk.messages().filter(({ channel }) => channel.startsWith('D'));
  const [first, second] = await until(() => messages().length === 2 && messages());
  expect(first && shownText(first)).toContain(
    `Assigned to you by Bo Lindqvist:\n#${ticket}  Cannot sign in\n`,
  );
  expect(second && shownText(second)).toContain(
    `Maria López answered your ticket:\n#${ticket}  Cannot sign in\n`,
  );
  expect(second && shownText(second)).toContain(body);
  expect(messages().map(({ text }) => text)).toEqual([
    `Assigned to you by Bo Lindqvist: #${ticket} Cannot sign in`,
    `Maria López answered your ticket #${ticket} Cannot sign in`,
  ]);
  expect(messages().flatMap(({ notifies }) => notifies)).not.toContain('U0BOLINDQV');
});
