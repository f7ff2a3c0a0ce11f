/** The part of a desk that speaks with Slack, as a process of its own that can be killed: the worker and the bot. */
import { createCore, loadConfig, localClient, workerSurface } from '@postern/core';
import { openDb } from '@postern/prisma';
import { slackDelivery, slackSurface } from '@postern/slackbot';
import { fastClock } from './fast-clock.ts';

const ringEveryMs = 100;

const config = loadConfig(process.env);
const clock = fastClock(JSON.parse(process.env.BENCH_CLOCK ?? ''));
const core = createCore({ config, db: await openDb(config.databaseUrl), clock });
if (!config.slack) throw new Error('There is no Slack to speak with.');
const parts = {
  config: config.slack,
  client: localClient(core, { kind: 'slack' }, 'SLACK'),
  publicUrl: config.publicUrl,
  now: () => clock.now().getTime(),
  log: core.log,
};
await workerSurface(core, { SLACK: slackDelivery(parts) }).start?.();
await slackSurface(parts).start?.();
// The timers that look for what is due do not go faster.
setInterval(() => core.outbox.ring(), ringEveryMs);
console.log('ready slack');
