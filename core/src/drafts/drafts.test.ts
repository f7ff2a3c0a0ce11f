/** Drafts at the desk: the newest text of one's own, found anywhere, never over another, never read by others. */
import { createWorld, type World } from '@postern/core/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PosternClient } from '../client.ts';

let world: World;
let ada: PosternClient;
let bo: PosternClient;

beforeAll(async () => {
  world = await createWorld();
  ada = await world.as(await world.agent({ name: 'Ada Okafor' }));
  bo = await world.as(await world.agent({ name: 'Bo Lindqvist' }));
});
afterAll(() => world[Symbol.asyncDispose]());

const newTicket = async () => world.ticket({ from: await world.contact() });
const draft = (ticket: number, text: string, seen: number | null, kind: 'reply' | 'note' = 'reply') => ({
  ...{ ticket, kind, text, seen, requestId: `draft-${ticket}-${kind}` },
});

test('a draft is found again by its writer; colleagues see that it is there, and customers nothing at all', async () => {
  const maria = await world.contact({ name: 'Maria López' });
  const { number } = await world.ticket({ from: maria });
  const before = await (await world.as(maria)).portal.ticket.query({ ticket: number });
  expect(await ada.drafts.save.mutate(draft(number, 'Dear Maria, secret', null))).toEqual({
    isSaved: true,
    version: 1,
  });
  expect((await ada.drafts.list.query()).items).toMatchObject([
    { ticket: { number }, kind: 'reply', text: 'Dear Maria, secret', version: 1 },
  ]);
  expect((await bo.drafts.list.query()).items).toEqual([]);
  const seen = await bo.tickets.view.query({ ticket: number });
  expect(seen.drafts).toMatchObject([{ agent: { name: 'Ada Okafor' }, kind: 'reply' }]);
  expect(JSON.stringify(seen)).not.toContain('secret');
  expect((await ada.tickets.view.query({ ticket: number })).drafts).toEqual([]);
  expect(await (await world.as(maria)).portal.ticket.query({ ticket: number })).toEqual(before);
  const events = await world.core.db.read.auditEvent.findMany({ where: { action: 'draft.begun' } });
  expect(
    JSON.stringify(events, (_key, value) => (typeof value === 'bigint' ? Number(value) : value)),
  ).not.toContain('secret');
  expect(await bo.drafts.delete.mutate({ ticket: number, kind: 'reply' })).toEqual({ isDeleted: false });
  expect(await ada.drafts.delete.mutate({ ticket: number, kind: 'reply' })).toEqual({ isDeleted: true });
});

test('what a reply does beside its words is kept with its draft; a note does nothing', async () => {
  const { number } = await newTicket();
  const actions = { close: true, addTags: ['refund'] } as const;
  const save = (kind: 'reply' | 'note', seen: number | null, acts: typeof actions | null) =>
    ada.drafts.save.mutate({
      ...draft(number, 'Done.', seen, kind),
      actions: acts && { ...acts, addTags: ['refund'] },
    });
  const kept = async () =>
    (await ada.drafts.list.query()).items
      .filter(({ ticket }) => ticket.number === number)
      .map((each) => [each.kind, each.actions, each.version]);
  await save('reply', null, actions);
  await save('note', null, actions);
  expect((await kept()).sort()).toEqual([
    ['note', null, 1],
    ['reply', actions, 1],
  ]);
  expect(await save('reply', 1, actions)).toEqual({ isSaved: true, version: 1 });
  expect(await save('reply', 1, null)).toEqual({ isSaved: true, version: 2 });
  expect(await kept()).toContainEqual(['reply', null, 2]);
  await expect(
    ada.drafts.save.mutate({ ...draft(number, 'Done.', 2), actions: { close: true, stage: 'New' } }),
  ).rejects.toMatchObject({ data: { postern: { code: 'BAD_INPUT' } } });
});

test('whatever two machines write, no text that one of them has not seen is ever written over', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(1), fc.constantFrom('a', 'b', 'c')), { maxLength: 12 }),
      async (steps) => {
        const { number } = await newTicket();
        const seen: (number | null)[] = [null, null];
        let text: string | null = null;
        for (const [machine, word] of steps) {
          const answer = await ada.drafts.save.mutate(draft(number, word, seen[machine] ?? null));
          if (answer.isSaved) {
            text = word;
            seen[machine] = answer.version;
          } else {
            // It is shown the other text, and by that has seen it.
            expect(answer.draft.text).toBe(text);
            seen[machine] = answer.draft.version;
          }
          const [kept] = (await ada.drafts.list.query()).items.filter(
            (each) => each.ticket.number === number,
          );
          expect(kept?.text ?? null).toBe(text);
        }
      },
    ),
    { numRuns: 15 },
  );
});

test('what was sent is no draft any more, however it was sent; a later draft of the ticket stays', async () => {
  const { number } = await newTicket();
  const { audience } = await ada.tickets.view.query({ ticket: number });
  const texts = async () =>
    (await ada.drafts.list.query()).items.filter((each) => each.ticket.number === number);
  await ada.drafts.save.mutate(draft(number, 'Hello', null));
  await ada.drafts.save.mutate(draft(number, 'For us', null, 'note'));
  const reply = {
    ticket: number,
    body: 'Hello',
    audienceHash: audience.hash,
    requestId: `draft-${number}-reply`,
  };
  await ada.tickets.reply.mutate({ ...reply, holdSeconds: 30 });
  expect(await texts()).toMatchObject([{ kind: 'note' }]);
  await ada.tickets.note.mutate({ ticket: number, body: 'For us', requestId: `draft-${number}-note` });
  expect(await texts()).toEqual([]);
  await ada.drafts.save.mutate({ ...draft(number, 'And more', 1), requestId: `later-${number}` });
  await ada.tickets.reply.mutate({ ...reply, holdSeconds: 30 });
  expect(await texts()).toMatchObject([{ text: 'And more', version: 2 }]);
});
