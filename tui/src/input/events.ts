/** What the keyboard and the terminal can tell us, after decoding: the only input the rest of the program sees. */

/** Names of keys that are not a single printed character. */
export type NamedKey =
  | 'enter'
  | 'tab'
  | 'backspace'
  | 'escape'
  | 'space'
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'home'
  | 'end'
  | 'pageup'
  | 'pagedown'
  | 'insert'
  | 'delete'
  | 'clear'
  | `f${number}`;

/** One key press. Holding a key gives one event per repeat; releases are never reported. */
export interface KeyEvent {
  type: 'key';
  /** A {@link NamedKey}, or the character itself: `a`, `G`, `?`, `ж`. With `ctrl`, letters are lower case. */
  key: NamedKey | (string & {});
  ctrl: boolean;
  alt: boolean;
  /** Only for keys that do not show it themselves: `shift` + Tab, arrows, Ctrl+Shift+letter; never for `G`. */
  shift: boolean;
  /** What the key types. Absent for every key that types nothing, and with `ctrl` or `alt`. */
  text?: string;
}

/** Text pasted in one go (bracketed paste). Line breaks are `\n`; other controls are still in it. */
export interface PasteEvent {
  type: 'paste';
  text: string;
  /** UTF-16 units that came after the limit and were thrown away; absent when everything was taken. */
  refused?: number;
}

/** The terminal's window got or lost the focus. */
export interface FocusEvent {
  type: 'focus';
  focused: boolean;
}

/** An answer of the terminal to a question, never something that a person typed. */
export interface ReplyEvent {
  type: 'reply';
  /**
   * `color`: OSC 10, 11, 12 (data such as `11;rgb:1e1e/1e1e/1e1e`); `attributes`: DA1, DA2; `cursor`: position report;
   * `status`: DSR; `mode`: DECRPM; `keyboard`: kitty flags; `string`: any other OSC, DCS or APC; `other`: the rest.
   */
  kind: 'color' | 'attributes' | 'cursor' | 'status' | 'mode' | 'keyboard' | 'string' | 'other';
  /** The answer without its introducer and terminator, at most 4,096 units. */
  data: string;
}

/** The wheel, or the left button, where the mouse was asked for. */
export interface MouseEvent {
  type: 'mouse';
  action: 'wheelUp' | 'wheelDown' | 'press';
  /** The cell, from 0. */
  x: number;
  y: number;
}

/** Everything the tokenizer gives out. */
export type InputEvent = KeyEvent | PasteEvent | FocusEvent | MouseEvent | ReplyEvent;
