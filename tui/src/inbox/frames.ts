/** Turns states into painted frames: one for each change that can be seen, none for those that cannot. */
import type { Hub } from '../store/hub.ts';
import type { Theme } from '../text/theme.ts';
import type { Look } from '../views/look.ts';
import { drawScreen, paintScreen } from '../views/screen.ts';
import type { Frame, FrameSource } from './frame.tsx';
import { inkLine } from './ink-line.ts';

export interface Frames extends FrameSource {
  setTheme(theme: Theme): void;
  setLook(look: Look): void;
  /** Every line is written again with the next frame. */
  renew(): void;
  /** Counts frames from 1. */
  readonly number: number;
}

/** The frames of one inbox. */
export function createFrames(hub: Hub, firstLook: Look, firstTheme: Theme): Frames {
  let look = firstLook;
  let theme = firstTheme;
  let epoch = 0;
  let number = 1;
  const listeners = new Set<() => void>();

  const draw = (): Frame => {
    const screen = drawScreen(hub.get(), look);
    return { lines: paintScreen(screen, theme).map(inkLine), cursor: screen.cursor, epoch };
  };
  let frame = draw();

  const update = () => {
    const next = draw();
    if (isSame(frame, next)) return;
    frame = next;
    number += 1;
    for (const listener of [...listeners]) listener();
  };
  hub.subscribe(update);

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
    renew() {
      epoch += 1;
      update();
    },
    get number() {
      return number;
    },
  };
}

function isSame(one: Frame, other: Frame): boolean {
  return (
    one.epoch === other.epoch &&
    one.cursor?.x === other.cursor?.x &&
    one.cursor?.y === other.cursor?.y &&
    one.lines.length === other.lines.length &&
    one.lines.every((line, index) => line === other.lines[index])
  );
}
