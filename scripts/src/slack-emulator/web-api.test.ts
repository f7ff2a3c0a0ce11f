/** The Web API's door: tokens, scopes, arguments and posting, asked through Slack's own client. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultManifestFile, sampleTokens } from './index.ts';
import { card, refusalOf, startStand } from './testing/stand.ts';

/** A manifest file like the real one, with other scopes. */
function manifestWithScopes(scopes: string[]): string {
  const manifest = JSON.parse(readFileSync(defaultManifestFile, 'utf8'));
  manifest.oauth_config.scopes.bot = scopes;
  const file = join(mkdtempSync(join(tmpdir(), 'manifest-')), 'manifest.json');
  writeFileSync(file, JSON.stringify(manifest));
  return file;
}

test('auth.test says who the bot is and which scopes it holds', async () => {
  await using stand = await startStand();
  const answer = await stand.web.auth.test();
  expect(answer).toMatchObject({ team_id: 'T0POSTERN', user_id: 'U0POSTERN', bot_id: 'B0POSTERN' });
  expect(answer.response_metadata?.scopes).toContain('chat:write');
});

test('a missing, a wrong and a misplaced token get their own refusals', async () => {
  await using stand = await startStand();
  const { call, clientFor } = stand;
  expect(await (await call('auth.test')).json()).toEqual({ ok: false, error: 'not_authed' });
  expect((await refusalOf(clientFor('xoxb-wrong').auth.test())).error).toBe('invalid_auth');
  expect((await refusalOf(clientFor(sampleTokens.app).auth.test())).error).toBe('not_allowed_token_type');
  expect((await refusalOf(stand.web.apps.connections.open({}))).error).toBe('not_allowed_token_type');
  const opened = await clientFor(sampleTokens.app).apps.connections.open({});
  expect(opened.url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=/);
});

test('a token in a form is taken, a token in JSON or in the address is not', async () => {
  await using stand = await startStand();
  const form = new URLSearchParams({ token: sampleTokens.bot });
  expect(await (await stand.call('auth.test', { body: form })).json()).toMatchObject({ ok: true });
  const json = await stand.call('auth.test', {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: sampleTokens.bot }),
  });
  expect(await json.json()).toMatchObject({ error: 'not_authed' });
  const address = await fetch(`${stand.apiUrl}auth.test?token=${sampleTokens.bot}`);
  expect(await address.json()).toMatchObject({ error: 'not_authed' });
});

test('a revoked token is refused until it works again', async () => {
  await using stand = await startStand();
  await stand.emulator.act({ kind: 'token', error: 'token_revoked' });
  expect((await refusalOf(stand.web.auth.test())).error).toBe('token_revoked');
  await stand.emulator.act({ kind: 'token', error: null });
  expect((await stand.web.auth.test()).ok).toBe(true);
});

test('scopes come from the manifest, and a missing one is named', async () => {
  await using stand = await startStand({ manifestFile: manifestWithScopes(['groups:read', 'chat:write']) });
  const info = await refusalOf(stand.web.conversations.info({ channel: 'C0SUPPORT' }));
  expect(info).toMatchObject({
    error: 'missing_scope',
    needed: 'channels:read',
    provided: 'groups:read,chat:write',
  });
  const lookup = await refusalOf(stand.web.users.lookupByEmail({ email: 'ada@postern.example' }));
  expect(lookup).toMatchObject({ error: 'missing_scope', needed: 'users:read.email' });
});

test('without users:read.email a person has no address', async () => {
  await using stand = await startStand({ manifestFile: manifestWithScopes(['users:read']) });
  const { user } = await stand.web.users.info({ user: 'U0ADAOKAFOR' });
  expect(user?.profile?.email).toBeUndefined();
});

test('the sample people can be found by address, whatever its case', async () => {
  await using stand = await startStand();
  const { user } = await stand.web.users.lookupByEmail({ email: 'ADA@postern.example' });
  expect(user).toMatchObject({ id: 'U0ADAOKAFOR', profile: { email: 'ada@postern.example' } });
  expect((await refusalOf(stand.web.users.lookupByEmail({ email: 'x@y.example' }))).error).toBe(
    'users_not_found',
  );
  const { user: guest } = await stand.web.users.info({ user: 'U0GUEST' });
  expect(guest?.is_restricted).toBe(true);
});

test('an unknown method, broken JSON and a strange content type are refused', async () => {
  await using stand = await startStand();
  const authorization = `Bearer ${sampleTokens.bot}`;
  for (const method of ['chat.shout', 'constructor', '__proto__']) {
    const answer = await stand.call(method, { headers: { authorization } });
    expect(await answer.json()).toMatchObject({ ok: false, error: 'unknown_method' });
  }
  const send = async (type: string, body: string) =>
    (await stand.call('chat.postMessage', { headers: { authorization, 'content-type': type }, body })).json();
  expect(await send('application/json', '{"a":')).toMatchObject({ error: 'invalid_json' });
  expect(await send('application/json', '[1]')).toMatchObject({ error: 'json_not_object' });
  expect(await send('application/xml', '<a/>')).toMatchObject({ error: 'invalid_post_type' });
});

test('JSON is read where Slack reads it and ignored where it does not', async () => {
  await using stand = await startStand();
  const headers = {
    authorization: `Bearer ${sampleTokens.bot}`,
    'content-type': 'application/json; charset=utf-8',
  };
  const post = await stand.call('chat.postMessage', {
    headers,
    body: JSON.stringify({ channel: 'C0SUPPORT', text: 'hello', blocks: card() }),
  });
  expect(await post.json()).toMatchObject({ ok: true });
  const info = await stand.call('users.info', { headers, body: JSON.stringify({ user: 'U0KIMPARK' }) });
  expect(await info.json()).toMatchObject({ error: 'invalid_arguments' });
});

