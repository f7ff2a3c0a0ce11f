/** Followers: found by query, called by a mention, and told by the stream like an assignee. */
import { expect, test } from 'vitest';
import { type Change, changesSince } from '../live/changes.ts';
import { contextOf } from '../live/testing/agent-context.ts';
import { createWorld } from '../testing/index.ts';

test('following is found, told in the history, changes nothing of the ticket, and a mention begins it', async () => {
  await using world = await createWorld();
  const bo = await world.agent({ name: 'Bo', email: 'bo@postern.example' });
  const [ada, asBo] = [await world.as(await world.agent({ name: 'Ada' })), await world.as(bo)];
  const { number } = await world.ticket({ from: await world.contact() });
  const found = async (query: string, client = asBo) =>
    (await client.tickets.list.query({ query })).items.map((each) => each.number);
  const { version } = await asBo.tickets.follow.mutate({ ticket: number });
  expect(await asBo.tickets.follow.mutate({ ticket: number })).toMatchObject({ version });
  expect([await found('is:following'), await found('follower:me'), await found('is:following', ada)]).toEqual(
    [[number], [number], []],
  );
  expect(await found('follower:bo', ada)).toEqual([number]);
  await asBo.tickets.unfollow.mutate({ ticket: number });
  expect(await found('is:following')).toEqual([]);
  const { items } = await ada.tickets.history.query({ ticket: number });
  expect(items.slice(-2).map(({ actor, text }) => [actor.name, text])).toEqual([
    ['Bo', 'follows this ticket'],
    ['Bo', 'follows this ticket no more'],
  ]);
  await ada.tickets.note.mutate({ ticket: number, body: 'What do you say, @bo?', requestId: 'calls-bo' });
  expect((await ada.tickets.view.query({ ticket: number })).followers).toEqual([
    { name: 'Bo', email: 'bo@postern.example' },
  ]);
});

test('the stream says of each change whether the watcher follows the ticket', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const bo = await world.agent({ name: 'Bo' });
  const first = await world.ticket({ from: maria });
  const second = await world.ticket({ from: maria });
  await (await world.as(bo)).tickets.follow.mutate({ ticket: first.number });
  const abort = new AbortController();
  const stream = changesSince(await contextOf(world, bo), null, abort.signal);
  await stream.next();
  for (const ticket of [first, second]) await world.turn(ticket, { from: maria, says: 'Hello?' });
  const told = [await stream.next(), await stream.next()].map(({ value }) => value as Change);
  abort.abort();
  expect(told.map(({ ticket, isFollowed }) => [ticket?.number, isFollowed])).toEqual([
    [first.number, true],
    [second.number, undefined],
  ]);
});
