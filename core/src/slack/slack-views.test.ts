/** What a card is told of how its ticket came in. */
import { expect, test } from 'vitest';
import { createWorld } from '../testing/index.ts';

test('a card knows where its ticket was filed, and by which agent in the name of the customer', async () => {
  await using world = await createWorld();
  const maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example' });
  const ada = await world.agent({ name: 'Ada Okafor' });
  const filedOf = async (number: number) => {
    const { id } = await world.core.db.read.ticket.findUniqueOrThrow({ where: { number } });
    return (await world.asSlack().slack.card.query({ ticketId: id }))?.filed;
  };

  const customer = await world.as(maria);
  const filing = { subject: 'Login', body: 'The page stays empty.', requestId: 'request-0001' };
  const { number: own } = await customer.portal.fileTicket.mutate(filing);
  expect(await filedOf(own)).toEqual({ source: 'portal', by: null });

  for (const [index, source] of (['CLI', 'API', 'TUI'] as const).entries()) {
    const agent = await world.as(ada, source);
    const { number } = await agent.tickets.create.mutate({
      ...filing,
      from: maria.email,
      requestId: `request-100${index}`,
    });
    // Later messages come from elsewhere and change nothing about it.
    await customer.portal.reply.mutate({ ticket: number, body: 'More.', requestId: `request-200${index}` });
    expect(await filedOf(number)).toEqual({ source: source.toLowerCase(), by: 'Ada Okafor' });
  }
});
