/** What the keys of the program itself do: help, repaint, suspend, quit. */
import type { Inbox } from '../../store/inbox.ts';
import type { Outside } from '../run-command.ts';
import { contextOf, hasHelp } from './places.ts';

export function programCommands(inbox: Inbox, outside: Outside) {
  const { hub, threads } = inbox;

  return {
    'app.help': () => {
      const context = contextOf(hub.get());
      if (hasHelp(context)) hub.set({ help: { top: 0, context } });
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
