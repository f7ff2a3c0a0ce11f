/** Opens an address in the person's own browser. */
import { spawn } from 'node:child_process';

const openers: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Starts `$POSTERN_BROWSER`, else `$BROWSER`, else the system's opener, and answers once it runs; what it does then is its own affair. Rejects
 * with an `Error` that says so when none can be started.
 */
export function browse(address: string, env: Env): Promise<void> {
  const own = env.POSTERN_BROWSER || env.BROWSER;
  const [command = 'xdg-open', ...words] = own ? [own] : (openers[process.platform] ?? ['xdg-open']);
  return new Promise((resolve, reject) => {
    // It outlives this command, so its output must not hold the terminal.
    const child = spawn(command, [...words, address], { stdio: 'ignore', detached: true });
    child.once('error', (cause) =>
      reject(new Error(`No browser could be started with "${command}".`, { cause })),
    );
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}

/** Whether a browser started here would open where the person sits: not over SSH, and not without a screen. */
export function hasBrowser(env: Env): boolean {
  if (env.POSTERN_BROWSER || env.BROWSER) return true;
  if (env.SSH_CONNECTION || env.SSH_TTY) return false;
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}
