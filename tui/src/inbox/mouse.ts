/** What the mouse does where it was asked for: the wheel scrolls, a press puts the cursor there, a second one opens. */
import type { MouseEvent } from '../input/events.ts';
import type { CommandId } from '../keys/commands.ts';
import type { PlaceContext } from '../keys/keymap.ts';
import type { Inbox } from '../store/inbox.ts';
import type { InboxState } from '../store/model.ts';
import { layoutOf, sidesOf } from '../views/layout.ts';
import { contextOf } from './commands/places.ts';
import type { Commands } from './run-command.ts';

/** Lines that one step of the wheel goes. */
const wheelLines = 3;

const wheel: Partial<Record<PlaceContext, { up: CommandId; down: CommandId; lines: number }>> = {
  list: { up: 'move.up', down: 'move.down', lines: 1 },
  thread: { up: 'move.up', down: 'move.down', lines: wheelLines },
  page: { up: 'move.up', down: 'move.down', lines: wheelLines },
  sight: { up: 'move.up', down: 'move.down', lines: wheelLines },
  portal: { up: 'move.up', down: 'move.down', lines: 1 },
  outbox: { up: 'move.up', down: 'move.down', lines: 1 },
  help: { up: 'help.up', down: 'help.down', lines: wheelLines },
  picker: { up: 'picker.up', down: 'picker.down', lines: 1 },
};

/** Handles the events of one inbox. Nothing that changes a ticket can be done with the mouse. */
export function createMouse(inbox: Inbox, commands: Pick<Commands, 'run'>) {
  const { hub, list, threads } = inbox;

  return {
    handle({ action, x, y }: MouseEvent) {
      const state = hub.get();
      const context = contextOf(state);
      if (action === 'press') {
        if (context !== 'list') return;
        const at = rowAt(state, x, y);
        const row = state.list.rows[at ?? -1];
        if (!row) return;
        if (row.id === state.list.cursorId) return threads.open(row.id);
        return list.move(at! - state.list.rows.findIndex(({ id }) => id === state.list.cursorId));
      }
      // Whoever writes reads the thread above with it.
      if (context.startsWith('composer'))
        return threads.scroll(action === 'wheelUp' ? -wheelLines : wheelLines);
      const here = wheel[context];
      if (!here) return;
      for (let line = 0; line < here.lines; line += 1)
        commands.run(action === 'wheelUp' ? here.up : here.down, '');
    },
  };
}

/** The row of the list in this cell. */
function rowAt(state: InboxState, x: number, y: number): number | undefined {
  const layout = layoutOf(state);
  const column = x - sidesOf(state).rail;
  if (layout.kind === 'tooSmall' || column < 0 || column >= layout.listWidth) return undefined;
  const line = y - layout.headRows;
  if (line < 0 || line >= layout.listRows) return undefined;
  return state.list.top + (layout.kind === 'compact' ? Math.floor(line / 2) : line);
}
