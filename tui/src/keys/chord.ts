/** Names of keys as the command table writes them, and as people read them. */
import type { KeyEvent } from '../input/events.ts';

const KEY_NAME = /^(?:ctrl\+)?(?:alt\+)?(?:shift\+)?(?:[a-z][a-z\d]+|[^\s\p{Cc}])$/u;

const NAMED = new Set([
  ...['enter', 'tab', 'backspace', 'escape', 'space', 'up', 'down', 'left', 'right', 'home', 'end'],
  ...['pageup', 'pagedown', 'insert', 'delete', 'clear'],
]);

const LABELS: Readonly<Record<string, string>> = {
  enter: 'Enter',
  tab: 'Tab',
  backspace: 'Backspace',
  escape: 'Esc',
  space: 'Space',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  home: 'Home',
  end: 'End',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  insert: 'Ins',
  delete: 'Del',
  clear: 'Clear',
};

const ASCII_LABELS: Readonly<Record<string, string>> = {
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
};

/** The name of the key that was pressed: modifiers in the order ctrl, alt, shift, then the key. */
export function keyName(event: KeyEvent): string {
  return `${event.ctrl ? 'ctrl+' : ''}${event.alt ? 'alt+' : ''}${event.shift ? 'shift+' : ''}${event.key}`;
}

/** Whether the name is one that {@link keyName} can give; a misspelt key in the table would never be pressed. */
export function isKeyName(name: string): boolean {
  if (!KEY_NAME.test(name)) return false;
  const key = baseKey(name);
  if ([...key].length > 1) return NAMED.has(key) || /^f([1-9]|[12]\d|3[0-5])$/.test(key);
  // Ctrl makes letters lower case, and a printed character shows by itself whether Shift was held.
  if (/^ctrl\+/.test(name)) return key === key.toLowerCase();
  return !name.includes('shift+');
}

/** Whether pressing the key types a character when nothing else is bound to it. */
export function typesText(name: string): boolean {
  return name === 'space' || [...name].length === 1;
}

/** A chord as people read it: `g g` is `g g`, `ctrl+s` is `Ctrl+S`, `up` is an arrow (`Up` in ASCII). */
export function chordLabel(chord: string, ascii = false): string {
  return chord
    .split(' ')
    .map((name) => keyLabel(name, ascii))
    .join(' ');
}

function keyLabel(name: string, ascii: boolean): string {
  const key = baseKey(name);
  const modifiers = name
    .slice(0, name.length - key.length)
    .split('+')
    .filter(Boolean)
    .map((modifier) => modifier[0]!.toUpperCase() + modifier.slice(1));
  const shown =
    (ascii ? ASCII_LABELS[key] : undefined) ?? LABELS[key] ?? (/^f\d+$/.test(key) ? key.toUpperCase() : key);
  const isLetter = modifiers.includes('Ctrl') && /^[a-z]$/.test(shown);
  return [...modifiers, isLetter ? shown.toUpperCase() : shown].join('+');
}

function baseKey(name: string): string {
  return name.replace(/^(?:ctrl\+)?(?:alt\+)?(?:shift\+)?(?=.)/u, '');
}
