/** Owns the terminal's input: reads the real stdin through the tokenizer and gives Ink a stream that stays quiet. */
import { Readable } from 'node:stream';
import type { InputEvent, ReplyEvent } from './events.ts';
import { createTokenizer, type InputClock } from './tokenizer.ts';

/** The part of `process.stdin` that is used. */
export interface InputSource {
  readonly isTTY?: boolean;
  setRawMode?(enabled: boolean): unknown;
  on(event: 'data', listener: (chunk: Uint8Array | string) => void): unknown;
  off(event: 'data', listener: (chunk: Uint8Array | string) => void): unknown;
  resume(): unknown;
  pause(): unknown;
  ref?(): unknown;
  unref?(): unknown;
}

/** The part of `process.stdout` that is used. */
export interface OutputSink {
  write(text: string): unknown;
}

/** The terminal's input, once opened. */
export interface TerminalInput {
  /**
   * For Ink's `stdin` option. Ink (and a component that calls `useStdin().setRawMode(true)`) switches reading on and
   * off through it, so that `suspendTerminal()` hands the keyboard to an editor and takes it back. Nothing typed
   * ever comes out of it, only the answer that Ink waits for to switch the kitty keyboard protocol on.
   */
  readonly inkStdin: NodeJS.ReadStream;
  /** Calls `listener` for every key, paste and focus change; what came before the first listener is kept for it. */
  listen(listener: (event: InputEvent) => void): () => void;
  /**
   * Asks the terminal for its background colour (OSC 11) and gives the raw answer, or `undefined` when it has none
   * within `timeoutMs`. Reads while it waits; keys typed meanwhile are kept. A second question ends the wait early
   * on terminals that know no colours: every terminal answers DA1.
   */
  askBackground(timeoutMs?: number): Promise<string | undefined>;
  /** Asks for reports of the mouse, or for none; Shift then selects text as without. */
  setMouse(isWanted: boolean): void;
  /** Leaves the modes this program set and stops reading. Safe to call twice and from a signal handler. */
  close(): void;
}

const SET_MODES = '\u001b[?2004h\u001b[?1004h';
const LEAVE_MODES = '\u001b[?1004l\u001b[?2004l';
const SET_MOUSE = '\u001b[?1000h\u001b[?1006h';
const LEAVE_MOUSE = '\u001b[?1006l\u001b[?1000l';
const ASK_BACKGROUND = '\u001b]11;?\u001b\\\u001b[c';
const MOST_KEPT_EVENTS = 1_000;

const systemTimers: InputClock = {
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/** Opens the input of one terminal. Nothing is read or written before Ink turns raw mode on or a question is asked. */
export function openTerminalInput(options: {
  stdin: InputSource;
  stdout: OutputSink;
  clock?: InputClock;
}): TerminalInput {
  const { stdin, stdout, clock = systemTimers } = options;
  const listeners = new Set<(event: InputEvent) => void>();
  const replyListeners = new Set<(reply: ReplyEvent) => void>();
  let kept: InputEvent[] = [];
  let isInkReading = false;
  let questions = 0;
  let isReading = false;
  let isMouseWanted = false;
  let isClosed = false;

  const onEvent = (event: InputEvent): void => {
    if (event.type === 'reply') {
      if (event.kind === 'keyboard') ink.push(`\u001b[?${event.data}u`);
      for (const listener of [...replyListeners]) listener(event);
      return;
    }
    if (listeners.size === 0) {
      if (kept.length < MOST_KEPT_EVENTS) kept.push(event);
      return;
    }
    for (const listener of [...listeners]) listener(event);
  };

  const tokenizer = createTokenizer({ onEvent, clock });
  // Strings come only when somebody else set an encoding on the stream.
  const onData = (chunk: Uint8Array | string): void =>
    tokenizer.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);

  const updateReading = (): void => {
    const wanted = !isClosed && (isInkReading || questions > 0);
    if (wanted === isReading) return;
    isReading = wanted;
    if (wanted) {
      stdin.ref?.();
      stdin.setRawMode?.(true);
      stdin.on('data', onData);
      stdin.resume();
      return;
    }
    stdin.off('data', onData);
    stdin.pause();
    stdin.setRawMode?.(false);
    stdin.unref?.();
    tokenizer.reset();
  };

  const setInkReading = (enabled: boolean): void => {
    if (isClosed || enabled === isInkReading) return;
    isInkReading = enabled;
    // Modes are written only while the screen is ours: an editor started in between must not get them.
    if (enabled) {
      updateReading();
      stdout.write(isMouseWanted ? SET_MODES + SET_MOUSE : SET_MODES);
    } else {
      stdout.write(isMouseWanted ? LEAVE_MOUSE + LEAVE_MODES : LEAVE_MODES);
      updateReading();
    }
  };

  const ink = createInkStdin(stdin.isTTY === true, setInkReading);

  return {
    inkStdin: ink as unknown as NodeJS.ReadStream,
    listen(listener) {
      listeners.add(listener);
      const waiting = kept;
      kept = [];
      for (const event of waiting) listener(event);
      return () => listeners.delete(listener);
    },
    askBackground(timeoutMs = 150) {
      if (isClosed || stdin.isTTY !== true) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        const finish = (answer: string | undefined): void => {
          clock.clearTimeout(timer);
          if (!replyListeners.delete(onReply)) return;
          questions -= 1;
          updateReading();
          resolve(answer);
        };
        const onReply = (reply: ReplyEvent): void => {
          if (reply.kind === 'color' && reply.data.startsWith('11;')) answer = reply.data;
          // The answer to the second question always comes last, so nothing is left behind in the line.
          if (reply.kind === 'attributes') finish(answer);
        };
        let answer: string | undefined;
        const timer = clock.setTimeout(() => finish(answer), timeoutMs);
        replyListeners.add(onReply);
        questions += 1;
        updateReading();
        stdout.write(ASK_BACKGROUND);
      });
    },
    setMouse(wanted) {
      if (isClosed || wanted === isMouseWanted) return;
      isMouseWanted = wanted;
      if (isInkReading) stdout.write(wanted ? SET_MOUSE : LEAVE_MOUSE);
    },
    close() {
      if (isClosed) return;
      setInkReading(false);
      isClosed = true;
      updateReading();
      ink.push(null);
    },
  };
}

interface InkStdin extends Readable {
  isTTY: boolean;
  setRawMode(enabled: boolean): InkStdin;
  ref(): InkStdin;
  unref(): InkStdin;
}

function createInkStdin(isTTY: boolean, setInkReading: (enabled: boolean) => void): InkStdin {
  const stream = new Readable({ read() {} });
  return Object.assign(stream, {
    isTTY,
    setRawMode(enabled: boolean) {
      setInkReading(enabled);
      return stream as InkStdin;
    },
    // Whether the process stays alive for the keyboard follows raw mode, on the real stream.
    ref: () => stream as InkStdin,
    unref: () => stream as InkStdin,
  });
}
