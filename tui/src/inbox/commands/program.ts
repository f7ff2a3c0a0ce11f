/** What the keys of the program itself do: help, repaint, suspend, quit. */
import { createEditor } from '../../editor/editor.ts';
import type { Command } from '../../keys/commands.ts';
import type { Inbox } from '../../store/inbox.ts';
import { helpHeight, helpRoom } from '../../views/help-view.ts';
import type { Outside } from '../run-command.ts';
import { contextOf, hasHelp } from './places.ts';

export function programCommands(inbox: Inbox, outside: Outside, commands: readonly Command[]) {
  const { hub, threads } = inbox;

  const scrollHelp = (pages: number, lines = 0) => {
    const { help, size } = hub.get();
    if (!help) return;
    const room = helpRoom(size.rows);
    const most = Math.max(0, helpHeight(hub.get(), { commands, isAscii: false }) - room);
    const wanted = help.top + lines + pages * Math.max(1, room - 1);
    hub.set({ help: { ...help, top: Math.max(0, Math.min(most, wanted)) } });
  };

  return {
    'help.down': () => scrollHelp(0, 1),
    'help.up': () => scrollHelp(0, -1),
    'help.pageDown': () => scrollHelp(1),
    'help.pageUp': () => scrollHelp(-1),
    'help.close': () => hub.set({ help: null }),
    'app.help': () => {
      const context = contextOf(hub.get());
      if (hasHelp(context))
        hub.set({ help: { top: 0, context, editor: createEditor('', { singleLine: true }) } });
    },
    'app.refresh': () => {
      if (hub.get().composer) threads.scrollTo('bottom');
      inbox.refresh();
      outside.repaint();
    },
    'app.suspend': () => outside.suspend(),
    'app.quit': () => outside.quit(),
    'app.quitFromAnywhere': () => outside.quit(),
  };
}
