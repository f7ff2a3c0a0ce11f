/** With POSTERN_TEST=1, tells a test what it sees: frame number, hash of the frame, keys taken in, whether all is quiet. */
import type { TerminalScreen } from '../paint/terminal-screen.ts';
import type { Inbox } from '../store/inbox.ts';
import type { Frames } from './frames.ts';
import type { Keyboard } from './keyboard.ts';

/** The private OSC number; terminals drop what they do not know. */
export const markerCode = 7771;

export interface Marker {
  frame: number;
  hash: string;
  /** Events of the keyboard taken in so far. */
  keys: number;
  /** The size that the frame was drawn for: `120x40`. */
  size: string;
  /** Whether nothing is under way: no request, no chord. */
  isQuiet: boolean;
}

/** The escape that carries a marker. */
export function markerText({ frame, hash, keys, size, isQuiet }: Marker): string {
  return `\u001b]${markerCode};frame=${frame};hash=${hash};keys=${keys};size=${size};quiet=${isQuiet ? 1 : 0}\u0007`;
}

/** A short hash of a frame (FNV-1a). */
export function frameHash(lines: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const line of lines) {
    for (let at = 0; at < line.length; at += 1) hash = Math.imul(hash ^ line.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ 10, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Writes a marker behind every frame and every key, for as long as the inbox runs. */
export function startMarker(from: {
  inbox: Inbox;
  frames: Frames;
  keyboard: Keyboard;
  screen: TerminalScreen;
  stdout: { write(text: string): unknown };
}): { took(): void } {
  const { inbox, frames, keyboard, screen, stdout } = from;
  let keys = 0;
  let last = '';
  let isWaiting = false;
  const write = () => {
    isWaiting = false;
    if (frames.isDue) return soon();
    if (screen.isLent || screen.isBehind) return;
    const { columns, rows } = inbox.hub.get().size;
    const text = markerText({
      frame: frames.number,
      hash: frameHash(frames.frame().lines),
      keys,
      size: `${columns}x${rows}`,
      isQuiet: !inbox.isBusy && !keyboard.isWaiting,
    });
    if (text === last) return;
    last = text;
    stdout.write(text);
  };
  const soon = () => {
    if (isWaiting) return;
    isWaiting = true;
    setImmediate(write);
  };
  inbox.hub.subscribe(soon);
  frames.subscribe(soon);
  soon();
  return {
    took() {
      keys += 1;
      soon();
    },
  };
}
