/** The terminal's bytes become the right events however they arrive, and answers are never typed. */
import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyEvent } from './decode-sequence.ts';
import type { InputEvent, KeyEvent } from './events.ts';
import { openTerminalInput } from './terminal-input.ts';
import { createTokenizer, type TokenizerOptions } from './tokenizer.ts';

/** A clock that moves only when told. */
function createTestClock() {
  let now = 0;
  const timers = new Map<number, { at: number; run: () => void }>();
  let next = 1;
  return {
    setTimeout(run: () => void, ms: number) {
      timers.set(next, { at: now + ms, run });
      return next++;
    },
    clearTimeout: (timer: unknown) => void timers.delete(timer as number),
    pass(ms: number) {
      now += ms;
      for (const [id, timer] of [...timers]) {
        if (timer.at > now || !timers.delete(id)) continue;
        timer.run();
      }
    },
    get waiting() {
      return timers.size;
    },
  };
}

function eventsOf(pieces: (string | Uint8Array)[], options: Partial<TokenizerOptions> = {}): InputEvent[] {
  const events: InputEvent[] = [];
  const tokenizer = createTokenizer({
    clock: createTestClock(),
    ...options,
    onEvent: (event) => events.push(event),
  });
  for (const piece of pieces) tokenizer.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
  tokenizer.flush();
  return events;
}

/** Short names for events: `ctrl+a`, `alt+enter`, `"x"` for typed text. */
function named(events: InputEvent[]): string[] {
  return events.map((event) => {
    if (event.type !== 'key') return event.type === 'reply' ? `reply:${event.kind}` : event.type;
    const modifiers = [event.ctrl && 'ctrl', event.alt && 'alt', event.shift && 'shift'].filter(Boolean);
    return [...modifiers, event.text === undefined ? event.key : JSON.stringify(event.text)].join('+');
  });
}

describe('keys', () => {
  test.each([
    ['coalesced letters', 'jjG', ['"j"', '"j"', '"G"']],
    ['a letter and Enter in one piece', 'g\r', ['"g"', 'enter']],
    ['a line feed', '\n', ['enter']],
    ['other scripts and emoji', 'ж漢😀', ['"ж"', '"漢"', '"😀"']],
    ['a space', ' ', ['" "']],
    ['control letters', '\x01\x0e\x13\x18\x0c', ['ctrl+a', 'ctrl+n', 'ctrl+s', 'ctrl+x', 'ctrl+l']],
    ['control signs', '\x00\x1c\x1f', ['ctrl+space', 'ctrl+\\', 'ctrl+_']],
    ['both kinds of backspace', '\x7f\x08', ['backspace', 'backspace']],
    ['arrows', '\x1b[A\x1b[B\x1b[C\x1b[D', ['up', 'down', 'right', 'left']],
    ['arrows of application mode', '\x1bOA\x1bOD', ['up', 'left']],
    ['arrows with modifiers', '\x1b[1;5C\x1b[1;3D\x1b[1;2A', ['ctrl+right', 'alt+left', 'shift+up']],
    [
      'arrows of rxvt',
      '\x1b[a\x1bOc\x1b[3$\x1b[3^',
      ['shift+up', 'ctrl+right', 'shift+delete', 'ctrl+delete'],
    ],
    ['editing keys', '\x1b[3~\x1b[5~\x1b[6~\x1b[H\x1b[4~', ['delete', 'pageup', 'pagedown', 'home', 'end']],
    ['function keys', '\x1bOP\x1b[15~\x1b[24~\x1b[[A\x1b[R', ['f1', 'f5', 'f12', 'f1', 'f3']],
    ['shift and Tab', '\t\x1b[Z', ['tab', 'shift+tab']],
    ['alt and a key', '\x1bb\x1b\x7f\x1b\r\x1bж', ['alt+b', 'alt+backspace', 'alt+enter', 'alt+ж']],
    ['alt and an arrow of old terminals', '\x1b\x1b[A', ['alt+up']],
    ['Escape twice and a letter', '\x1b\x1bj', ['escape', 'alt+j']],
    ['Escape at the end', 'a\x1b', ['"a"', 'escape']],
    ['the key pad', '\x1bOq\x1bOM', ['"1"', 'enter']],
    ['modifyOtherKeys', '\x1b[27;5;13~\x1b[27;6;74~', ['ctrl+enter', 'ctrl+shift+j']],
  ])('%s', (_name, bytes, expected) => {
    expect(named(eventsOf([bytes]))).toEqual(expected);
  });

  test.each([
    ['control and a letter', '\x1b[115;5u', ['ctrl+s']],
    ['Escape is a key of its own', '\x1b[27u\x1b[27;3u', ['escape', 'alt+escape']],
    ['shift, control and a letter', '\x1b[106;6u', ['ctrl+shift+j']],
    ['alt and a shifted letter', '\x1b[106:74;4u', ['alt+J']],
    ['a letter with the text it types', '\x1b[97;;229u', ['"å"']],
    ['a chord on a Cyrillic layout', '\x1b[1099::115;5u', ['ctrl+s']],
    ['a repeat counts, a release does not', '\x1b[97;1:2u\x1b[97;1:3u', ['"a"']],
    ['arrows with an event type', '\x1b[1;5:1A\x1b[1;5:3A', ['ctrl+up']],
    ['key pad and media keys', '\x1b[57400u\x1b[57414u\x1b[57428u', ['"1"', 'enter']],
    ['the command key is left to the terminal', '\x1b[97;9u', []],
  ])('kitty: %s', (_name, bytes, expected) => {
    expect(named(eventsOf([bytes]))).toEqual(expected);
  });
});

