/** Turns the bytes a terminal sends into events, one by one, however they arrive: coalesced, split or broken. */
import {
  characterEvent,
  decodeControl,
  decodeControlSequence,
  decodeLinuxFunctionKey,
  decodeSingleShift,
  keyEvent,
} from './decode-sequence.ts';
import type { InputEvent } from './events.ts';

/** The timers the tokenizer needs; a test hands in its own. */
export interface InputClock {
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** How {@link createTokenizer} is set up. */
export interface TokenizerOptions {
  onEvent(event: InputEvent): void;
  clock?: InputClock;
  /** How long a lone ESC may still become the start of a sequence. */
  escapeMs?: number;
  /** Silence after which an unfinished sequence counts as broken and is dropped. */
  sequenceMs?: number;
  /** Silence after which a paste without an end counts as finished. */
  pasteMs?: number;
  /** Longest paste in UTF-16 units; the rest is counted and thrown away. */
  pasteLimit?: number;
}

/** Takes bytes in, gives events out through `onEvent`, never throws on any input. */
export interface Tokenizer {
  push(bytes: Uint8Array): void;
  /** Decides what is pending as if its time were over. */
  flush(): void;
  /** Forgets everything pending, without an event: for the time another program owns the terminal. */
  reset(): void;
}

type State =
  | 'ground'
  | 'escape'
  | 'csi'
  | 'linuxKey'
  | 'x10mouse'
  | 'ss3'
  | 'maybeString'
  | 'string'
  | 'stringEnd'
  | 'paste';

const ESC = 0x1b;
const LONGEST_SEQUENCE = 256;
const LONGEST_REPLY = 4_096;
const PASTE_END = '\u001b[201~';

const systemTimers: InputClock = {
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/**
 * A tokenizer for one terminal. The same bytes give the same events in whatever pieces they come, as long as the
 * pieces follow each other faster than the time limits. Bytes that are not UTF-8 become `�`.
 */
export function createTokenizer(options: TokenizerOptions): Tokenizer {
  const { onEvent, clock = systemTimers, escapeMs = 30, sequenceMs = 1_000, pasteMs = 5_000 } = options;
  const pasteLimit = options.pasteLimit ?? 1_048_576;
  let decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let state: State = 'ground';
  let alt = false;
  let body = '';
  let introducer = '';
  let toSwallow = 0;
  let paste = { text: '', tail: '', refused: 0 };
  let timer: unknown;

  const emit = (event: InputEvent | undefined): void => {
    if (event !== undefined) onEvent(event);
  };

  const enter = (next: State) => {
    state = next;
    body = '';
  };

  const ground = (event?: InputEvent) => {
    const wasAlt = alt;
    alt = false;
    enter('ground');
    emit(wasAlt && event?.type === 'key' ? withAlt(event) : event);
  };

  const stopTimer = (): void => {
    if (timer !== undefined) clock.clearTimeout(timer);
    timer = undefined;
  };

  const startTimer = (): void => {
    if (state === 'ground') return;
    const ms = state === 'escape' ? escapeMs : state === 'paste' ? pasteMs : sequenceMs;
    timer = clock.setTimeout(() => {
      timer = undefined;
      flush();
    }, ms);
  };

  const feed = (character: string, code: number): void => {
    if (state !== 'paste') take[state](character, code);
  };

  const breakOff = (character: string, code: number) => {
    ground();
    feed(character, code);
  };

  const finishCsi = (final: string) => {
    if (final === '~' && body === '200') {
      alt = false;
      paste = { text: '', tail: '', refused: 0 };
      return enter('paste');
    }
    if (final === 'M' && body === '') {
      toSwallow = 3;
      return enter('x10mouse');
    }
    const parts = /^([0-?]*)([ -/]*)$/.exec(body);
    if (parts === null || (final === '~' && body === '201')) return ground();
    ground(decodeControlSequence({ parameters: parts[1]!, intermediates: parts[2]!, final }));
  };

  const finishString = () => {
    const isColor = introducer === ']' && /^1[0-9];/.test(body);
    ground({ type: 'reply', kind: isColor ? 'color' : 'string', data: body });
  };

  const take: Record<Exclude<State, 'paste'>, (character: string, code: number) => void> = {
    ground(character, code) {
      if (code === ESC) return enter('escape');
      if (code < 0x20 || code === 0x7f) return emit(decodeControl(code, false));
      if (code >= 0x80 && code <= 0x9f) return;
      emit(characterEvent(character));
    },

    escape(character, code) {
      if (code === ESC) {
        // Two in a row: Alt and a sequence in old terminals, else a real Escape key and the start of something new.
        if (alt) emit(keyEvent('escape'));
        alt = true;
        return;
      }
      if (character === '[') return enter('csi');
      if (character === 'O') return enter('ss3');
      if (alt) {
        alt = false;
        emit(keyEvent('escape'));
      }
      if (character === ']' || character === 'P' || character === '_') {
        introducer = character;
        return enter('maybeString');
      }
      if (code < 0x20 || code === 0x7f) return ground(decodeControl(code, true));
      if (code >= 0x80 && code <= 0x9f) return ground();
      ground(characterEvent(character, true));
    },

    csi(character, code) {
      if (code < 0x20 || code > 0x7e) return breakOff(character, code);
      if (body === '' && character === '[') return enter('linuxKey');
      // rxvt ends shifted editing keys in `$`, which elsewhere comes before the final letter.
      const isFinal = code >= 0x40 || (character === '$' && /^[2-8]$/.test(body));
      if (isFinal) return body.length < LONGEST_SEQUENCE ? finishCsi(character) : ground();
      if (body.length < LONGEST_SEQUENCE) body += character;
    },

    ss3(character, code) {
      if (/[\d;]/.test(character) && body.length < 16) {
        body += character;
        return;
      }
      if (code < 0x40 || code > 0x7e) return breakOff(character, code);
      ground(decodeSingleShift(body, character));
    },

    maybeString(character, code) {
      // Only what answers really look like is a string; Alt+] followed by a letter is somebody typing.
      const isAnswer = { ']': /[\dlLI]/, P: /[\d!>$+?|]/, _: /G/ }[introducer]?.test(character) ?? false;
      if (isAnswer) {
        enter('string');
        body = character;
        return;
      }
      ground(characterEvent(introducer, true));
      feed(character, code);
    },

    string(character, code) {
      if (code === 0x07 || code === 0x9c) return finishString();
      if (code === ESC) {
        state = 'stringEnd';
        return;
      }
      // No answer holds a control character: whoever presses Ctrl+C during a broken one must be heard.
      if (code < 0x20 || code === 0x7f) return breakOff(character, code);
      if (body.length < LONGEST_REPLY) body += character;
    },

    stringEnd(character, code) {
      if (character === '\\') return finishString();
      enter('escape');
      feed(character, code);
    },

    linuxKey(character, code) {
      if (code < 0x20 || code > 0x7e) return breakOff(character, code);
      return ground(decodeLinuxFunctionKey(character));
    },

    x10mouse() {
      toSwallow -= 1;
      if (toSwallow === 0) ground();
    },
  };

  /** Takes what belongs to the paste and gives back what follows its end. */
  const feedPaste = (text: string): string => {
    const waiting = paste.tail + text;
    const end = waiting.indexOf(PASTE_END);
    if (end === -1) {
      const keep = partialEnd(waiting);
      takePaste(waiting.slice(0, waiting.length - keep));
      paste.tail = waiting.slice(waiting.length - keep);
      return '';
    }
    takePaste(waiting.slice(0, end));
    finishPaste();
    return waiting.slice(end + PASTE_END.length);
  };

  const takePaste = (text: string): void => {
    const room = pasteLimit - paste.text.length;
    // A full paste stays full: a later piece must not slip in behind refused text.
    const taken = paste.refused > 0 ? '' : withoutHalf(text.slice(0, room));
    paste.text += taken;
    paste.refused += text.length - taken.length;
  };

  const finishPaste = (): void => {
    const text = paste.text.replaceAll(/\r\n?/g, '\n');
    const { refused } = paste;
    paste = { text: '', tail: '', refused: 0 };
    ground(refused > 0 ? { type: 'paste', text, refused } : { type: 'paste', text });
  };

  const takeAll = (text: string): void => {
    let rest = text;
    while (rest !== '') {
      if (state === 'paste') {
        rest = feedPaste(rest);
        continue;
      }
      let at = 0;
      while (at < rest.length && (state as State) !== 'paste') {
        const code = rest.codePointAt(at)!;
        const character = String.fromCodePoint(code);
        at += character.length;
        feed(character, code);
      }
      rest = rest.slice(at);
    }
  };

  const flush: Tokenizer['flush'] = () => {
    stopTimer();
    if (state === 'paste') {
      takePaste(paste.tail);
      return finishPaste();
    }
    if (state === 'escape') {
      if (alt) {
        alt = false;
        emit(keyEvent('escape'));
      }
      return ground(keyEvent('escape'));
    }
    if (state === 'csi' && body === '') return ground(keyEvent('[', { alt: true }));
    if (state === 'ss3' && body === '') return ground(keyEvent('O', { alt: true }));
    if (state === 'maybeString') return ground(keyEvent(introducer, { alt: true }));
    alt = false;
    enter('ground');
  };

  return {
    push(bytes) {
      stopTimer();
      takeAll(decoder.decode(bytes, { stream: true }));
      startTimer();
    },
    flush,
    reset() {
      stopTimer();
      alt = false;
      paste = { text: '', tail: '', refused: 0 };
      decoder = new TextDecoder('utf-8', { ignoreBOM: true });
      enter('ground');
    },
  };
}

function withAlt(event: InputEvent & { type: 'key' }): InputEvent {
  const { text: _untyped, ...key } = event;
  return { ...key, alt: true };
}

/** How many units at the end of `text` may be the beginning of the paste's end. */
function partialEnd(text: string): number {
  for (let length = Math.min(PASTE_END.length - 1, text.length); length > 0; length -= 1) {
    if (PASTE_END.startsWith(text.slice(text.length - length))) return length;
  }
  return 0;
}

function withoutHalf(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}
