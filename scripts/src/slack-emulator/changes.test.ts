/** What happens around the app: edits and deletions by people, changes of channels, accounts and tokens, links, later. */
import type { App } from '@slack/bolt';
import { expect, test } from 'vitest';
import { createManualClock } from './testing/manual-clock.ts';
import {
  changedManifest,
  eventually,
  fullManifest,
  refusalOf,
  type Stand,
  startStand,
} from './testing/stand.ts';
import type { Json } from './types.ts';

const room = 'C0SUPPORT';
const full = { manifestFile: fullManifest };

/** Everything the app is told, of every type. */
async function listen(stand: Stand): Promise<Json[]> {
  const heard: Json[] = [];
  await stand.startApp((app: App) =>
    app.event(/.*/, async ({ event }) => void heard.push(event as unknown as Json)),
  );
  return heard;
}

/** Bolt hands events on as they come free; their own time says the order in which they happened. */
const inOrder = (heard: readonly Json[]) =>
  heard.toSorted((one, other) => Number(one.event_ts) - Number(other.event_ts));

const act = (stand: Stand, kind: string, more: Json = {}) =>
  stand.emulator.act({ kind, as: 'ada', channel: 'support', ...more });

test('edits and deletions by people carry what was there before', async () => {
  await using stand = await startStand(full);
  const heard = await listen(stand);
  const ada = stand.emulator.as('ada');
  const root = await ada.say('#support', 'First');
  const reply = await ada.say('#support', 'Reply', root);
  await ada.edit('#support', reply, 'Reply, mended');
  await ada.delete('#support', reply);
  await ada.say('#support', 'Another', root);
  await ada.delete('#support', root);
  await eventually(() => expect(heard).toHaveLength(6));
  expect(inOrder(heard).filter((event) => event.subtype)).toMatchObject([
    {
      subtype: 'message_changed',
      message: { ts: reply, thread_ts: root, text: 'Reply, mended', edited: { user: 'U0ADAOKAFOR' } },
      previous_message: { text: 'Reply' },
    },
    { subtype: 'message_deleted', deleted_ts: reply, previous_message: { text: 'Reply, mended' } },
    {
      subtype: 'message_changed',
      message: { subtype: 'tombstone', ts: root },
      previous_message: { text: 'First' },
    },
  ]);
});

test('a reply shown in the channel too is a thread_broadcast', async () => {
  await using stand = await startStand(full);
  const root = await stand.emulator.as('ada').say('#support', 'First');
  await act(stand, 'message', { text: 'For all', threadTs: root, broadcast: true });
  const { messages } = await stand.web.conversations.history({ channel: room });
  expect(messages).toMatchObject([
    { subtype: 'thread_broadcast', thread_ts: root, root: { ts: root } },
    { ts: root },
  ]);
});

test('changes of a channel are told by their own events or subtypes', async () => {
  await using stand = await startStand(full);
  const heard = await listen(stand);
  await act(stand, 'rename', { name: 'help-desk' });
  await act(stand, 'share', { channel: 'help-desk', isPending: true });
  expect((await stand.web.conversations.info({ channel: room })).channel).toMatchObject({
    name: 'help-desk',
    is_ext_shared: false,
    is_pending_ext_shared: true,
  });
  await act(stand, 'share', { channel: 'help-desk' });
  await act(stand, 'share', { channel: 'help-desk', isExtShared: false });
  const { channel: id } = await act(stand, 'changeChannelId', { channel: 'help-desk' });
  await act(stand, 'archive', { channel: 'help-desk' });
  await act(stand, 'deleteChannel', { channel: 'help-desk' });
  await eventually(() => expect(heard).toHaveLength(7));
  expect(inOrder(heard)).toMatchObject([
    { type: 'message', subtype: 'channel_name' },
    { type: 'channel_rename', channel: { id: room, name: 'help-desk' } },
    { type: 'channel_shared', channel: room },
    { type: 'channel_unshared', channel: room },
    { type: 'channel_id_changed', old_channel_id: room, new_channel_id: id },
    { type: 'message', subtype: 'channel_archive', channel: id },
    { type: 'channel_deleted', channel: id },
  ]);
  expect(await refusalOf(stand.web.conversations.info({ channel: room }))).toMatchObject({
    error: 'channel_not_found',
  });
});

test('messages move along when a channel gets another id', async () => {
  await using stand = await startStand(full);
  const { ts } = await stand.web.chat.postMessage({ channel: room, text: 'card' });
  await stand.emulator.as('ada').say('#support', 'Note', ts);
  const channel = String((await act(stand, 'changeChannelId')).channel);
  const { messages } = await stand.web.conversations.replies({ channel, ts: ts! });
  expect(messages).toMatchObject([{ text: 'card', reply_count: 1 }, { text: 'Note' }]);
});