test('an argument Slack does not document is a defect, a missing one is refused by name', async () => {
  await using stand = await startStand();
  await stand.web.apiCall('chat.postMessage', { channel: 'C0SUPPORT', text: 'x', colour: 'red' });
  expect(stand.emulator.defects().map((entry) => entry.summary)).toEqual([
    'chat.postMessage does not document: colour',
  ]);
  const refusal = await refusalOf(stand.web.apiCall('chat.update', { channel: 'C0SUPPORT' }));
  expect(refusal).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: { messages: ['[ERROR] missing required field: ts'] },
  });
});

test('a bot posts only where it is, and into living channels', async () => {
  await using stand = await startStand();
  const post = (channel: string) => refusalOf(stand.web.chat.postMessage({ channel, text: 'x' }));
  expect((await post('C0NOWHERE')).error).toBe('channel_not_found');
  expect((await post('C0RANDOM')).error).toBe('not_in_channel');
  await stand.emulator.act({ kind: 'archive', as: 'ada', channel: 'support' });
  expect((await post('C0SUPPORT')).error).toBe('is_archived');
});

test('posting takes a channel by name, reading only by id', async () => {
  await using stand = await startStand();
  const posted = await stand.web.chat.postMessage({ channel: '#support', text: 'x' });
  expect(posted.channel).toBe('C0SUPPORT');
  expect((await refusalOf(stand.web.conversations.info({ channel: 'support' }))).error).toBe(
    'channel_not_found',
  );
});

test('what cannot be posted is refused by its own name', async () => {
  await using stand = await startStand();
  const post = (given: object) =>
    refusalOf(stand.web.apiCall('chat.postMessage', { channel: 'C0SUPPORT', ...given }));
  expect((await post({})).error).toBe('no_text');
  expect((await post({ text: 'x', blocks: 'no json' })).error).toBe('invalid_blocks_format');
  expect((await post({ text: 'x', markdown_text: 'y' })).error).toBe('markdown_text_conflict');
  expect((await post({ text: 'x', metadata: '{"event_type":"a"}' })).error).toBe('invalid_metadata_format');
  const large = { event_type: 'a', event_payload: { d: 'x'.repeat(2000) } };
  expect((await post({ text: 'x', metadata: large })).error).toBe('metadata_too_large');
  const section = { type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(2999) } };
  expect((await post({ blocks: Array(5).fill(section) })).error).toBe('msg_blocks_too_long');
  const refusal = await post({
    blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }],
  });
  expect(refusal).toMatchObject({
    error: 'invalid_blocks',
    errors: ['must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
  });
});

test('a long text becomes several messages, a very long one is also cut', async () => {
  await using stand = await startStand();
  await stand.web.chat.postMessage({ channel: 'C0SUPPORT', text: 'word '.repeat(1000) });
  expect(stand.messages()).toHaveLength(2);
  const answer = await stand.web.chat.postMessage({ channel: 'C0SUPPORT', text: 'x'.repeat(40_001) });
  expect(answer.warning).toBe('message_truncated');
  const posted = stand.messages().slice(2);
  expect(posted.map((message) => String(message.text).length)).toEqual(Array(10).fill(4000));
});

test('only its own messages can be changed or deleted by the bot', async () => {
  await using stand = await startStand();
  const { ts } = await stand.emulator.act({ kind: 'message', as: 'ada', channel: 'support', text: 'mine' });
  const target = { channel: 'C0SUPPORT', ts: String(ts) };
  expect((await refusalOf(stand.web.chat.update({ ...target, text: 'yours' }))).error).toBe(
    'cant_update_message',
  );
  expect((await refusalOf(stand.web.chat.delete(target))).error).toBe('cant_delete_message');
  const gone = { channel: 'C0SUPPORT', ts: '1.000001' };
  expect((await refusalOf(stand.web.chat.update({ ...gone, text: 'x' }))).error).toBe('message_not_found');
});

test('an update keeps the ts and the metadata, and refuses a long text', async () => {
  await using stand = await startStand();
  const metadata = { event_type: 'postern_delivery', event_payload: { d: '1' } };
  const { ts } = await stand.web.chat.postMessage({ channel: 'C0SUPPORT', text: 'a', metadata });
  const target = { channel: 'C0SUPPORT', ts: ts! };
  expect((await refusalOf(stand.web.chat.update({ ...target, text: 'x'.repeat(4001) }))).error).toBe(
    'msg_too_long',
  );
  const updated = await stand.web.chat.update({ ...target, text: 'b', blocks: card() });
  expect(updated.ts).toBe(ts);
  expect(stand.messages()).toMatchObject([{ ts, text: 'b', metadata, edited: { user: 'U0POSTERN' } }]);
});

test('only members get an ephemeral message, and only they see it', async () => {
  await using stand = await startStand();
  const post = (user: string) => stand.web.chat.postEphemeral({ channel: 'C0SUPPORT', user, text: 'psst' });
  expect((await refusalOf(post('U0GUEST'))).error).toBe('user_not_in_channel');
  await post('U0KIMPARK');
  expect(stand.messages()).toEqual([]);
  expect(stand.state().ephemerals).toMatchObject([{ recipient: 'U0KIMPARK', text: 'psst', from: 'app' }]);
});

test('rate limits hold per channel when they are switched on', async () => {
  await using stand = await startStand({ limitsRates: true });
  const post = () => stand.web.chat.postMessage({ channel: 'C0SUPPORT', text: 'x' });
  for (let sent = 0; sent < 3; sent += 1) await post();
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 1 });
});
