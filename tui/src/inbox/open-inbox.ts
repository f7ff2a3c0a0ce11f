/** Opens the full-screen inbox: shows what was kept of it at once, loads the rest, leaves the terminal as it was. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DebugLog } from '../cli/debug-log.ts';
import type { Session } from '../cli/session.ts';
import { openTerminalInput } from '../input/terminal-input.ts';
import { openScreen, type TerminalScreen } from '../paint/terminal-screen.ts';
import type { DeskSign } from '../settings/desk-stripes.ts';
import type { TerminalSettings } from '../settings/terminal-settings.ts';
import { type CacheFiles, cacheFiles, cacheFolder, isCacheOff } from '../store/cache-files.ts';
import { stateFolder } from '../store/draft-files.ts';
import { hints } from '../store/hints.ts';
import { firstState } from '../store/model.ts';
import { readAppearance } from './appearance.ts';
import { cachedState } from './cached-state.ts';
import { drawFrame } from './frames.ts';
import { keepHeapSmall } from './small-heap.ts';
import { signalExits, takeOver } from './take-over.ts';

export interface InboxOptions {
  url: string;
  token: string;
  profile: string;
  /** Shown on every screen, so that nobody answers from the wrong desk. */
  sign: DeskSign;
  /** The query to begin with; without it the last view, at first "Mine". */
  query?: string;
  /** What each verb of the command line does, for the palette. */
  actOf?: Session['actOf'];
  /** So long a reply can be taken back. */
  holdSeconds: number;
  /** The other desks of this person, and what hears which of them they go to; the inbox ends then. */
  desks: { names: readonly string[]; hosts?: ReadonlyMap<string, string>; go(name: string): void };
  /** Nothing that changes the desk can be done. */
  readOnly?: boolean;
  /** The folder with `config.toml`, `keys.toml` and `themes/`, none of which need be there. */
  configFolder: string;
  /** Says where drafts, the cache and logs are; all else is asked of the process. */
  env: Readonly<Record<string, string | undefined>>;
  /** What is written down of how it goes. */
  debug?: DebugLog | null;
  /** Whether somebody looks at Postern for the first time. */
  hasHints?: boolean;
  /** What the command line said of the terminal's settings. */
  settings?: Partial<TerminalSettings>;
}

/**
 * Runs the inbox on this process's terminal until the person quits, and answers the exit code: 0, or 128 and the
 * signal's number, or 1 after a fault, which is told on stderr once the terminal is as it was before.
 */
export async function openInbox(options: InboxOptions): Promise<number> {
  const { env, stdin, stdout } = process;
  const onFrame = keepHeapSmall();
  const ended = Promise.withResolvers<{ code: number; fault?: unknown }>();
  let isEnded = false;
  const end = (code: number, fault?: unknown) => {
    isEnded = true;
    ended.resolve({ code, ...(fault !== undefined && { fault }) });
  };
  let screen: TerminalScreen | undefined;
  // Before anything is written: whatever ends us from now on finds the way back.
  const giveBack = [
    ...Object.entries(signalExits).map(([signal, code]) =>
      // Ctrl+C in an editor reaches the whole group, and is meant for the editor.
      takeOver(process, signal, () => (signal === 'SIGINT' && screen?.isLent ? undefined : end(code))),
    ),
    takeOver(process, 'uncaughtException', (error: unknown) => end(1, error)),
    takeOver(process, 'unhandledRejection', (error: unknown) => end(1, error)),
    // The terminal is gone: nobody is left to tell.
    takeOver(stdout, 'error', () => end(signalExits.SIGHUP)),
  ];
  const onExit = () => screen?.close();
  process.on('exit', onExit);

  const folder = stateFolder(options.env);
  const input = openTerminalInput({ stdin, stdout });
  let running: { stop(): void } | undefined;
  try {
    let cache: CacheFiles | null = null;
    const appearance = await readAppearance({
      ...{ configFolder: options.configFolder, flags: options.settings ?? {} },
      ...{ env, isTTY: stdout.isTTY === true },
    });
    const first = firstState({
      desk: options.sign.name,
      stripe: options.sign.stripe,
      query: options.query,
      isReadOnly: options.readOnly ?? false,
      ...(options.hasHints && { hintsLeft: hints.map((_, index) => index) }),
      size: { columns: stdout.columns ?? 80, rows: stdout.rows ?? 24 },
      now: Date.now(),
    });
    cache = cacheOf(options, appearance.settings.get().cache);
    const state = cachedState(first, { cache, folder, url: options.url, asked: options.query });
    screen = openScreen({ stdout, input });
    screen.show(drawFrame(state, appearance.look(), appearance.theme()));
    const background = input.askBackground();
    // All that is slow to load comes behind the first frame: commands, the client, the network.
    const { runInbox } = await import('./run-inbox.ts');
    if (!isEnded)
      running = runInbox({ options, state, cache, folder, screen, input, appearance, onFrame, end });
    void background.then(appearance.hearBackground);
  } catch (error) {
    end(1, error);
  }

  const { code, fault } = await ended.promise;
  running?.stop();
  screen?.close();
  input.close();
  process.off('exit', onExit);
  for (const restore of giveBack) restore();
  if (fault !== undefined) options.debug?.fault(fault);
  if (fault !== undefined) tellFault(fault, folder);
  return code;
}

/** Nothing is kept where the person does not want it, and what was kept before goes. */
function cacheOf({ url, token, env }: InboxOptions, setting: string): CacheFiles | null {
  const files = cacheFiles(cacheFolder(env), { url, token });
  if (!isCacheOff(env) && setting !== 'off') return files;
  files.clear();
  return null;
}

/** One sentence for the person, the whole of it for whoever repairs it. */
function tellFault(fault: unknown, folder: string): void {
  const file = join(folder, 'logs', 'inbox.log');
  const details = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  let where = `Details are in ${file}.`;
  try {
    mkdirSync(join(folder, 'logs'), { recursive: true, mode: 0o700 });
    appendFileSync(file, `${new Date().toISOString()} ${details}\n`, { mode: 0o600 });
  } catch {
    where = details;
  }
  process.stderr.write(
    `postern: The inbox stopped because of a fault of its own. Your drafts are kept. ${where}\n`,
  );
}
