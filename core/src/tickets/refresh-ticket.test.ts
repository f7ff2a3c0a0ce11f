/** A thread that is asked for again: what is sent and what is left out make the whole of it, whatever was done. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outputs } from '../client.ts';
import { createActedDesk, ticketActs } from '../testing/ticket-acts.ts';
import { createWorld } from '../testing/world.ts';

type Timeline = Outputs['tickets']['view']['timeline'];

test('whatever was done, what is sent anew completes what was known', async () => {
  await using world = await createWorld();
  const desk = await createActedDesk(world);
  let leftOut = 0;
  let whole = 0;
  const known = new Map<number, { timeline: Timeline; digest: string }>();
  const act = fc.record({ name: fc.constantFrom(...Object.keys(ticketActs)), onOther: fc.nat(4) });
  const changesText = ['slackNote', 'note', 'slackEdit', 'slackDelete'];
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (steps) => {
      for (const { name, onOther } of steps) {
        desk.count += 1;
        await ticketActs[name]?.(desk, onOther === 0 ? desk.other : desk.number).catch(() => undefined);
        for (const ticket of [desk.number, desk.other]) {
          const before = known.get(ticket);
          const asked = before && { entries: before.timeline.length, digest: before.digest };
          const { from, digest, ...again } = await desk.ada.tickets.refresh.query({ ticket, known: asked });
          if (from > 0) leftOut += 1;
          else if (before) whole += 1;
          const timeline = [...(before?.timeline.slice(0, from) ?? []), ...again.timeline];
          expect({ ...again, timeline }).toEqual(await desk.ada.tickets.view.query({ ticket }));
          known.set(ticket, { timeline, digest });
        }
        world.pass(1_000);
      }
    }),
    { numRuns: 4, examples: [[changesText.map((name) => ({ name, onOther: 1 }))]] },
  );
  // A desk that always sends everything, and one where nothing known ever changes, would prove nothing.
  expect(leftOut).toBeGreaterThan(10);
  expect(whole).toBeGreaterThan(0);
});

test('a thread of which nothing is new is sent without an entry', async () => {
  await using world = await createWorld();
  const { number } = await world.ticket({ from: await world.contact() });
  const { tickets } = await world.as(await world.agent());
  const { timeline, digest } = await tickets.refresh.query({ ticket: number });
  const known = { entries: timeline.length, digest };
  expect(await tickets.refresh.query({ ticket: number, known })).toMatchObject({
    timeline: [],
    from: timeline.length,
    digest,
  });
  expect(
    await tickets.refresh.query({ ticket: number, known: { ...known, digest: 'of something else' } }),
  ).toMatchObject({ timeline, from: 0, digest });
});
