/** Gives meaning to one complete control sequence: a key, a change of focus, an answer, or nothing. */
import type { InputEvent, KeyEvent, MouseEvent, NamedKey } from './events.ts';

/** The parts of a CSI sequence (ECMA-48 5.4): `ESC [ parameters intermediates final`. */
export interface ControlSequence {
  parameters: string;
  intermediates: string;
  final: string;
}

const SHIFT = 1;
const ALT = 2;
const CTRL = 4;
const SUPER = 8;
const HYPER = 16;
const META = 32;

const LETTER_KEYS: Readonly<Record<string, NamedKey>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  E: 'clear',
  F: 'end',
  H: 'home',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
};

const NUMBER_KEYS: Readonly<Record<number, NamedKey>> = {
  ...{ 1: 'home', 2: 'insert', 3: 'delete', 4: 'end', 5: 'pageup', 6: 'pagedown', 7: 'home', 8: 'end' },
  ...{ 11: 'f1', 12: 'f2', 13: 'f3', 14: 'f4', 15: 'f5', 17: 'f6', 18: 'f7', 19: 'f8', 20: 'f9', 21: 'f10' },
  ...{
    23: 'f11',
    24: 'f12',
    25: 'f13',
    26: 'f14',
    28: 'f15',
    29: 'f16',
    31: 'f17',
    32: 'f18',
    33: 'f19',
    34: 'f20',
  },
};

// Key pad and function keys of the kitty keyboard protocol, "Functional key definitions".
const KITTY_KEYS: Readonly<Record<number, NamedKey>> = {
  ...{ 8: 'backspace', 9: 'tab', 13: 'enter', 27: 'escape', 32: 'space', 127: 'backspace' },
  ...{ 57414: 'enter', 57417: 'left', 57418: 'right', 57419: 'up', 57420: 'down', 57421: 'pageup' },
  ...{ 57422: 'pagedown', 57423: 'home', 57424: 'end', 57425: 'insert', 57426: 'delete', 57427: 'clear' },
};
const KITTY_KEYPAD_TEXT = '0123456789./*-+';
const KITTY_KEYPAD_START = 57399;
const KITTY_PRIVATE_START = 57344;
const KITTY_PRIVATE_END = 63743;
const KITTY_F13 = 57376;
const KITTY_F35 = 57398;

const SS3_KEYPAD: Readonly<Record<string, string>> = {
  ...{ j: '*', k: '+', l: ',', m: '-', n: '.', o: '/', X: '=' },
  ...{ p: '0', q: '1', r: '2', s: '3', t: '4', u: '5', v: '6', w: '7', x: '8', y: '9' },
};

/** A key press without text. */
export function keyEvent(
  key: KeyEvent['key'],
  modifiers: Partial<Pick<KeyEvent, 'ctrl' | 'alt' | 'shift'>> = {},
): KeyEvent {
  return { type: 'key', key, ctrl: false, alt: false, shift: false, ...modifiers };
}

/** A key that types one character; with `alt` it types nothing. */
export function characterEvent(character: string, alt = false): KeyEvent {
  const event = keyEvent(character === ' ' ? 'space' : character, { alt });
  return alt ? event : { ...event, text: character };
}

const MOUSE_ACTIONS: Partial<Record<number, MouseEvent['action']>> = {
  0: 'press',
  64: 'wheelUp',
  65: 'wheelDown',
};

/** SGR mouse reports: the left button going down and the wheel, without modifiers; nothing else. */
function decodeMouse(parameters: string, final: string): MouseEvent | undefined {
  const [button, column, line] = parameters.split(';').map(Number);
  const action = MOUSE_ACTIONS[button ?? -1];
  if (final !== 'M' || action === undefined || !column || !line) return undefined;
  return { type: 'mouse', action, x: column - 1, y: line - 1 };
}

/** The meaning of a CSI sequence; `undefined` for other mouse reports, key releases and everything unknown. */
export function decodeControlSequence(sequence: ControlSequence): InputEvent | undefined {
  const { parameters, intermediates, final } = sequence;
  const marker = /^[<=>?]/.exec(parameters)?.[0] ?? '';
  if (marker === '<' && (final === 'M' || final === 'm')) return decodeMouse(parameters.slice(1), final);
  if (marker !== '' || intermediates === '$') return decodeReply(sequence, marker);
  if (intermediates !== '') return undefined;
  if (final === 'M') return undefined;
  if (parameters === '' && (final === 'I' || final === 'O')) return { type: 'focus', focused: final === 'I' };
  if (final === 'n') return { type: 'reply', kind: 'status', data: parameters };
  if (final === 'c') return { type: 'reply', kind: 'attributes', data: parameters };
  if (final === 't') return { type: 'reply', kind: 'other', data: `${parameters}t` };
  // A cursor position and F3 with a modifier look alike; the answer is the one that must never be typed.
  if (final === 'R' && /^\d+;\d+$/.test(parameters))
    return { type: 'reply', kind: 'cursor', data: parameters };
  return decodeKeySequence(parameters, final);
}

function decodeReply({ parameters, intermediates, final }: ControlSequence, marker: string): InputEvent {
  const data = parameters.slice(marker.length);
  if (intermediates === '$' && final === 'y') return { type: 'reply', kind: 'mode', data };
  if (final === 'c') return { type: 'reply', kind: 'attributes', data };
  if (final === 'u') return { type: 'reply', kind: 'keyboard', data };
  if (final === 'n') return { type: 'reply', kind: 'status', data };
  if (final === 'R') return { type: 'reply', kind: 'cursor', data };
  return { type: 'reply', kind: 'other', data: `${parameters}${intermediates}${final}` };
}

