/** A terminal for tests: a real pseudo-terminal, an emulator that shows what a person would see, and waits on states. */
import { type IPty, spawn } from '@lydell/node-pty';
import unicode11 from '@xterm/addon-unicode11';
import headless from '@xterm/headless';
import { markerCode } from '../src/inbox/test-marker.ts';

export interface TerminalOptions {
  command: string;
  args?: readonly string[];
  /** The whole environment; TERM and POSTERN_TEST are added. */
  env: Readonly<Record<string, string | undefined>>;
  columns?: number;
  rows?: number;
  cwd?: string;
}

/** How a cell looks; colours are numbers as the emulator keeps them, -1 for the default. */
export interface CellStyle {
  text: string;
  bold: boolean;
  dim: boolean;
  inverse: boolean;
  underline: boolean;
  foreground: number;
  background: number;
}

export interface TestTerminal extends AsyncDisposable {
  readonly pid: number;
  /** The rows on the screen, without spaces at their ends. */
  screen(): string[];
  /** The screen as one text. */
  text(): string;
  /** Everything the program has written, escapes included. */
  readonly written: string;
  /** Resolves once the screen shows it; rejects after `timeoutMs` with the screen in the message. */
  waitFor(what: string | RegExp | ((rows: string[]) => boolean), timeoutMs?: number): Promise<void>;
  /** Resolves once the inbox has taken in every key, drawn it at this size, and waits for nothing. */
  settled(timeoutMs?: number): Promise<void>;
  /** Resolves once every key is taken in and drawn, whatever the desk has yet to answer. */
  framed(timeoutMs?: number): Promise<void>;
  /** Hash of the newest frame, as the inbox announces it. */
  readonly frameHash: string;
  /** Presses keys one after the other: `r`, `enter`, `ctrl+s`, `pagedown`. */
  press(...keys: string[]): void;
  /** Types characters. */
  type(text: string): void;
  /** Pastes as a terminal with bracketed paste does. */
  paste(text: string): void;
  resize(columns: number, rows: number): void;
  /** The cell in column `x` and row `y`, counted from 0. */
  style(x: number, y: number): CellStyle;
  /** Where the cursor is, and whether it shows. */
  cursor(): { x: number; y: number; isShown: boolean };
  /** What the program has switched on and not off again. */
  modes(): { alternateScreen: boolean; bracketedPaste: boolean; focusEvents: boolean };
  kill(signal: string): void;
  /** Closes the terminal's window: the program gets SIGHUP and can write no more. */
  hangUp(): Promise<void>;
  /** Resolves when the program has ended. */
  readonly exited: Promise<{ code: number; signal: number }>;
}

const keyBytes: Readonly<Record<string, string>> = {
  enter: '\r',
  escape: '\u001b',
  tab: '\t',
  backspace: '\u007f',
  space: ' ',
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  home: '\u001b[H',
  end: '\u001b[F',
  pageup: '\u001b[5~',
  pagedown: '\u001b[6~',
  delete: '\u001b[3~',
};

