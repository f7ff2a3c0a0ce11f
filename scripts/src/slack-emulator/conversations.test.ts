/** Channels, threads and history, asked through Slack's own client. */
import { expect, test } from 'vitest';
import { channel, sampleSeed } from './index.ts';
import { refusalOf, type Stand, startStand } from './testing/stand.ts';

const room = 'C0SUPPORT';

async function postSeveral(stand: Stand, texts: string[], threadTs?: string): Promise<string[]> {
  const stamps: string[] = [];
  for (const text of texts) {
    const { ts } = await stand.web.chat.postMessage({
      channel: room,
      text,
      ...(threadTs && { thread_ts: threadTs }),
    });
    stamps.push(ts!);
  }
  return stamps;
}

test('the room check finds members, sharing, archiving and guests', async () => {
  await using stand = await startStand();
  const { channel: info } = await stand.web.conversations.info({ channel: room, include_num_members: true });
  expect(info).toMatchObject({
    name: 'support',
    is_member: true,
    is_archived: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    num_members: 4,
  });
  const { members } = await stand.web.conversations.members({ channel: room });
  expect(members).toEqual(['U0ADAOKAFOR', 'U0BOLINDQV', 'U0KIMPARK', 'U0POSTERN']);
  await stand.emulator.act({ kind: 'share', channel: 'support' });
  expect((await stand.web.conversations.info({ channel: room })).channel?.is_ext_shared).toBe(true);
});

test('a private room the bot is not in does not exist for it', async () => {
  const seed = sampleSeed();
  seed.channels.push(channel({ id: 'C0HIDDEN', name: 'hidden', isPrivate: true, members: ['U0ADAOKAFOR'] }));
  await using stand = await startStand({ seed });
  expect((await refusalOf(stand.web.conversations.info({ channel: 'C0HIDDEN' }))).error).toBe(
    'channel_not_found',
  );
  const { channels } = await stand.web.conversations.list({ types: 'public_channel,private_channel' });
  expect(channels?.map((one) => one.name)).toEqual(['support', 'random']);
});

test('history has roots only, newest first, and pages through all of them while new ones arrive', async () => {
  await using stand = await startStand();
  const [root] = await postSeveral(stand, ['0', '1', '2', '3', '4']);
  await postSeveral(stand, ['a reply'], root);
  const seen: string[] = [];
  for await (const page of stand.web.paginate('conversations.history', { channel: room, limit: 2 })) {
    seen.push(
      ...(page as unknown as { messages: { text: string }[] }).messages.map((message) => message.text),
    );
    await postSeveral(stand, ['late']);
  }
  expect(seen).toEqual(['4', '3', '2', '1', '0']);
});

test('oldest and latest cut the window, their own messages only with inclusive', async () => {
  await using stand = await startStand();
  const stamps = await postSeveral(stand, ['0', '1', '2', '3']);
  const ask = async (given: object) => {
    const { messages } = await stand.web.conversations.history({ channel: room, ...given });
    return messages?.map((message) => message.text);
  };
  expect(await ask({ oldest: stamps[1], latest: stamps[3] })).toEqual(['2']);
  expect(await ask({ oldest: stamps[1], latest: stamps[3], inclusive: true })).toEqual(['3', '2', '1']);
  const refusal = await refusalOf(stand.web.conversations.history({ channel: room, oldest: 'soon' }));
  expect(refusal.error).toBe('invalid_ts_oldest');
  expect(
    (await refusalOf(stand.web.conversations.history({ channel: room, cursor: 'bm9uc2Vuc2U=' }))).error,
  ).toBe('invalid_cursor');
});

