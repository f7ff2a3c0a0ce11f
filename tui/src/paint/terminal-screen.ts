/** The terminal's other screen: taken, painted, lent to other programs, and left as it was found. */
import type { TerminalInput } from '../input/terminal-input.ts';
import { createPainter, type Frame } from './painter.ts';

export interface TerminalScreen {
  /** Shows the frame; a terminal that is slow gets the newest one only. */
  show(frame: Frame): void;
  /** Writes the last frame again, whole. */
  repaint(): void;
  /** Gives the terminal back until `work` is done. A second loan at the same time is refused silently. */
  lend(work: () => Promise<void>): Promise<void>;
  /** Whether the terminal belongs to another program now. */
  readonly isLent: boolean;
  /** Whether a frame still waits for a slow terminal. */
  readonly isBehind: boolean;
  /** Leaves the other screen. Safe to call twice, from a signal handler and at the process's exit. */
  close(): void;
}

/** The part of `process.stdout` that is used. */
export interface ScreenOutput {
  write(text: string): unknown;
  readonly writableNeedDrain?: boolean;
  once(event: 'drain', listener: () => void): unknown;
}

// Without wrapping at the right edge, a character that a terminal finds wider than we do spoils its own row alone.
const enter = '\u001b[?1049h\u001b[?25l\u001b[?7l';
const leave = '\u001b[?7h\u001b[?1049l\u001b[?25h';
/** Kitty's keyboard protocol: keys that were the same bytes before can be told apart. */
const richKeys = '\u001b[>1u';
const plainKeys = '\u001b[<u';

/** Takes the terminal. Nothing is seen before the first frame. */
export function openScreen(options: { stdout: ScreenOutput; input: TerminalInput }): TerminalScreen {
  const { stdout, input } = options;
  const painter = createPainter();
  let frame: Frame | undefined;
  let isOurs = false;
  let isLent = false;
  let isClosed = false;
  let isBehind = false;
  let hasRichKeys = false;

  const write = (text: string) => {
    // A terminal that is gone takes nothing more; its end is told by its error event.
    try {
      if (text !== '') stdout.write(text);
    } catch {}
  };
  const paint = () => {
    if (!frame || !isOurs || isBehind) return;
    if (stdout.writableNeedDrain) {
      isBehind = true;
      stdout.once('drain', () => {
        isBehind = false;
        paint();
      });
      return;
    }
    write(painter.update(frame));
  };
  const take = () => {
    isOurs = true;
    painter.forget();
    write(enter + (hasRichKeys ? richKeys : ''));
    input.take();
  };
  const giveBack = () => {
    isOurs = false;
    input.release();
    write((hasRichKeys ? plainKeys : '') + leave);
  };

  take();
  void input.askKeyboard().then((isKitty) => {
    if (!isKitty || isClosed) return;
    hasRichKeys = true;
    if (isOurs) write(richKeys);
  });

  return {
    show(next) {
      frame = next;
      paint();
    },
    repaint() {
      painter.forget();
      paint();
    },
    async lend(work) {
      if (isLent || isClosed) return;
      isLent = true;
      giveBack();
      try {
        await work();
      } finally {
        isLent = false;
        if (!isClosed) {
          take();
          paint();
        }
      }
    },
    get isLent() {
      return isLent;
    },
    get isBehind() {
      return isBehind;
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      if (isOurs) giveBack();
    },
  };
}
