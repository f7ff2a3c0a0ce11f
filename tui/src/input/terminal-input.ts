/** Owns the terminal's input: reads stdin through the tokenizer while the terminal is ours, and asks it questions. */
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
  /** Reads keys from now on, with pastes marked and focus told, until {@link TerminalInput.release}. */
  take(): void;
  /** Leaves the keyboard to another program. */
  release(): void;
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
  /** Asks whether the terminal knows kitty's keyboard protocol; one that does not stays silent. */
  askKeyboard(timeoutMs?: number): Promise<boolean>;
  /** Leaves the modes this program set and stops reading. Safe to call twice and from a signal handler. */
  close(): void;
}

const SET_MODES = '\u001b[?2004h\u001b[?1004h';
const LEAVE_MODES = '\u001b[?1004l\u001b[?2004l';
const SET_MOUSE = '\u001b[?1000h\u001b[?1006h';
const LEAVE_MOUSE = '\u001b[?1006l\u001b[?1000l';
const ASK_BACKGROUND = '\u001b]11;?\u001b\\\u001b[c';
const ASK_KEYBOARD = '\u001b[?u';
const MOST_KEPT_EVENTS = 1_000;

const systemTimers: InputClock = {
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/** Opens the input of one terminal. Nothing is read or written before it is taken or a question is asked. */
export function openTerminalInput(options: {
  stdin: InputSource;
  stdout: OutputSink;
  clock?: InputClock;
}): TerminalInput {
  const { stdin, stdout, clock = systemTimers } = options;
  const listeners = new Set<(event: InputEvent) => void>();
  const replyListeners = new Set<(reply: ReplyEvent) => void>();
  let kept: InputEvent[] = [];
  let isTaken = false;
  /** Ends the wait for an answer, one for each open question. */
  const questions = new Set<() => void>();
  let isReading = false;
  let isMouseWanted = false;
  let isClosed = false;

  const onEvent = (event: InputEvent): void => {
    if (event.type === 'reply') {
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
    const wanted = !isClosed && (isTaken || questions.size > 0);
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

  const setTaken = (enabled: boolean): void => {
    if (isClosed || enabled === isTaken) return;
    isTaken = enabled;
    // Modes are written only while the screen is ours: an editor started in between must not get them.
    if (enabled) {
      updateReading();
      stdout.write(isMouseWanted ? SET_MODES + SET_MOUSE : SET_MODES);
    } else {
      // Whoever has the terminal next must not read an answer that was meant for us.
      for (const giveUp of [...questions]) giveUp();
      stdout.write(isMouseWanted ? LEAVE_MOUSE + LEAVE_MODES : LEAVE_MODES);
      updateReading();
    }
  };

  /** Writes a question and gives every reply to `onReply`, which answers whether it was the last one. */
  const ask = (question: string, timeoutMs: number, onReply: (reply: ReplyEvent) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const finish = (): void => {
        clock.clearTimeout(timer);
        if (!replyListeners.delete(listen)) return;
        questions.delete(finish);
        updateReading();
        resolve();
      };
      const listen = (reply: ReplyEvent): void => {
        if (onReply(reply)) finish();
      };
      const timer = clock.setTimeout(finish, timeoutMs);
      replyListeners.add(listen);
      questions.add(finish);
      updateReading();
      stdout.write(question);
    });

  return {
    take: () => setTaken(true),
    release: () => setTaken(false),
    listen(listener) {
      listeners.add(listener);
      const waiting = kept;
      kept = [];
      for (const event of waiting) listener(event);
      return () => listeners.delete(listener);
    },
    async askBackground(timeoutMs = 150) {
      if (isClosed || stdin.isTTY !== true) return undefined;
      let answer: string | undefined;
      await ask(ASK_BACKGROUND, timeoutMs, (reply) => {
        if (reply.kind === 'color' && reply.data.startsWith('11;')) answer = reply.data;
        // The answer to the second question always comes last, so nothing is left behind in the line.
        return reply.kind === 'attributes';
      });
      return answer;
    },
    async askKeyboard(timeoutMs = 200) {
      if (isClosed || stdin.isTTY !== true) return false;
      let isKnown = false;
      await ask(ASK_KEYBOARD, timeoutMs, (reply) => {
        isKnown = reply.kind === 'keyboard';
        return isKnown;
      });
      return isKnown;
    },
    setMouse(wanted) {
      if (isClosed || wanted === isMouseWanted) return;
      isMouseWanted = wanted;
      if (isTaken) stdout.write(wanted ? SET_MOUSE : LEAVE_MOUSE);
    },
    close() {
      if (isClosed) return;
      setTaken(false);
      isClosed = true;
      updateReading();
    },
  };
}
