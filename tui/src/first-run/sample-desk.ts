/** A sample desk for as long as somebody looks around: a server of its own on a temporary folder, gone afterwards. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './server-process.ts';

export interface RunningSample {
  url: string;
  /** Variables that put all that the inbox writes beside the desk's own data, to go with it. */
  folders: Readonly<Record<string, string>>;
  /** Stops it and removes what it held. */
  stop(): Promise<void>;
}

/** The people of every sample desk, and what they type. Source: the README. */
export const sampleLogin = { email: 'ada@postern.example', password: 'postern-demo' };

/** Starts it and answers once it serves. Throws an `Error` with what the server said when it does not. */
export async function startSample(
  command: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<RunningSample> {
  const folder = await mkdtemp(join(tmpdir(), 'postern-sample-'));
  const port = await freePorts();
  const remove = () => rm(folder, { recursive: true, force: true });
  // Nothing of a real desk's settings: no Slack, no mail, no database.
  const own = Object.fromEntries(['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR'].map((name) => [name, env[name]]));
  try {
    const server = await startServer(command, ['demo'], {
      ...own,
      ...{ POSTERN_DATA: folder, PORT: String(port), HOST: '127.0.0.1', POSTERN_LOG: 'fatal' },
    });
    return {
      url: server.url,
      folders: { XDG_STATE_HOME: join(folder, 'state'), XDG_CACHE_HOME: join(folder, 'cache') },
      async stop() {
        await server.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw new Error(`The sample desk did not start. ${(error as Error).message}`.trim(), { cause: error });
  }
}

/** A port that is free, and the one behind it too: the sample's Slack answers there. */
async function freePorts(): Promise<number> {
  for (;;) {
    const first = createServer();
    const second = createServer();
    try {
      first.listen(0, '127.0.0.1');
      await once(first, 'listening');
      const { port } = first.address() as { port: number };
      second.listen(port + 1, '127.0.0.1');
      await once(second, 'listening');
      return port;
    } catch {
      // The next one.
    } finally {
      first.close();
      second.close();
    }
  }
}