test('metadata is in history and replies only when it is asked for', async () => {
  await using stand = await startStand();
  const metadata = { event_type: 'postern_delivery', event_payload: { d: '01J', k: 'root' } };
  const { ts } = await stand.web.chat.postMessage({ channel: room, text: 'card', metadata });
  await stand.web.chat.postMessage({ channel: room, text: 'reply', thread_ts: ts!, metadata });
  const without = await stand.web.conversations.history({ channel: room });
  expect(without.messages?.[0]).not.toHaveProperty('metadata');
  const history = await stand.web.conversations.history({ channel: room, include_all_metadata: true });
  expect(history.messages?.[0]).toMatchObject({ ts, metadata });
  const thread = await stand.web.conversations.replies({
    channel: room,
    ts: ts!,
    include_all_metadata: true,
  });
  expect(thread.messages).toMatchObject([
    { metadata, reply_count: 1 },
    { metadata, parent_user_id: 'U0POSTERN' },
  ]);
});

test('replies begin with the root, then what the window holds, in pages', async () => {
  await using stand = await startStand();
  const [root] = await postSeveral(stand, ['root']);
  const replies = await postSeveral(stand, ['a', 'b', 'c'], root);
  const ask = async (given: object) => {
    const answer = await stand.web.conversations.replies({ channel: room, ts: root!, ...given });
    return answer.messages?.map((message) => message.text);
  };
  expect(await ask({})).toEqual(['root', 'a', 'b', 'c']);
  expect(await ask({ oldest: replies[0] })).toEqual(['root', 'b', 'c']);
  const first = await stand.web.conversations.replies({ channel: room, ts: root!, limit: 3 });
  expect(first.has_more).toBe(true);
  expect(await ask({ limit: 3, cursor: first.response_metadata?.next_cursor })).toEqual(['c']);
  expect((await refusalOf(stand.web.conversations.replies({ channel: room, ts: '1.000001' }))).error).toBe(
    'thread_not_found',
  );
});

test('a reply to a reply hangs on the root and is a defect', async () => {
  await using stand = await startStand();
  const [root] = await postSeveral(stand, ['root']);
  const [reply] = await postSeveral(stand, ['reply'], root);
  await postSeveral(stand, ['again'], reply);
  expect(stand.messages().map((message) => message.thread_ts)).toEqual([root, root, root]);
  expect(stand.emulator.defects()).toHaveLength(1);
});

test('a reply to an unknown or deleted root is posted outside any thread', async () => {
  await using stand = await startStand();
  const [lost] = await postSeveral(stand, ['lost'], '1.000001');
  const [root] = await postSeveral(stand, ['root']);
  await postSeveral(stand, ['reply'], root);
  await stand.web.chat.delete({ channel: room, ts: root! });
  const [late] = await postSeveral(stand, ['late'], root);
  const byTs = new Map(stand.messages().map((message) => [message.ts, message]));
  expect(byTs.get(lost)).not.toHaveProperty('thread_ts');
  expect(byTs.get(late)).not.toHaveProperty('thread_ts');
  expect(byTs.get(root)).toMatchObject({ subtype: 'tombstone', user: 'USLACKBOT', reply_count: 1 });
});

test('a permanent link names channel, message and thread', async () => {
  await using stand = await startStand();
  const [root] = await postSeveral(stand, ['root']);
  const [reply] = await postSeveral(stand, ['reply'], root);
  const { permalink } = await stand.web.chat.getPermalink({ channel: room, message_ts: reply! });
  expect(permalink).toBe(
    `https://postern-sample.slack.com/archives/${room}/p${reply!.replace('.', '')}?thread_ts=${root}&cid=${room}`,
  );
});

test('customer text in rich text and plain text rings nobody; our own markup is seen when it does', async () => {
  await using stand = await startStand();
  const hostile = '<!channel> <@U0ADAOKAFOR> @here *x* [a](b) &lt;';
  await stand.web.chat.postMessage({
    channel: room,
    text: 'New ticket',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: hostile } },
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: hostile }] }],
      },
    ],
  });
  await stand.web.chat.postMessage({
    channel: room,
    text: 'x',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: hostile } }],
  });
  expect(stand.messages().map((message) => message.notifies)).toEqual([[], ['channel', 'U0ADAOKAFOR']]);
});
