/** The Slack emulator as a process of its own, so that "Slack" stands while the desk is killed and restarted. */
import { createSlackEmulator, sampleSigningSecret, sampleTokens } from './index.ts';

const { env } = process;

function fail(error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException;
  const port = env.SLACK_EMULATOR_PORT;
  const taken = `Port ${port} is in use. Stop what listens there, or set SLACK_EMULATOR_PORT to another one.`;
  console.error(code === 'EADDRINUSE' ? taken : message);
  process.exit(1);
}

function readPort(): number {
  const given = env.SLACK_EMULATOR_PORT ?? '0';
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= 65_535) return port;
  throw new Error(`SLACK_EMULATOR_PORT must be a port from 0 to 65535, not "${given}".`);
}

try {
  const emulator = createSlackEmulator({
    port: readPort(),
    snapshotFile: env.SLACK_EMULATOR_SNAPSHOT || undefined,
    tokens: {
      bot: env.SLACK_EMULATOR_BOT_TOKEN || sampleTokens.bot,
      app: env.SLACK_EMULATOR_APP_TOKEN || sampleTokens.app,
    },
    http: env.SLACK_EMULATOR_EVENTS_URL
      ? {
          eventsUrl: env.SLACK_EMULATOR_EVENTS_URL,
          signingSecret: env.SLACK_EMULATOR_SIGNING_SECRET || sampleSigningSecret,
        }
      : undefined,
    manifestFile: env.SLACK_EMULATOR_MANIFEST || undefined,
    allowedOrigins: (env.SLACK_EMULATOR_ALLOWED_ORIGINS ?? '').split(',').filter(Boolean),
  });
  const running = await emulator.start();
  const stop = () => {
    running.close().then(() => process.exit(0), fail);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // The launcher may be gone and its pipe with it: a lost log line must not take the workspace down.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  console.log(`ready ${running.url}`);
} catch (error) {
  fail(error);
}
