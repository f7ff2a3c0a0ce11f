/** Installing by OAuth, tokens that expire, and giving a token back. */
import { expect, test } from 'vitest';
import { sampleClient, sampleTokens } from './index.ts';
import { createManualClock } from './testing/manual-clock.ts';
import { changedManifest, refusalOf, type Stand, startStand } from './testing/stand.ts';

const client = { client_id: sampleClient.id, client_secret: sampleClient.secret };

const codeOf = async (stand: Stand) =>
  String((await stand.emulator.act({ kind: 'authorize', as: 'ada' })).code);

test('a code brings the token once, and only to the client it belongs to', async () => {
  await using stand = await startStand();
  const code = await codeOf(stand);
  const anybody = stand.clientFor('');
  const access = (more: object) => anybody.oauth.v2.access({ ...client, code, ...more });
  expect(await refusalOf(access({ client_id: '9.9' }))).toMatchObject({ error: 'invalid_client_id' });
  expect(await refusalOf(access({ client_secret: 'x' }))).toMatchObject({ error: 'bad_client_secret' });
  expect(await access({})).toMatchObject({
    access_token: sampleTokens.bot,
    token_type: 'bot',
    team: { id: 'T0POSTERN' },
    authed_user: { id: 'U0ADAOKAFOR' },
  });
  expect(await refusalOf(access({}))).toMatchObject({ error: 'invalid_code' });
});

test('with rotation a token ends after twelve hours, and a refresh token works once', async () => {
  const clock = createManualClock();
  const manifestFile = changedManifest(({ settings }) => {
    settings.token_rotation_enabled = true;
  });
  await using stand = await startStand({ clock, manifestFile });
  const anybody = stand.clientFor('');
  const first = await anybody.oauth.v2.access({ ...client, code: await codeOf(stand) });
  expect(first.expires_in).toBe(43_200);
  const asFirst = stand.clientFor(first.access_token!);
  expect(await asFirst.auth.test()).toMatchObject({ ok: true });
  clock.advance(12 * 3_600_000);
  expect(await refusalOf(asFirst.auth.test())).toMatchObject({ error: 'token_expired' });
  const renew = () =>
    anybody.oauth.v2.access({ ...client, grant_type: 'refresh_token', refresh_token: first.refresh_token! });
  const second = await renew();
  expect(await stand.clientFor(second.access_token!).auth.test()).toMatchObject({ ok: true });
  expect(await refusalOf(renew())).toMatchObject({ error: 'invalid_refresh_token' });
});

test('a token given back is revoked; trying it out changes nothing', async () => {
  await using stand = await startStand();
  expect(await stand.web.auth.revoke({ test: true })).toMatchObject({ revoked: false });
  expect(await stand.web.auth.revoke()).toMatchObject({ revoked: true });
  expect(await refusalOf(stand.web.auth.test())).toMatchObject({ error: 'token_revoked' });
});
