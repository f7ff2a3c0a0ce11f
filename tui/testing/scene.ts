/** Where the store's tests begin: Ada and Bo at a desk, and Maria with a ticket among others. */
import type { BuiltAgent, BuiltContact, BuiltTicket, WorldWish } from '@postern/core/testing';
import { openDesk, type TestDesk } from './desk.ts';

export interface Scene extends AsyncDisposable {
  desk: TestDesk;
  ada: BuiltAgent;
  bo: BuiltAgent;
  maria: BuiltContact;
  ticket: BuiltTicket;
}

/** Ada and Bo, and Maria's ticket among others. */
export async function scene(wish: WorldWish = {}): Promise<Scene> {
  const desk = await openDesk(wish);
  const { world } = desk;
  const maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example' });
  const chen = await world.contact({ name: 'Chen Wei' });
  const ada = await world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' });
  const bo = await world.agent({ name: 'Bo Lindqvist', email: 'bo@postern.example' });
  await world.ticket({ from: chen, subject: 'Invoice shows the wrong VAT' });
  world.pass(60_000);
  const ticket = await world.ticket({
    from: maria,
    subject: 'Cannot sign in',
    says: 'The page stays empty.',
  });
  world.pass(60_000);
  return { desk, ada, bo, maria, ticket, [Symbol.asyncDispose]: () => desk[Symbol.asyncDispose]() };
}

/** What the desk has of Maria's ticket, as an agent sees it. */
export const timelineOf = async (at: Scene) => {
  const agent = await at.desk.world.as(at.bo);
  return (await agent.tickets.view.query({ ticket: at.ticket.id })).timeline.map(({ kind, text }) => [
    kind,
    text,
  ]);
};
/** Maria writes once more. */
export const saysMaria = async (at: Scene, body: string) => {
  at.desk.world.pass(1_000);
  const customer = await at.desk.world.as(at.maria);
  await customer.portal.reply.mutate({
    ticket: at.ticket.number,
    body,
    requestId: `maria-${body.length}-${Date.now()}`,
  });
};
