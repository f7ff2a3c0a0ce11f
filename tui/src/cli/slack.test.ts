/** What `postern slack status` says of a desk with Slack, line by line. */
import { expect, test, vi } from 'vitest';
import { openDesk } from './testing/desk.ts';

test('a parked channel, a delay, and a connection that is lost are said with their reason and since when', async () => {
  vi.stubEnv('TZ', 'UTC');
  await using desk = await openDesk();
  const { world } = desk;
  // The desk of the verbs has no Slack until now.
  Object.assign(world.core.config, {
    slack: { botToken: 'xoxb-1', appToken: 'xapp-1', signingSecret: null, apiUrl: null, channel: '#support' },
  });
  const { number } = await world.ticket({
    from: desk.maria,
    turns: [{ from: desk.ada, notes: 'Their firewall.' }],
  });
  await desk.postern(['slack', 'route', 'add', '#support', 'tag:billing']);
  const bot = world.asSlack();
  const state = { teamId: 'T1', teamName: 'Acme', botUserId: 'U1', scopes: ['chat:write'] };
  await bot.slack.reportState.mutate({ ...state, isConnected: false, trouble: 'Slack cannot be reached.' });
  const [room] = await bot.slack.rooms.query();
  await bot.slack.parkRoom.mutate({
    roomId: room?.id ?? '',
    as: 'SHARED',
    because: '#support is shared with another organization.',
  });
  await (await world.as(desk.ada)).tickets.claim.mutate({ ticket: number });
  const { stdout } = await desk.postern(['slack', 'status']);
  vi.unstubAllEnvs();
  expect(stdout).toContain(
    'look\tSlack\tnot connected to Acme since 2026-11-03 09:30: Slack cannot be reached.\n',
  );
  expect(stdout).toContain('look\tScopes\tthe app lacks app_mentions:read, ');
  expect(stdout).toMatch(/look\tPosts\tSlack: delayed since 2026-11-03 09:3\d, \d+ waiting\n/);
  expect(stdout).toContain('look\t#support\tparked since 2026-11-03 09:30: #support is shared with another');
  expect(stdout).toContain('ok\tAgents\t0 are linked, by address or code\n');
});