/** Starts a program in a terminal of its own. */
export function openTerminal(options: TerminalOptions): TestTerminal {
  const { command, args = [], columns = 120, rows = 40 } = options;
  const emulator = new headless.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 100 });
  emulator.loadAddon(new unicode11.Unicode11Addon());
  emulator.unicode.activeVersion = '11';
  const pty: IPty = spawn(command, [...args], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    ...(options.cwd && { cwd: options.cwd }),
    // Replies leave at once unless a test is about their wait.
    env: { POSTERN_HOLD: '0', ...options.env, TERM: 'xterm-256color', POSTERN_TEST: '1' },
  });

  let written = '';
  let sentKeys = 0;
  let marker: Record<string, string> = {};
  let isEnded = false;
  const watchers = new Set<() => void>();
  const tell = () => {
    for (const watcher of [...watchers]) watcher();
  };
  emulator.parser.registerOscHandler(markerCode, (data) => {
    marker = Object.fromEntries(data.split(';').map((part) => part.split('=') as [string, string]));
    return true;
  });
  // The emulator's answers to questions about itself, as a terminal gives them.
  emulator.onData((data) => {
    if (!isEnded) pty.write(data);
  });
  pty.onData((data) => {
    written += data;
    emulator.write(data, tell);
  });
  const exited = new Promise<{ code: number; signal: number }>((resolve) => {
    pty.onExit(({ exitCode, signal }) => {
      isEnded = true;
      // What was written just before the end has to be on the screen first.
      emulator.write('', () => {
        tell();
        resolve({ code: exitCode, signal: signal ?? 0 });
      });
    });
  });

  const screen = () =>
    Array.from({ length: emulator.rows }, (_, y) =>
      (
        emulator.buffer.active.getLine(emulator.buffer.active.baseY + y)?.translateToString(true) ?? ''
      ).trimEnd(),
    );
  const until = (isThere: () => boolean, what: string, timeoutMs: number) =>
    new Promise<void>((resolve, reject) => {
      const finish = (end: () => void) => {
        clearTimeout(timer);
        watchers.delete(look);
        end();
      };
      const look = () => {
        if (isThere()) finish(resolve);
        else if (isEnded)
          finish(() => reject(new Error(`The program ended before ${what}:\n${screen().join('\n')}`)));
      };
      const timer = setTimeout(
        () =>
          finish(() =>
            reject(new Error(`Waited ${timeoutMs} ms for ${what}; the screen:\n${screen().join('\n')}`)),
          ),
        timeoutMs,
      );
      watchers.add(look);
      look();
    });
  // A lone Escape and the key after it would be one Alt key if they came together.
  let queue = Promise.resolve();
  const inTurn = (bytes: string) => {
    sentKeys += 1;
    queue = queue.then(async () => {
      if (isEnded) return;
      pty.write(bytes);
      if (bytes === '\u001b') await new Promise((resolve) => setTimeout(resolve, 60));
    });
  };

  return {
    pid: pty.pid,
    screen,
    text: () => screen().join('\n'),
    get written() {
      return written;
    },
    waitFor(what, timeoutMs = 20_000) {
      const isThere =
        typeof what === 'function'
          ? () => what(screen())
          : typeof what === 'string'
            ? () => screen().some((line) => line.includes(what))
            : () => what.test(screen().join('\n'));
      return until(isThere, typeof what === 'function' ? 'a state' : `"${what}"`, timeoutMs);
    },
    settled(timeoutMs = 20_000) {
      const size = () => `${emulator.cols}x${emulator.rows}`;
      return until(
        () => Number(marker.keys ?? -1) >= sentKeys && marker.quiet === '1' && marker.size === size(),
        'a quiet inbox',
        timeoutMs,
      );
    },
    framed(timeoutMs = 20_000) {
      return until(() => Number(marker.keys ?? -1) >= sentKeys, 'a frame', timeoutMs);
    },
    get frameHash() {
      return marker.hash ?? '';
    },
    press(...keys) {
      for (const key of keys) inTurn(bytesFor(key));
    },
    type(text) {
      for (const character of text) inTurn(character);
    },
    paste(text) {
      inTurn(`\u001b[200~${text}\u001b[201~`);
    },
    resize(toColumns, toRows) {
      // What is announced from now on counts; the frame before was for another size.
      if (toColumns !== emulator.cols || toRows !== emulator.rows) marker = { ...marker, size: '' };
      emulator.resize(toColumns, toRows);
      pty.resize(toColumns, toRows);
    },
    style(x, y) {
      const cell = emulator.buffer.active.getLine(emulator.buffer.active.baseY + y)?.getCell(x);
      if (!cell) throw new Error(`There is no cell ${x},${y}.`);
      return {
        text: cell.getChars(),
        bold: cell.isBold() !== 0,
        dim: cell.isDim() !== 0,
        inverse: cell.isInverse() !== 0,
        underline: cell.isUnderline() !== 0,
        foreground: cell.isFgDefault() ? -1 : cell.getFgColor(),
        background: cell.isBgDefault() ? -1 : cell.getBgColor(),
      };
    },
    cursor() {
      const shown = Math.max(written.lastIndexOf('\u001b[?25h'), -1) > written.lastIndexOf('\u001b[?25l');
      return { x: emulator.buffer.active.cursorX, y: emulator.buffer.active.cursorY, isShown: shown };
    },
    modes() {
      return {
        alternateScreen: emulator.buffer.active.type === 'alternate',
        bracketedPaste: emulator.modes.bracketedPasteMode,
        focusEvents: emulator.modes.sendFocusMode,
      };
    },
    kill(signal) {
      if (!isEnded) process.kill(pty.pid, signal);
    },
    async hangUp() {
      isEnded = true;
      (pty as IPty & { destroy(): void }).destroy();
      while (isAlive(pty.pid)) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    exited,
    async [Symbol.asyncDispose]() {
      if (!isEnded) {
        process.kill(pty.pid, 'SIGKILL');
        await exited;
      }
      emulator.dispose();
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function bytesFor(key: string): string {
  const control = /^ctrl\+([a-z])$/.exec(key)?.[1];
  if (control) return String.fromCharCode(control.charCodeAt(0) - 96);
  const alt = /^alt\+(.+)$/.exec(key)?.[1];
  if (alt) return `\u001b${keyBytes[alt] ?? alt}`;
  const named = keyBytes[key];
  if (named === undefined && [...key].length !== 1) throw new Error(`There is no key "${key}".`);
  return named ?? key;
}
