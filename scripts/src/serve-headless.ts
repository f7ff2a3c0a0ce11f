/** Serving without a screen: says when it is ready, stops cleanly when it is told to. */
import { ConfigError, HostError, mintLaunchToken } from '@postern/core';
import { sampleAgent } from './sample-desk/people.ts';
import { type RunningDesk, serve } from './serve.ts';
import type { ServerMessage } from './server-messages.ts';
import { StartError } from './start-error.ts';

/**
 * Prints the one line `ready URL` on stdout once the desk answers, and returns the exit code after SIGTERM,
 * SIGINT, or, under a launcher, after the launcher has gone. A start that cannot succeed is said in one message.
 */
export async function serveHeadless(options: {
  sampleWhenEmpty: boolean;
  /** Started by `npm start` on a terminal, which waits for a message and signs the sample agent in. */
  hasLauncher: boolean;
}): Promise<number> {
  const stopped = stopSignal(options.hasLauncher);
  const sendToLauncher = options.hasLauncher ? sendMessage : async () => {};
  let desk: RunningDesk;
  try {
    desk = await serve({
      env: process.env,
      sampleWhenEmpty: options.sampleWhenEmpty,
      tell: (line) => process.stderr.write(`${line}\n`),
    });
  } catch (error) {
    if (!(error instanceof StartError || error instanceof ConfigError || error instanceof HostError))
      throw error;
    process.stderr.write(`postern: ${error.message}\n`);
    await sendToLauncher({ kind: 'failed', message: error.message });
    leaveLauncher(options);
    return 1;
  }
  const { publicUrl } = desk.core.config;
  await sendToLauncher({
    kind: 'ready',
    url: desk.url,
    launchToken:
      options.hasLauncher && desk.isSampleDesk ? await mintLaunchToken(desk.core, sampleAgent.email) : null,
  });
  process.stdout.write(`ready ${publicUrl}\n`);
  await stopped;
  await desk.stop();
  leaveLauncher(options);
  return 0;
}

/** The line to the launcher would keep this process alive, and so the launcher. */
function leaveLauncher({ hasLauncher }: { hasLauncher: boolean }): void {
  if (hasLauncher && process.connected) process.disconnect();
}

/** The first call to stop. Later ones change nothing: a launcher and a terminal may both pass the same one on. */
function stopSignal(hasLauncher: boolean): Promise<void> {
  return new Promise((resolve) => {
    process.on('SIGTERM', () => resolve());
    process.on('SIGINT', () => resolve());
    process.on('SIGHUP', () => resolve());
    if (hasLauncher) process.on('disconnect', () => resolve());
  });
}

function sendMessage(message: ServerMessage): Promise<void> {
  return new Promise((resolve) => {
    if (!process.send) return resolve();
    process.send(message, () => resolve());
  });
}
