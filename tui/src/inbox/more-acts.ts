/** The rarer acts on a ticket as a choice, for whoever does not know their keys yet; each shows its own. */
import { createEditor } from '../editor/editor.ts';
import type { Command, CommandId } from '../keys/commands.ts';
import { keysLabel } from '../keys/help.ts';
import { type InboxState, type Picker, ticketAtHand } from '../store/model.ts';
import { ticketsAtHand } from '../store/selection.ts';
import { namedShort } from '../store/triage.ts';
import { contextOf } from './commands/places.ts';

const rarer: readonly CommandId[] = [
  ...(['ticket.contacts', 'ticket.team', 'ticket.follow', 'ticket.link', 'ticket.unlink'] as const),
  ...(['ticket.split', 'ticket.merge', 'ticket.property', 'ticket.bin'] as const),
];

/** The choice for the ticket at hand; null where there is none. */
export function moreActs(table: readonly Command[], state: InboxState): Picker | null {
  if (!ticketAtHand(state)) return null;
  return {
    title: `More for ${namedShort(ticketsAtHand(state))}`,
    purpose: { kind: 'more' },
    editor: createEditor('', { singleLine: true }),
    choices: rarer.flatMap((id) => {
      const command = table.find((each) => each.id === id);
      if (!command) return [];
      return [{ label: command.title, detail: keysLabel(command, contextOf(state), true), to: id }];
    }),
    index: 0,
  };
}
