/** The offline outbox over a line that loses requests and answers: everything arrives once, in order. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Failure, failureOf, type PosternClient } from '@postern/core/client';
import { createWorld, type World } from '@postern/core/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ActFiles, actFiles } from './act-files.ts';
import type { Deed } from './offline-act.ts';
import { sendActs, type Way } from './send-acts.ts';

let world: World;
let client: PosternClient;
const me = 'ada@postern.example';

beforeAll(async () => {
  world = await createWorld();
  client = await world.as(await world.agent({ name: 'Ada Okafor', email: me }));
});
afterAll(() => world[Symbol.asyncDispose]());

type Fate = 'arrives' | 'lost' | 'answerLost';

/** A way to the desk on which every request has its fate, the last fate for all that are left. */
function wayWith(fates: Fate[]): Way {
  const unreachable: Failure = failureOf(new Error('The line is cut.'));
  return {
    ...{ client, me, now: () => world.core.clock.now().getTime(), wordsFor: ({ message }) => message },
    async ask(call) {
      const fate = fates.shift() ?? 'arrives';
      if (fate === 'lost') return { ok: false, failure: unreachable };
      try {
        const value = await call({});
        return fate === 'arrives' ? { ok: true, value } : { ok: false, failure: unreachable };
      } catch (error) {
        return { ok: false, failure: fate === 'arrives' ? failureOf(error) : unreachable };
      }
    },
  };
}

const word = fc.constantFrom('billing', 'vip', 'sso');
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constant('note' as const), body: fc.constant('Same words') }),
  fc.record({
    ...{ kind: fc.constant('reply' as const), body: fc.constant('Please try again.') },
    ...{ audienceHash: fc.constant(null), readers: fc.constant(''), holdSeconds: fc.constant(0) },
  }),
  fc.record({
    kind: fc.constant('priority' as const),
    to: fc.constantFrom('low' as const, 'urgent' as const),
  }),
  fc.record({ kind: fc.constant('tags' as const), add: fc.tuple(word), remove: fc.constant([]) }),
  fc.record({ kind: fc.constant('tags' as const), add: fc.constant([]), remove: fc.tuple(word) }),
  fc.record({
    ...{ kind: fc.constant('assignee' as const), to: fc.constantFrom(me, 'none') },
    label: fc.constant('Ada'),
  }),
);

/** Does them over the bad line, again and again until nothing waits. */
async function delivered(files: ActFiles, fates: Fate[]): Promise<void> {
  for (let tries = 0; files.list().length > 0 && tries < 60; tries += 1)
    await sendActs(wayWith(fates), files, (outcome) => {
      if (outcome.kind === 'stopped') throw new Error(outcome.reason);
    });
}

test('whatever the line loses, each text is there once and the ticket stands as the acts leave it, in order', async () => {
  const maria = await world.contact({ name: 'Maria López' });
  await fc.assert(
    fc.asyncProperty(
      fc.array(deed, { minLength: 1, maxLength: 6 }),
      fc.array(fc.constantFrom<Fate>('arrives', 'lost', 'answerLost'), { maxLength: 14 }),
      async (deeds, fates) => {
        const folder = mkdtempSync(join(tmpdir(), 'postern-acts-'));
        try {
          const { id, number } = await world.ticket({ from: maria });
          const before = await client.tickets.view.query({ ticket: id });
          const files = actFiles(folder, { url: 'http://desk.example', email: me });
          for (const each of deeds)
            files.add(
              {
                ...{ ticketId: id, number, subject: '', requestId: world.core.ids.next('message') },
                ...{ version: before.version, seenAt: Date.parse(before.lastActivityAt) },
                deed: each.kind === 'reply' ? { ...each, audienceHash: before.audience.hash } : each,
              },
              world.core.clock.now().getTime(),
            );
          await delivered(files, fates);
          expect(files.list()).toEqual([]);
          const after = await client.tickets.view.query({ ticket: id });
          const count = (kind: string) => deeds.filter((each) => each.kind === kind).length;
          const written = (kind: string) =>
            after.timeline.filter((each) => each.kind === kind && each.author.kind === 'agent').length;
          expect(written('note')).toBe(count('note'));
          expect(written('message')).toBe(count('reply'));
          const tags = new Set<string>();
          let priority = 'normal';
          let assignee: string | null = null;
          for (const each of deeds) {
            if (each.kind === 'tags') for (const tag of each.add) tags.add(tag);
            if (each.kind === 'tags') for (const tag of each.remove) tags.delete(tag);
            if (each.kind === 'priority') priority = each.to;
            if (each.kind === 'assignee') assignee = each.to === 'none' ? null : each.to;
          }
          expect({
            tags: [...after.tags].sort(),
            priority: after.priority,
            by: after.assignee?.email ?? null,
          }).toEqual({ tags: [...tags].sort(), priority, by: assignee });
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);

test('a change that somebody else has made impossible is stopped with their name, whether or not an answer was lost', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-acts-'));
  try {
    const maria = await world.contact({ name: 'Maria Rossi' });
    const bo = await world.as(await world.agent({ name: 'Bo Lindqvist', email: 'bo@postern.example' }));
    const { id, number } = await world.ticket({ from: maria });
    const { version, lastActivityAt } = await client.tickets.view.query({ ticket: id });
    const files = actFiles(folder, { url: 'http://desk.example', email: me });
    const seen = { ticketId: id, number, subject: '', version, seenAt: Date.parse(lastActivityAt) };
    files.add({ ...seen, requestId: 'close-1', deed: { kind: 'status', to: 'closed' } }, 1);
    // It arrives, its answer does not, and Bo reopens the ticket.
    await sendActs(wayWith(['answerLost']), files, () => {});
    world.pass(1_000);
    await bo.tickets.reopen.mutate({ ticket: id });
    const outcomes: string[] = [];
    await sendActs(wayWith([]), files, (outcome) =>
      outcomes.push(outcome.kind === 'stopped' ? outcome.reason : outcome.kind),
    );
    expect(outcomes).toEqual([expect.stringMatching(/^The ticket has changed since: .*Bo Lindqvist/)]);
    expect(await client.tickets.view.query({ ticket: id })).toMatchObject({ status: 'open' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
