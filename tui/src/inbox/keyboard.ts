/** From keys to commands: every key press in its turn, chords with their time, pastes where text is written. */
import type { InputEvent, KeyEvent } from '../input/events.ts';
import { type Command, commands } from '../keys/commands.ts';
import { createKeymap, type KeymapState, type KeyOutcome, noKeys } from '../keys/keymap.ts';
import type { Hub } from '../store/hub.ts';
import { contextOf } from './commands/places.ts';
import type { Commands } from './run-command.ts';

export interface Keyboard {
  handle(event: InputEvent): void;
  /** Whether a chord waits for its next key. */
  readonly isWaiting: boolean;
  stop(): void;
}

/** A keyboard for one inbox. What one key changes is in force before the next one is looked at. */
export function createKeyboard(hub: Hub, run: Commands, table: readonly Command[] = commands): Keyboard {
  const keymap = createKeymap(table);
  let state: KeymapState = noKeys;
  let timer: NodeJS.Timeout | undefined;

  const carryOut = (outcome: KeyOutcome) => {
    const { status, chord } = hub.get();
    // What was said stays until the next key.
    if (status || chord) hub.set({ status: null, chord: null });
    switch (outcome.type) {
      case 'command':
        return run.run(outcome.id, outcome.keys);
      case 'text':
        return run.write(outcome.text, 'insert');
      case 'paste':
        run.write(outcome.text, 'paste');
        if (outcome.refused > 0)
          hub.say(
            'warning',
            `Only the first 1,000,000 characters were pasted; ${outcome.refused} were left out.`,
          );
        return;
      case 'refused-paste':
        return run.offerSearch(outcome.text);
      case 'pending':
        if (outcome.keys === 'ctrl+c')
          return hub.say('plain', 'Press Ctrl+C again to quit. Drafts are kept.');
        return hub.set({
          chord: {
            keys: outcome.keys,
            next: outcome.next.map(({ key, command }) => ({ key, title: command.hint ?? command.title })),
          },
        });
      default:
    }
  };

  const press = (event: KeyEvent | (InputEvent & { type: 'paste' })) => {
    clearTimeout(timer);
    const step = keymap.press(state, event, contextOf(hub.get()), Date.now());
    state = step.state;
    carryOut(step.outcome);
    if (step.replay) return press(step.replay);
    if (step.outcome.type === 'pending') timer = setTimeout(expire, step.outcome.deadline - Date.now());
  };

  const expire = () => {
    const now = Date.now();
    const step = keymap.expire(state, now);
    if (!step) {
      // Timers may fire a moment early.
      if (state.pending) timer = setTimeout(expire, Math.max(1, state.pending.deadline - now));
      return;
    }
    state = step.state;
    carryOut(step.outcome);
  };

  return {
    handle(event) {
      if (event.type === 'key' || event.type === 'paste') press(event);
    },
    get isWaiting() {
      return state.pending !== undefined;
    },
    stop: () => clearTimeout(timer),
  };
}
