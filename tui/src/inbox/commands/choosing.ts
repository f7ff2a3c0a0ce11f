/** What the keys of a choice and of a question do: each answer goes back to whoever asked. */
import type { Command, CommandId } from '../../keys/commands.ts';
import type { Inbox } from '../../store/inbox.ts';
import { choicesShown } from '../../store/picker.ts';
import { moreActs } from '../more-acts.ts';
import { createPalette } from '../palette.ts';
import type { TypedCommands } from '../typed-command.ts';
import type { composingCommands } from './composing.ts';
import type { findingCommands } from './finding.ts';
import type { insertingCommands } from './inserting.ts';
import { contextOf } from './places.ts';
import type { takingOutCommands } from './taking-out.ts';
import type { terminalSettingsCommands } from './terminal-settings.ts';

export function choosingCommands(
  inbox: Inbox,
  {
    run,
    table,
    typed,
  }: { run(id: CommandId, keys: string): void; table: readonly Command[]; typed: TypedCommands },
  others: {
    ofTerminal: Pick<ReturnType<typeof terminalSettingsCommands>, 'takeSetting' | 'goToDesk'>;
    writing: Pick<ReturnType<typeof composingCommands>, 'publish'>;
    inserting: Pick<ReturnType<typeof insertingCommands>, 'insertSnippet' | 'mention'>;
    takingOut: Pick<ReturnType<typeof takingOutCommands>, 'take'>;
    finding: Pick<ReturnType<typeof findingCommands>, 'narrow' | 'openDraft' | 'goToTicket'>;
  },
) {
  const { hub, composing, attaching, triage, properties, merging, relating } = inbox;
  const { portal, views, outbox, queryEditor } = inbox;
  const palette = createPalette(table);
  const state = () => hub.get();

  const step = (by: number) => {
    const { picker } = state();
    if (!picker) return;
    const count = choicesShown(picker).length;
    if (count > 0) hub.set({ picker: { ...picker, index: (picker.index + by + count) % count } });
  };

  const take = () => {
    const { picker } = state();
    if (!picker) return;
    if (picker.purpose.kind === 'publish') return others.writing.publish(picker.purpose.letters);
    const choice = choicesShown(picker)[picker.index];
    if (picker.purpose.kind === 'attach') return void attaching.take(choice);
    if (picker.purpose.kind === 'contacts' && !choice) return void relating.lookForContact();
    const nothing = picker.purpose.kind === 'assign' ? 'Nobody fits' : 'Nothing fits';
    if (!choice) return hub.say('warning', `${nothing}. Type less, or press Esc.`);
    switch (picker.purpose.kind) {
      case 'assign':
      case 'priority':
      case 'stage':
      case 'tag':
      case 'snooze':
        hub.set({ picker: null });
        return void triage.take(picker.purpose, choice);
      case 'property':
      case 'propertyValue':
        return void properties.take(picker.purpose, choice);
      case 'snippet':
        return others.inserting.insertSnippet(choice);
      case 'mention':
        return others.inserting.mention(choice);
      case 'detach':
        return attaching.takeOff(choice);
      case 'merge':
        return void merging.weigh(picker.purpose.row, choice);
      case 'merging':
        return void merging.take(picker.purpose, choice);
      case 'contacts':
      case 'relate':
      case 'relation':
      case 'unlink':
      case 'split':
      case 'team':
        hub.set({ picker: null });
        return void relating.take(picker.purpose, choice);
      case 'copy':
      case 'link':
      case 'viewFile':
      case 'saveFile':
        return void others.takingOut.take(picker.purpose.kind, choice);
      case 'desk':
        return others.ofTerminal.goToDesk(choice);
      case 'terminal':
        return void others.ofTerminal.takeSetting(picker.purpose.name, choice);
      case 'narrow':
        return void others.finding.narrow(choice);
      case 'view':
        return views.take(choice);
      case 'saveView':
        return views.nameTyped(choice);
      case 'draft':
        return void others.finding.openDraft(choice);
      case 'theirs':
        hub.set({ picker: null });
        return void others.finding.goToTicket(Number(choice.to));
      case 'more':
        hub.set({ picker: null });
        return run(choice.to as CommandId, '');
      case 'palette': {
        hub.set({ picker: null });
        if (choice.to.startsWith('ticket '))
          return void others.finding.goToTicket(Number(choice.to.slice(7)));
        if (choice.to.startsWith('cli ')) return void typed.run(choice.to.slice(4));
        const { id, keys } = palette.take(choice);
        return run(id, keys);
      }
      default:
        return portal.take(choice);
    }
  };

  const answer = (isYes: boolean) => {
    const { question } = state();
    hub.set({ question: null });
    switch (question?.kind) {
      case 'filter':
        return isYes ? void portal.save('filter', question.query) : portal.filter.write(question.query);
      case 'switch':
        return isYes ? void portal.switchTo(question.to) : undefined;
      case 'discardWaiting':
        return isYes ? outbox.discard(question.id) : undefined;
      case 'typed':
        return typed.answer(isYes);
      case 'weighed':
        return relating.answer(isYes);
      case 'bulk':
        return triage.answer(isYes);
      case 'discard':
        return isYes ? composing.discard() : undefined;
      case 'search':
        if (!isYes) return;
        return queryEditor.open(question.text);
      case 'replaceView':
        return isYes ? void views.save(question.wish) : undefined;
      default:
    }
  };

  const openPalette = () => hub.set({ picker: palette.open(contextOf(state()), state().views) });

  return {
    'picker.down': (keys: string) =>
      keys === 'tab' && state().picker?.purpose.kind === 'attach' ? attaching.complete() : step(1),
    'picker.up': () => step(-1),
    'picker.choose': take,
    'picker.cancel': () => hub.set({ picker: null }),
    'confirm.yes': () => answer(true),
    'confirm.no': () => answer(false),
    'ticket.more': () => {
      const picker = moreActs(table, state());
      if (picker) hub.set({ picker });
      else hub.say('plain', 'There is no ticket here.');
    },
    'palette.open': openPalette,
    'palette.openWhileWriting': openPalette,
  };
}