describe('answers, focus and mouse', () => {
  test.each([
    ['a colour ended by ST', '\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\', ['reply:color']],
    ['a colour ended by BEL', '\x1b]10;rgb:ffff/ffff/ffff\x07', ['reply:color']],
    ['device attributes', '\x1b[?64;1;2c\x1b[>41;354;0c', ['reply:attributes', 'reply:attributes']],
    ['a cursor position', '\x1b[12;40R', ['reply:cursor']],
    [
      'a status and a mode',
      '\x1b[0n\x1b[?997;1n\x1b[?2027;2$y',
      ['reply:status', 'reply:status', 'reply:mode'],
    ],
    ['DCS answers', '\x1bP>|kitty 0.30\x1b\\\x1bP1$r0m\x1b\\', ['reply:string', 'reply:string']],
    ['a graphics answer', '\x1b_Gi=1;OK\x1b\\', ['reply:string']],
    ['the kitty keyboard', '\x1b[?1u', ['reply:keyboard']],
    ['a window title that was asked for by somebody else', '\x1b]lrm -rf\x1b\\', ['reply:string']],
    ['focus in and out', '\x1b[I\x1b[O', ['focus', 'focus']],
    ['the left button and the wheel', '\x1b[<0;10;5M\x1b[<64;1;1M\x1b[<65;1;1M', ['mouse', 'mouse', 'mouse']],
    [
      'all other mouse reports',
      '\x1b[<0;10;5m\x1b[<2;10;5M\x1b[<35;10;5M\x1b[<0;0;0M\x1b[32;10;5M\x1b[M !!',
      [],
    ],
  ])('%s: never typed', (_name, bytes, expected) => {
    expect(named(eventsOf([`a${bytes}b`]))).toEqual(['"a"', ...expected, '"b"']);
  });

  test('a broken answer does not lock the keyboard', () => {
    expect(named(eventsOf(['\x1b]11;rgb:1e\x03q']))).toEqual(['ctrl+c', '"q"']);
    expect(named(eventsOf(['\x1b[12;\x03q']))).toEqual(['ctrl+c', '"q"']);
    expect(named(eventsOf(['\x1b]11;rgb:1e\x1b[A']))).toEqual(['up']);
  });

  test('Alt with a bracket is a key, not the beginning of an answer', () => {
    expect(named(eventsOf(['\x1b]hi']))).toEqual(['alt+]', '"h"', '"i"']);
  });
});

describe('paste', () => {
  test('a paste is one event, with its line breaks made equal', () => {
    expect(eventsOf(['x\x1b[200~a\r\nb\rc\x1b[31m\x1b[201~y'])).toEqual([
      { ...keyEvent('x'), text: 'x' },
      { type: 'paste', text: 'a\nb\nc\x1b[31m' },
      { ...keyEvent('y'), text: 'y' },
    ]);
  });

  test('what is over the limit is refused and counted, never typed', () => {
    expect(eventsOf(['\x1b[200~12345', '6789😀\x1b[201~'], { pasteLimit: 4 })).toEqual([
      { type: 'paste', text: '1234', refused: 7 },
    ]);
    expect(eventsOf(['\x1b[200~123😀\x1b[201~'], { pasteLimit: 4 })).toEqual([
      { type: 'paste', text: '123', refused: 2 },
    ]);
  });

  test('a megabyte goes in as one paste, quickly', () => {
    const text = 'x'.repeat(1_048_576);
    const started = process.cpuUsage();
    expect(eventsOf([`\x1b[200~${text}more\x1b[201~`])).toEqual([{ type: 'paste', text, refused: 4 }]);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(500);
  });

  test('a paste whose end got lost is delivered after a silence', () => {
    const clock = createTestClock();
    const events: InputEvent[] = [];
    const tokenizer = createTokenizer({ clock, onEvent: (event) => events.push(event) });
    tokenizer.push(Buffer.from('\x1b[200~abc'));
    clock.pass(4_999);
    expect(events).toEqual([]);
    clock.pass(1);
    tokenizer.push(Buffer.from('j'));
    expect(events).toEqual([
      { type: 'paste', text: 'abc' },
      { ...keyEvent('j'), text: 'j' },
    ]);
  });
});

describe('time', () => {
  test('a lone Escape is a key after 30 ms, and a sequence before', () => {
    const clock = createTestClock();
    const events: InputEvent[] = [];
    const tokenizer = createTokenizer({ clock, onEvent: (event) => events.push(event) });
    tokenizer.push(Buffer.from('\x1b'));
    clock.pass(29);
    tokenizer.push(Buffer.from('[A'));
    expect(named(events)).toEqual(['up']);
    tokenizer.push(Buffer.from('\x1b'));
    clock.pass(30);
    tokenizer.push(Buffer.from('[A'));
    expect(named(events)).toEqual(['up', 'escape', '"["', '"A"']);
    expect(clock.waiting).toBe(0);
  });

  test('a sequence torn apart by a slow line is still one key', () => {
    const clock = createTestClock();
    const events: InputEvent[] = [];
    const tokenizer = createTokenizer({ clock, onEvent: (event) => events.push(event) });
    for (const byte of '\x1b[1;5C') {
      tokenizer.push(Buffer.from(byte));
      if (byte !== '\x1b') clock.pass(900);
    }
    expect(named(events)).toEqual(['ctrl+right']);
    tokenizer.push(Buffer.from('\x1b[1;'));
    clock.pass(1_000);
    tokenizer.push(Buffer.from('j'));
    expect(named(events)).toEqual(['ctrl+right', '"j"']);
  });
});

describe('for every stream of bytes', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...[
        '\x1b',
        '\x1b[',
        '\x1b]',
        '\x1bP',
        '\x1b_',
        '\x1bO',
        '[',
        '200~',
        '\x1b[200~',
        '\x1b[201~',
        '\x1b[201',
        '~',
      ],
      ...[
        '11;rgb:1/2/3',
        '\x1b\\',
        '\x07',
        '1;5',
        ';',
        ':',
        'A',
        'u',
        'M',
        '$',
        'y',
        'j',
        '\r',
        '\x03',
        '漢',
        '😀',
        '?1u',
      ],
      ...['\x1b[<0;1;1M', '\x1b[M', '\x1b[[', '\x9b', '\ufeff', '1'.repeat(300), '\x1b[I'],
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  const stream = fc.oneof(
    fc.array(piece, { maxLength: 40 }).map((parts) => Buffer.from(parts.join(''))),
    fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes)),
  );

  test('any way of cutting it gives the same events, and nothing throws', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 30 }), (bytes, cuts) => {
        const at = [0, ...cuts.filter((cut) => cut < bytes.length), bytes.length].toSorted((a, b) => a - b);
        const pieces = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
        const whole = eventsOf([bytes], { pasteLimit: 20 });
        expect(eventsOf(pieces, { pasteLimit: 20 })).toEqual(whole);
        expect(
          eventsOf(
            [...bytes].map((byte) => Buffer.of(byte)),
            { pasteLimit: 20 },
          ),
        ).toEqual(whole);
      }),
      { numRuns: 2_000 },
    );
  });

  test('no key types a control character, and text only comes from plain keys', () => {
    fc.assert(
      fc.property(stream, (bytes) => {
        for (const event of eventsOf([bytes])) {
          if (event.type !== 'key') continue;
          expect(event.key).not.toMatch(/\p{Cc}/u);
          expect(event.text ?? '').not.toMatch(/\p{Cc}/u);
          if (event.text !== undefined) expect(event.ctrl || event.alt || event.shift).toBe(false);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('after Ctrl+C outside a paste the keyboard is free again', () => {
    fc.assert(
      fc.property(stream, (bytes) => {
        if (bytes.includes('\x1b[200~')) return;
        const events = eventsOf([bytes, '\x03\x03\x03\x03q']);
        expect(events.at(-1)).toMatchObject({ type: 'key', key: 'q' });
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the open terminal', () => {
  function open() {
    const written: string[] = [];
    const calls: string[] = [];
    const source = Object.assign(new EventEmitter(), {
      isTTY: true,
      setRawMode: (enabled: boolean) => calls.push(`raw ${enabled}`),
      resume: () => calls.push('resume'),
      pause: () => calls.push('pause'),
    });
    const clock = createTestClock();
    const input = openTerminalInput({
      stdin: source,
      stdout: { write: (text) => written.push(text) },
      clock,
    });
    const type = (text: string) => source.emit('data', Buffer.from(text));
    return { input, source, written, calls, clock, type };
  }

  test('it is taken and released, and an editor in between gets a clean terminal', () => {
    const { input, source, written, calls, type } = open();
    const keys: InputEvent[] = [];
    input.listen((event) => keys.push(event));
    input.take();
    type('j');
    input.release();
    expect(source.listenerCount('data')).toBe(0);
    input.take();
    type('k');
    input.close();
    input.close();
    expect(named(keys)).toEqual(['"j"', '"k"']);
    expect(calls).toEqual([
      'raw true',
      'resume',
      'pause',
      'raw false',
      'raw true',
      'resume',
      'pause',
      'raw false',
    ]);
    expect(written).toEqual([
      '\u001b[?2004h\u001b[?1004h',
      '\u001b[?1004l\u001b[?2004l',
      '\u001b[?2004h\u001b[?1004h',
      '\u001b[?1004l\u001b[?2004l',
    ]);
  });

  test('a terminal says whether it knows the rich keyboard, and nothing of the answer is a key', async () => {
    const { input, written, type, clock } = open();
    const keys: InputEvent[] = [];
    input.listen((event) => keys.push(event));
    input.take();
    const asked = input.askKeyboard(200);
    expect(written.at(-1)).toBe('\u001b[?u');
    type('r\x1b[?1u\x1b]11;rgb:0/0/0\x07m');
    expect(await asked).toBe(true);
    expect(named(keys)).toEqual(['"r"', '"m"']);
    const silent = input.askKeyboard(200);
    clock.pass(200);
    expect(await silent).toBe(false);
  });

  test('a question without an answer ends when the terminal is lent', async () => {
    const { input, source, clock } = open();
    input.take();
    const asked = input.askKeyboard(200);
    input.release();
    expect(await asked).toBe(false);
    expect(source.listenerCount('data')).toBe(0);
    expect(clock.waiting).toBe(0);
  });

  test('the background colour is asked before the first frame, and keys typed meanwhile are kept', async () => {
    const { input, written, type, calls } = open();
    const asked = input.askBackground();
    expect(written).toEqual(['\u001b]11;?\u001b\\\u001b[c']);
    type('j\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62c');
    expect(await asked).toBe('11;rgb:ffff/ffff/ffff');
    expect(calls.at(-1)).toBe('raw false');
    const keys: InputEvent[] = [];
    input.listen((event) => keys.push(event));
    expect(named(keys)).toEqual(['"j"']);
  });

  test('a terminal without an answer costs the time limit at most', async () => {
    const { input, clock, type } = open();
    const silent = input.askBackground(150);
    clock.pass(150);
    expect(await silent).toBeUndefined();
    const unaware = input.askBackground(150);
    type('\x1b[?6c');
    expect(await unaware).toBeUndefined();
    expect(clock.waiting).toBe(0);
  });
});

test('every key event has the same shape', () => {
  const key: KeyEvent = keyEvent('a');
  expect(key).toEqual({ type: 'key', key: 'a', ctrl: false, alt: false, shift: false });
});
