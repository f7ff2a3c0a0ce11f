/** `postern-server` as a process of this program: started, waited for until it serves, and stopped with it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface RunningServer {
  url: string;
  stop(): Promise<void>;
}

/** Starts it and answers once it serves. Throws an `Error` with what the server said when it does not. */
export async function startServer(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<RunningServer> {
  const child = spawn(command, args, { env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit').catch(() => []);
  // Whatever ends this program ends the desk with it.
  const onExit = () => child.kill('SIGTERM');
  process.once('exit', onExit);
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
    process.off('exit', onExit);
  };
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2_000);
  });
  const url = await new Promise<string | null>((resolve) => {
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
      const ready = /^ready (\S+)$/m.exec(out)?.[1];
      if (ready) resolve(ready);
    });
    child.once('error', () => resolve(null));
    child.once('exit', () => resolve(null));
  });
  if (url) return { url, stop };
  await stop();
  throw new Error(said.trim());
}
