/** A pseudo-terminal without an emulator: as little as possible stands between a key and the last byte it causes. */
import { spawn } from '@lydell/node-pty';
import { markerCode } from '../../tui/src/inbox/test-marker.ts';
import { cpuMs } from './bench-desk.ts';

export interface Size {
  columns: number;
  rows: number;
}

/** What one key, or one event, cost. */
export interface Cost {
  ms: number;
  bytes: number;
}

export interface Driver extends AsyncDisposable {
  readonly pid: number;
  /** Presses one key and resolves when its frame has been written. */
  press(bytes: string): Promise<Cost>;
  /** Resolves when the program shows the text for the first time since it started; answers when, in ms. */
  shows(text: string): Promise<number>;
  /** Resolves when the program waits for nothing. */
  quiet(): Promise<void>;
  /** Resolves with the next frame. */
  nextFrame(): Promise<void>;
  /** Bytes written so far, without what is written for the test's sake. */
  readonly bytes: number;
  /** Processor time so far, in ms. */
  cpuMs(): number;
}

const begin = `\u001b]${markerCode};`;
const marker = new RegExp(`\u001b\\]${markerCode};([^\u0007]*)\u0007`, 'g');
const waitMs = 30_000;

/** Starts a program that writes the markers of tui/src/inbox/test-marker.ts. */
export function drive(options: {
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  size: Size;
}): Driver {
  const startedAt = performance.now();
  const pty = spawn(process.execPath, [...options.args], {
    name: 'xterm-256color',
    cols: options.size.columns,
    rows: options.size.rows,
    env: { ...options.env, TERM: 'xterm-256color', COLORTERM: 'truecolor', POSTERN_TEST: '1' },
  });
  let text = '';
  let rest = '';
  let bytes = 0;
  let keys = 0;
  let isEnded = false;
  let last: Record<string, string> = {};
  const watchers = new Set<() => void>();
  const exited = new Promise<void>((resolve) => {
    pty.onExit(() => {
      isEnded = true;
      for (const watcher of [...watchers]) watcher();
      resolve();
    });
  });

  pty.onData((data) => {
    // What every terminal answers: what it is, and that its background is dark.
    if (data.includes('\u001b]11;?')) pty.write('\u001b]11;rgb:1e1e/1e1e/1e1e\u001b\\');
    if (data.includes('\u001b[c')) pty.write('\u001b[?1;2c');
    const whole = rest + data;
    // A marker may come in two pieces.
    const open = whole.lastIndexOf('\u001b');
    const piece = open < 0 ? '' : whole.slice(open);
    const isPiece = begin.startsWith(piece) || (piece.startsWith(begin) && !piece.includes('\u0007'));
    const end = open >= 0 && isPiece ? open : whole.length;
    rest = whole.slice(end);
    const shown = whole.slice(0, end).replace(marker, (_, fields: string) => {
      last = Object.fromEntries(fields.split(';').map((field) => field.split('=') as [string, string]));
      return '';
    });
    bytes += Buffer.byteLength(shown);
    text = (text + shown).slice(-100_000);
    for (const watcher of [...watchers]) watcher();
  });

  const until = (isThere: () => boolean, what: string) =>
    new Promise<void>((resolve, reject) => {
      const finish = (end: () => void) => {
        clearTimeout(timer);
        watchers.delete(look);
        end();
      };
      const look = () => {
        if (isThere()) finish(resolve);
        else if (isEnded)
          finish(() => reject(new Error(`The program ended before ${what}: ${text.slice(-2_000)}`)));
      };
      const timer = setTimeout(
        () =>
          finish(() =>
            reject(new Error(`Waited in vain for ${what}; the last marker: ${JSON.stringify(last)}`)),
          ),
        waitMs,
      );
      watchers.add(look);
      look();
    });

  return {
    pid: pty.pid,
    async press(key) {
      keys += 1;
      const mine = keys;
      const before = bytes;
      const pressedAt = performance.now();
      pty.write(key);
      await until(() => Number(last.keys ?? -1) >= mine, `a frame after ${JSON.stringify(key)}`);
      return { ms: performance.now() - pressedAt, bytes: bytes - before };
    },
    async shows(what) {
      await until(() => text.includes(what), `"${what}"`);
      return performance.now() - startedAt;
    },
    quiet: () => until(() => last.quiet === '1' && Number(last.keys ?? 0) >= keys, 'quiet'),
    nextFrame() {
      const { frame } = last;
      return until(() => last.frame !== frame, 'the next frame');
    },
    get bytes() {
      return bytes;
    },
    cpuMs: () => cpuMs(pty.pid),
    async [Symbol.asyncDispose]() {
      if (!isEnded) process.kill(pty.pid, 'SIGTERM');
      await exited;
    },
  };
}
