/** The whole desk in one process, put together: reads like the list of what runs. */
import {
  apiSurface,
  type Config,
  type Core,
  clientAddress,
  createCore,
  createHost,
  createLog,
  isSampleDesk,
  loadConfig,
  localClient,
  mailDelivery,
  mailWarnings,
  publicUrlAdvice,
  requireFreePort,
  workerSurface,
} from '@postern/core';
import { openDb } from '@postern/prisma';
import { slackDelivery, slackSurface } from '@postern/slackbot';
import { portalSurface } from '@postern/web-portal';
import { hasLockFile, isNewFile, lockData, prepareDatabase } from './prepare-data.ts';
import { createSampleDesk } from './sample-desk/create-sample-desk.ts';
import { placeSample, settleSample } from './sample-desk/sample-template.ts';
import { sandboxSurface } from './sandbox/sandbox-surface.ts';
import {
  requireEmulatorPort,
  type SlackEmulatorProcess,
  startSlackEmulator,
} from './slack-emulator-process.ts';
import { StartError } from './start-error.ts';

export interface RunningDesk {
  url: string;
  core: Core;
  isSampleDesk: boolean;
  /** Lets requests and sendings finish, then closes everything in reverse order. */
  stop(): Promise<void>;
}

export interface ServeOptions {
  env: Record<string, string | undefined>;
  /** Fill an empty database with the sample desk; without it an empty database is refused. */
  sampleWhenEmpty: boolean;
  /** Words for people about what is going on. */
  tell: (line: string) => void;
}

/** Starts the desk and answers once it serves. Throws `StartError`, `ConfigError` or `HostError`, each in words. */
export async function serve(options: ServeOptions): Promise<RunningDesk> {
  const config = loadConfig(options.env);
  // Where no desk has been, nothing is made for a start that its ports refuse. Where one may be running, its lock
  // is asked first: that another desk runs says more than that a port is in use.
  const isFirstStart = !hasLockFile(config);
  if (isFirstStart) await requirePorts(config, options);
  const lock = lockData(config);
  const undo: (() => unknown)[] = [() => lock.release()];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    if (!isFirstStart) await requirePorts(config, options);
    const beginEmulator = (isSample: boolean) => {
      const emulator = emulatorFor(config, isSample, options.tell);
      if (emulator) undo.push(() => emulator.stop());
      return emulator;
    };
    let isPlaced = false;
    await prepareDatabase(config.databaseUrl, async () => {
      isPlaced = options.sampleWhenEmpty && (await placeSample(config));
    });
    // Of a new sample desk it starts beside the rest, which takes as long.
    const emulatorOfNew = isPlaced ? beginEmulator(true) : null;
    const db = await openDb(config.databaseUrl);
    undo.push(() => db.close());
    await fillWhenEmpty(createCore({ config, db }), options);
    const isSample = await isSampleDesk(db.read);
    const emulator = isPlaced ? emulatorOfNew : beginEmulator(isSample);

    const log = createLog(config.logLevel);
    for (const warning of mailWarnings({ config, isSampleDesk: isSample })) log.warn(warning);
    const slack = config.slack ?? emulator?.slack ?? null;
    const core = createCore({ config: { ...config, slack }, db, isSampleDesk: isSample, log });
    const asSlack = localClient(core, { kind: 'slack' }, 'SLACK');
    const slackOptions = slack && { config: slack, client: asSlack, publicUrl: config.publicUrl, log };

    const host = createHost(
      config,
      log,
      [
        apiSurface(core),
        isSample && sandboxSurface({ core, emulatorUrl: emulator?.url ?? null }),
        slackOptions && slackSurface(slackOptions),
        portalSurface({
          clientFor: (credential) => localClient(core, credential, 'PORTAL', { forOneRequest: true }),
          publicUrl: config.publicUrl,
          clientAddress: (c) => clientAddress(c) ?? undefined,
          log,
        }),
        workerSurface(core, {
          EMAIL: mailDelivery(core),
          ...(slackOptions && { SLACK: slackDelivery(slackOptions) }),
        }),
      ].filter((surface) => surface !== null && surface !== false),
    );
    undo.push(() => host.stop());
    await emulator?.answers;
    const { url } = await host.start();
    const advice = publicUrlAdvice(options.env, config);
    if (advice) options.tell(advice);
    if (isSample && config.mail) options.tell('The sample desk sends no mail: SMTP_URL is not used.');
    return { url, core, isSampleDesk: isSample, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the desk listens on must be free, and what a sample desk about to be made needs besides. */
async function requirePorts(config: Config, { sampleWhenEmpty }: ServeOptions): Promise<void> {
  await requireFreePort(config);
  if (sampleWhenEmpty && !config.slack && isNewFile(config.databaseUrl)) await requireEmulatorPort(config);
}

async function fillWhenEmpty(core: Core, options: ServeOptions): Promise<void> {
  if (await settleSample(core)) return;
  if ((await core.db.read.agent.count()) > 0) return;
  if (!options.sampleWhenEmpty) {
    throw new StartError('This desk has no agent yet. Create the first one: npx postern-server init');
  }
  if (!core.config.slack) await requireEmulatorPort(core.config);
  options.tell('Creating the sample desk …');
  await createSampleDesk(core);
}

/** Real Slack where it is configured; else, on the sample desk, its stand-in. */
function emulatorFor(
  config: Config,
  isSample: boolean,
  tell: ServeOptions['tell'],
): SlackEmulatorProcess | null {
  if (!isSample) return null;
  if (config.slack) {
    tell('This sample desk speaks to the Slack workspace of SLACK_BOT_TOKEN.');
    return null;
  }
  return startSlackEmulator(config);
}