function decodeKeySequence(parameters: string, final: string): KeyEvent | undefined {
  const fields = parameters.split(';').map((field) => field.split(':'));
  const code = Number(fields[0]?.[0] || 1);
  const bits = Math.max(0, Number(fields[1]?.[0] || 1) - 1);
  if (!Number.isSafeInteger(code) || !Number.isSafeInteger(bits)) return undefined;
  const isRelease = fields[1]?.[1] === '3';
  if (isRelease || (bits & (SUPER | HYPER)) !== 0) return undefined;
  if (final === 'u') return decodeKittyKey(fields, code, bits);
  if (final === 'Z') return keyEvent('tab', { ...modifiersOf(bits), shift: true });
  if (final === '~') {
    // xterm's modifyOtherKeys: CSI 27 ; modifiers ; character ~
    if (code === 27 && fields.length === 3) return decodeKittyKey([], Number(fields[2]?.[0] || 0), bits);
    const key = NUMBER_KEYS[code];
    return key && keyEvent(key, modifiersOf(bits));
  }
  const rxvt = { $: SHIFT, '^': CTRL, '@': CTRL | SHIFT }[final];
  if (rxvt !== undefined) {
    const key = NUMBER_KEYS[code];
    return key && keyEvent(key, modifiersOf(rxvt));
  }
  if (/^[abcd]$/.test(final)) return keyEvent(LETTER_KEYS[final.toUpperCase()]!, { shift: true });
  const key = LETTER_KEYS[final];
  return key && keyEvent(key, modifiersOf(bits));
}

function decodeKittyKey(fields: readonly string[][], code: number, bits: number): KeyEvent | undefined {
  const modifiers = modifiersOf(bits);
  const named = KITTY_KEYS[code];
  if (named === 'space') return spaceEvent(modifiers);
  if (named !== undefined) return keyEvent(named, modifiers);
  if (code >= KITTY_F13 && code <= KITTY_F35) return keyEvent(`f${13 + code - KITTY_F13}`, modifiers);
  const keypad = KITTY_KEYPAD_TEXT[code - KITTY_KEYPAD_START];
  if (keypad === undefined && code >= KITTY_PRIVATE_START && code <= KITTY_PRIVATE_END) return undefined;
  const character = keypad ?? characterOf(code);
  if (character === undefined) return undefined;
  const shifted = characterOf(Number(fields[0]?.[1] || 0));
  const onLatinKeyboard = characterOf(Number(fields[0]?.[2] || 0));
  const typed = modifiers.shift ? (shifted ?? character.toUpperCase()) : character;
  if (modifiers.ctrl || modifiers.alt) {
    // Chords are written in Latin letters; a Cyrillic or Greek layout reports them beside its own.
    const letter = /^[\x20-\x7e]$/.test(character) ? character : (onLatinKeyboard ?? character);
    if (modifiers.ctrl) return keyEvent(letter.toLowerCase(), modifiers);
    return keyEvent(modifiers.shift && letter === character ? typed : letter, { alt: true });
  }
  const text = (fields[2] ?? []).map((point) => characterOf(Number(point)) ?? '').join('');
  return characterEvent(text || typed);
}

function spaceEvent(modifiers: Required<Pick<KeyEvent, 'ctrl' | 'alt' | 'shift'>>): KeyEvent {
  if (modifiers.ctrl || modifiers.alt) return keyEvent('space', modifiers);
  return characterEvent(' ');
}

function characterOf(code: number): string | undefined {
  const isCharacter = Number.isInteger(code) && code >= 0x20 && code <= 0x10ffff;
  if (!isCharacter || (code >= 0x7f && code <= 0x9f) || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return String.fromCodePoint(code);
}

function modifiersOf(bits: number): { ctrl: boolean; alt: boolean; shift: boolean } {
  return { ctrl: (bits & CTRL) !== 0, alt: (bits & (ALT | META)) !== 0, shift: (bits & SHIFT) !== 0 };
}

/** A key of the Linux console: `ESC [ [ A` is F1 to `E` for F5. */
export function decodeLinuxFunctionKey(letter: string): KeyEvent | undefined {
  const at = 'ABCDE'.indexOf(letter);
  return at === -1 ? undefined : keyEvent(`f${at + 1}`);
}

/** An SS3 key, `ESC O x`, with digits before the letter read as modifiers. */
export function decodeSingleShift(digits: string, final: string): KeyEvent | undefined {
  const bits = Math.max(0, Number(digits.split(';').at(-1) || 1) - 1);
  if (final === 'M') return keyEvent('enter', modifiersOf(bits));
  if (/^[abcd]$/.test(final)) return keyEvent(LETTER_KEYS[final.toUpperCase()]!, { ctrl: true });
  const key = LETTER_KEYS[final];
  if (key) return keyEvent(key, modifiersOf(bits));
  const keypad = SS3_KEYPAD[final];
  return keypad === undefined ? undefined : characterEvent(keypad);
}

/** A key that the terminal sends as one control character; `undefined` for characters that are none. */
export function decodeControl(code: number, alt: boolean): KeyEvent | undefined {
  switch (code) {
    case 0x00:
      return keyEvent('space', { ctrl: true, alt });
    case 0x08:
    case 0x7f:
      return keyEvent('backspace', { alt });
    case 0x09:
      return keyEvent('tab', { alt });
    case 0x0a:
    case 0x0d:
      return keyEvent('enter', { alt });
    default:
  }
  if (code < 0x1b) return keyEvent(String.fromCharCode(code + 0x60), { ctrl: true, alt });
  if (code < 0x20) return keyEvent(String.fromCharCode(code + 0x40), { ctrl: true, alt });
  return undefined;
}
