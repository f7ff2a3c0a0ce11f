/** Only what a person typed into a thread counts as typed into a thread. */
import { expect, test } from 'vitest';
import { readThreadMessage } from './thread-message.ts';

const typed = {
  type: 'message',
  channel: 'C0SUPPORT',
  user: 'U1',
  text: 'Looks like the proxy.',
  ts: '1762162300.000200',
  thread_ts: '1762162200.000100',
};

test('a message in a thread is read', () => {
  expect(readThreadMessage(typed)).toMatchObject({ userId: 'U1', ts: typed.ts, threadTs: typed.thread_ts });
});

test.each(['file_share', 'thread_broadcast'])('a %s in a thread is read too', (subtype) => {
  const files = [{ name: 'log.txt' }, null, {}];
  expect(readThreadMessage({ ...typed, subtype, files })).toMatchObject({ files: ['log.txt'] });
});

test.each([
  ['in the channel itself', { thread_ts: undefined }],
  ['the card itself', { thread_ts: typed.ts }],
  ['by a bot', { bot_id: 'B1' }],
  ['by a bot, as newer clients say', { bot_profile: {} }],
  ['an edit', { subtype: 'message_changed' }],
  ['a deletion', { subtype: 'message_deleted' }],
  ['a join', { subtype: 'channel_join' }],
  ['of a kind that nobody knows yet', { subtype: 'new_in_2027' }],
  ['without an author', { user: undefined }],
  ['of another event', { type: 'reaction_added' }],
])('a message is left alone: %s', (_, change) => {
  expect(readThreadMessage({ ...typed, ...change })).toBeNull();
});

test('nothing at all is left alone', () => {
  for (const nothing of [null, undefined, 'text', 7]) expect(readThreadMessage(nothing)).toBeNull();
});
