/** Turns states into painted frames: one for each change that can be seen, none for those that cannot. */
import type { Frame } from '../paint/painter.ts';
import type { Hub } from '../store/hub.ts';
import type { InboxState } from '../store/model.ts';
import type { Theme } from '../text/theme.ts';
import type { Look } from '../views/look.ts';
import { drawScreen, paintScreen } from '../views/screen.ts';

export interface Frames {
  /** The newest frame: the same object until there is another one. */
  frame(): Frame;
  subscribe(listener: () => void): () => void;
  setTheme(theme: Theme): void;
  setLook(look: Look): void;
  /** Counts frames from 1. */
  readonly number: number;
  /** Whether something changed that the newest frame does not show yet. */
  readonly isDue: boolean;
}

/** The frame of one state. */
export function drawFrame(state: InboxState, look: Look, theme: Theme): Frame {
  const screen = drawScreen(state, look);
  return {
    lines: paintScreen(screen, theme, look.isAscii),
    columns: state.size.columns,
    cursor: screen.cursor,
  };
}

/** The frames of one inbox. */
export function createFrames(hub: Hub, firstLook: Look, firstTheme: Theme): Frames {
  let look = firstLook;
  let theme = firstTheme;
  let number = 1;
  const listeners = new Set<() => void>();
  let frame = drawFrame(hub.get(), look, theme);

  // One answer of the desk, or one key, changes the state in several steps: they become one frame, in this turn.
  let isDue = false;
  let drawn = hub.get();
  const soon = () => {
    if (isDue || hub.get() === drawn) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      update();
    });
  };

  const update = () => {
    drawn = hub.get();
    const next = drawFrame(hub.get(), look, theme);
    if (isSame(frame, next)) return;
    frame = next;
    number += 1;
    for (const listener of [...listeners]) listener();
  };
  hub.subscribe(soon);

  return {
    frame: () => frame,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    setTheme(next) {
      if (next.id === theme.id) return;
      theme = next;
      update();
    },
    setLook(next) {
      look = next;
      update();
    },
    get number() {
      return number;
    },
    get isDue() {
      return isDue;
    },
  };
}

function isSame(one: Frame, other: Frame): boolean {
  return (
    one.columns === other.columns &&
    one.cursor?.x === other.cursor?.x &&
    one.cursor?.y === other.cursor?.y &&
    one.lines.length === other.lines.length &&
    one.lines.every((line, index) => line === other.lines[index])
  );
}
