/** Setting Slack up from the terminal: the manifest, the two tokens, and how the connection stands. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultManifestFile, sampleTokens } from '../../src/slack-emulator/index.ts';
import { createSlackDesk, until } from './slack-desk.ts';

test('the manifest names the domain of the desk, and is otherwise the one in the repository', async () => {
  await using desk = await createSlackDesk({ withoutBot: true, withoutWorker: true });
  const { slackSettings } = await desk.agent();
  const { manifest, createUrl } = await slackSettings.setup.query();
  const file = JSON.parse(readFileSync(defaultManifestFile, 'utf8'));
  const { hostname } = new URL(desk.world.core.config.publicUrl);
  const { unfurl_domains } = (manifest as typeof file).features;
  expect(unfurl_domains).toContain(hostname);
  expect(manifest).toEqual({ ...file, features: { ...file.features, unfurl_domains } });
  expect(JSON.parse(new URL(createUrl).searchParams.get('manifest_json') ?? '')).toEqual(manifest);
});

test('tokens are good, mixed up or unknown, and no answer holds one', async () => {
  await using desk = await createSlackDesk({ withoutBot: true, withoutWorker: true });
  const { slackSettings } = await desk.agent();
  const own = await slackSettings.checkTokens.mutate({});
  expect(own).toMatchObject({ bot: { isGood: true }, app: { isGood: true }, missingScopes: [] });
  const swapped = await slackSettings.checkTokens.mutate({
    botToken: sampleTokens.app,
    appToken: sampleTokens.bot,
  });
  expect([swapped.bot.isGood, swapped.app.isGood]).toEqual([false, false]);
  expect(swapped.app.words).toContain('It is of the other kind');
  const unknown = await slackSettings.checkTokens.mutate({ botToken: 'xoxb-nobody' });
  expect(unknown.bot).toEqual({ isGood: false, words: 'Slack does not know it. Copy it again, as a whole.' });
  expect(unknown.app.words).toContain('It was not given.');
  for (const token of [...Object.values(sampleTokens), 'xoxb-nobody'])
    expect(JSON.stringify([own, swapped, unknown, desk.log])).not.toContain(token);
});

test('the desk knows how it stands with Slack: where it is connected, since when, and why it is not', async () => {
  await using desk = await createSlackDesk({ withoutWorker: true });
  const { slackSettings } = await desk.agent();
  const connection = async () => (await slackSettings.status.query()).connection;
  const good = await until(async () => ((await connection())?.isConnected ? connection() : null));
  expect(good).toMatchObject({ trouble: null, teamId: expect.stringMatching(/^T/), missingScopes: [] });
  expect(good?.scopes).toContain('chat:write');

  desk.world.pass(60_000);
  desk.emulator.setDown(true);
  const bad = await until(async () => ((await connection())?.isConnected ? null : connection()));
  expect(bad).toMatchObject({ teamId: good?.teamId, trouble: expect.stringMatching(/^Slack/) });
  expect(Date.parse(bad.since)).toBeGreaterThan(Date.parse(good.since));

  desk.emulator.setDown(false);
  await until(async () => (await connection())?.isConnected);
  await desk.bot.stop?.();
  expect(await connection()).toMatchObject({ isConnected: false, trouble: null, teamId: good?.teamId });
});
