/** What the keys of "Act on the ticket" do. Each of them changes the desk, so none does anything in a read-only inbox. */
import type { Inbox } from '../../store/inbox.ts';
import { ticketAtHand, type WritingKind } from '../../store/model.ts';

export function actingCommands({ hub, composing, triage, acts }: Inbox) {
  const isReadOnly = () => {
    if (hub.get().isReadOnly) hub.say('warning', 'This inbox is read-only.');
    return hub.get().isReadOnly;
  };
  const changing = (act: () => void) => {
    if (isReadOnly()) return;
    if (!ticketAtHand(hub.get())) return hub.say('plain', 'There is no ticket here.');
    act();
  };
  const again = (how: 'undo' | 'redo') => {
    if (!isReadOnly()) void acts[how]();
  };
  const write = (kind: WritingKind) => changing(() => composing.open(kind));

  return {
    'ticket.reply': () => write('reply'),
    'ticket.note': () => write('note'),
    'ticket.assign': () => changing(() => triage.chooseAgent()),
    'ticket.assignToMe': () => changing(() => void triage.assignToMe()),
    'ticket.priority': () => changing(() => triage.choosePriority()),
    'ticket.close': () => changing(() => void triage.close()),
    'ticket.reopen': () => changing(() => void triage.reopen()),
    'act.undo': () => again('undo'),
    'act.redo': () => again('redo'),
  };
}
