/** Random desks, and after what happened on them: who sees each ticket is what every contact is told of it. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { World } from '../../testing/index.ts';
import { anyAct } from './random-acts.ts';
import { type RandomDesk, randomDesk } from './random-desk.ts';

/** `who`, `why` and the second opinion, held against each other. */
export async function checkWhoSees(
  makeWorld: () => Promise<World>,
  { runs, actsARun }: { runs: number; actsARun: number },
): Promise<void> {
  const someActs = fc.array(anyAct(fc), { minLength: actsARun, maxLength: actsARun });
  await fc.assert(
    fc.asyncProperty(someActs, async (acts) => {
      await using world = await makeWorld();
      const desk = await randomDesk(world);
      for (const act of acts) await desk.perform(act);
      for (const { number } of await desk.allTickets()) await checkTicket(desk, number);
    }),
    { numRuns: runs, endOnFailure: true },
  );
}

async function checkTicket(desk: RandomDesk, number: number): Promise<void> {
  const { items } = await desk.agent.tickets.who.query({ ticket: number });
  for (const [index, { email }] of desk.contacts.entries()) {
    const why = await desk.why(index, number);
    const seer = items.find(({ contact }) => contact.email === email);
    const visibleTo = (await desk.visibleTo(index)).some((ticket) => ticket.number === number);
    expect({ email, visible: seer?.visible ?? false }).toEqual({ email, visible: visibleTo });
    expect(why.visible).toBe(visibleTo);
    const shut = why.gates.find(({ pass }) => !pass);
    if (seer && !seer.visible) expect(seer.shutBy).toBe(shut?.name);
    // Who is not on the ticket and does not see it is not listed at all.
    if (!seer) expect(shut).toBeDefined();
  }
}