test('changes of accounts, and the end of the token, are told; afterwards calls fail by that name', async () => {
  await using stand = await startStand(full);
  const heard = await listen(stand);
  await act(stand, 'changePerson', { person: 'bo', isDeleted: true, email: 'b@elsewhere.example' });
  await act(stand, 'revokeToken');
  await eventually(() => expect(heard).toHaveLength(2));
  const refusal = () => refusalOf(stand.web.auth.test());
  expect(await refusal()).toMatchObject({ error: 'token_revoked' });
  await act(stand, 'uninstall');
  await eventually(() => expect(heard).toHaveLength(4));
  expect(inOrder(heard)).toMatchObject([
    {
      type: 'user_change',
      user: { id: 'U0BOLINDQV', deleted: true, profile: { email: 'b@elsewhere.example' } },
    },
    { type: 'tokens_revoked', tokens: { bot: ['U0POSTERN'] } },
    { type: 'tokens_revoked' },
    { type: 'app_uninstalled' },
  ]);
  expect(await refusal()).toMatchObject({ error: 'account_inactive' });
  await act(stand, 'reinstall');
  expect(await stand.web.auth.test()).toMatchObject({ ok: true });
});

test('what the manifest does not subscribe to is not told, nor what its scopes do not cover', async () => {
  const manifestFile = changedManifest(({ settings, oauth_config: { scopes } }) => {
    const { bot_events: events } = settings.event_subscriptions;
    settings.event_subscriptions.bot_events = events.filter((name) => name !== 'channel_rename');
    scopes.bot = scopes.bot.filter((scope) => scope !== 'links:read' && scope !== 'app_mentions:read');
  });
  await using stand = await startStand({ manifestFile });
  const heard = await listen(stand);
  await act(stand, 'rename', { name: 'help-desk' });
  await stand.emulator.as('ada').say('help-desk', '@postern https://support.example.com/t/1');
  await act(stand, 'deleteChannel', { channel: 'help-desk' });
  await eventually(() => expect(heard).toHaveLength(3));
  expect(inOrder(heard).map((event) => event.type)).toEqual(['message', 'message', 'channel_deleted']);
});

const ticketLink = 'https://support.example.com/tickets/1042?a=1&b=2';
const unfurl = { blocks: [{ type: 'section', text: { type: 'plain_text', text: '#1042' } }] };

test('a link to the app’s domain is told, and shown with what the app knows of it', async () => {
  await using stand = await startStand(full);
  const heard = await listen(stand);
  const ts = await stand.emulator.as('ada').say('#support', `Look: ${ticketLink} and https://example.com/x`);
  await eventually(() => expect(heard).toHaveLength(2));
  const told = heard.find((event) => event.type === 'link_shared');
  expect(told).toMatchObject({
    channel: room,
    user: 'U0ADAOKAFOR',
    message_ts: ts,
    is_bot_user_member: true,
    links: [{ domain: 'support.example.com', url: ticketLink }],
  });
  const show = (unfurls: unknown, more: Json = {}) =>
    stand.web.apiCall('chat.unfurl', { channel: room, ts, unfurls: JSON.stringify(unfurls), ...more });
  await show({ [ticketLink]: unfurl });
  expect(stand.messages()).toMatchObject([
    { attachments: [{ from_url: ticketLink, blocks: unfurl.blocks }] },
  ]);
  expect(stand.messages()[0]!.edited).toBeUndefined();
  expect(await refusalOf(show({ 'https://example.com/x': unfurl }))).toMatchObject({
    error: 'cannot_unfurl_url',
  });
  expect(await refusalOf(show({ [ticketLink]: { blocks: [{}] } }))).toMatchObject({
    error: 'cannot_parse_attachment',
  });
  expect(await refusalOf(show({}, { ts: '1.000000' }))).toMatchObject({ error: 'cannot_find_message' });
});

test('a link in a public room without the app is told with that fact, in a private one not at all', async () => {
  await using stand = await startStand(full);
  const heard = await listen(stand);
  const ada = stand.emulator.as('ada');
  await ada.say('#with-partner', ticketLink);
  await ada.say('#random', ticketLink);
  await ada.say('#support', 'done');
  await eventually(() => expect(heard).toHaveLength(2));
  expect(inOrder(heard)).toMatchObject([
    { type: 'link_shared', channel: 'C0RANDOM', is_bot_user_member: false },
    { type: 'message' },
  ]);
});

test('a scheduled message appears when its time has come, not before', async () => {
  const clock = createManualClock();
  await using stand = await startStand({ ...full, clock });
  const at = (seconds: number) => ({
    channel: room,
    text: 'Later',
    post_at: Math.floor(clock.now() / 1000) + seconds,
  });
  await stand.web.chat.scheduleMessage(at(60));
  expect(await refusalOf(stand.web.chat.scheduleMessage(at(-1)))).toMatchObject({ error: 'time_in_past' });
  const tooFar = stand.web.chat.scheduleMessage(at(121 * 86_400));
  expect(await refusalOf(tooFar)).toMatchObject({ error: 'time_too_far' });
  clock.advance(59_000);
  expect(stand.messages()).toEqual([]);
  clock.advance(1_000);
  expect(stand.messages()).toMatchObject([{ text: 'Later', bot_id: 'B0POSTERN' }]);
});

test.each([
  [false, 2],
  [true, 1],
])(
  'client_msg_id honoured: %s, so one id sent twice makes %i message(s)',
  async (honoursClientMsgId, count) => {
    await using stand = await startStand({ ...full, honoursClientMsgId });
    const post = () =>
      stand.web.apiCall('chat.postMessage', { channel: room, text: 'once', client_msg_id: 'd-1' });
    await post();
    expect(((await post()) as unknown as Json).is_duplicate ?? false).toBe(honoursClientMsgId);
    expect(stand.messages()).toHaveLength(count);
    expect(stand.emulator.defects()).toEqual([]);
  },
);
