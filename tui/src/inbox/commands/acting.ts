/** What the keys of "Act on the ticket" do. Each of them changes the desk, so none does anything in a read-only inbox. */

import { actWords } from '../../offline/offline-act.ts';
import type { Inbox } from '../../store/inbox.ts';
import { rowAtCursor, ticketAtHand, type WritingKind } from '../../store/model.ts';
import { selectedRows, ticketsAtHand } from '../../store/selection.ts';

export function actingCommands({
  hub,
  threads,
  composing,
  triage,
  properties,
  merging,
  relating,
  acts,
  selection,
  held,
  offline,
}: Inbox) {
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
  // A text goes to one ticket, and which one it is must not be in doubt.
  const write = (kind: WritingKind, quote?: string) =>
    changing(() => {
      const selected = hub.get().openId === null ? selectedRows(hub.get()) : [];
      const isInDoubt = selected.some((row) => row.id !== rowAtCursor(hub.get())?.id);
      if (!isInDoubt) return composing.open(kind, quote);
      const what = kind === 'reply' ? 'A reply' : 'A note';
      hub.say('warning', `${what} goes to one ticket, and ${selected.length} are selected. Esc clears that.`);
    });

  /** The newest act that never left this machine; a text comes back into its composer. */
  const takeBackOffline = (): boolean => {
    const act = offline.takeBackLast();
    if (!act) return false;
    const { deed, ticketId, number } = act;
    if ('body' in deed && ticketId !== null && number !== null) {
      const acts = deed.kind === 'reply' ? deed.acts : null;
      composing.bringBack({ ticketId, number, requestId: act.requestId, acts }, deed.body, deed.kind);
      threads.open(ticketId);
      composing.open(deed.kind);
    }
    hub.say('good', `Taken back, it never left this machine: ${actWords(act)}.`);
    return true;
  };

  return {
    'ticket.reply': () => write('reply'),
    'ticket.quote': () => {
      const ticket = hub.get().tickets.get(ticketAtHand(hub.get())?.id ?? '');
      write('reply', ticket?.timeline.findLast((entry) => entry.direction === 'in')?.text);
    },
    'ticket.note': () => write('note'),
    'ticket.assign': () => changing(() => triage.chooseAgent()),
    'ticket.assignToMe': () => changing(() => void triage.assignToMe()),
    'ticket.priority': () => changing(() => triage.choosePriority()),
    'ticket.stage': () => changing(() => triage.chooseStage()),
    'ticket.tag': () => changing(() => triage.chooseTag()),
    'ticket.property': () => changing(() => void properties.choose()),
    'ticket.snooze': () => changing(() => triage.chooseSnooze()),
    'ticket.merge': () => changing(() => merging.choose()),
    'ticket.contacts': () => changing(() => void relating.chooseContact()),
    'ticket.team': () => changing(() => void relating.chooseTeam()),
    'ticket.follow': () => changing(() => void relating.follow()),
    'ticket.link': () => changing(() => relating.chooseOther()),
    'ticket.unlink': () => changing(() => void relating.chooseLink()),
    'ticket.split': () => changing(() => void relating.chooseMessage()),
    'ticket.bin': () => changing(() => void relating.bin()),
    'ticket.close': () => changing(() => void triage.close()),
    'ticket.reopen': () => changing(() => void triage.reopen()),
    'ticket.markRead': () => {
      const rows = ticketsAtHand(hub.get());
      const isUnread = rows.every((row) => hub.get().unread.has(row.id));
      for (const row of rows) isUnread ? threads.markSeen(row.id) : threads.markUnread(row.id);
      const [first] = rows;
      if (!first) return hub.say('plain', 'There is no ticket here.');
      const what = rows.length === 1 ? `#${first.number} is` : `${rows.length} tickets are`;
      hub.say('plain', isUnread ? `${what} read.` : `${what} unread, for you alone. e marks as read.`);
    },
    'select.toggle': () => selection.toggle(),
    'select.range': () => selection.range(),
    'select.all': () => selection.all(),
    'act.undo': () => {
      if (hub.get().portal)
        return hub.say(
          'plain',
          'u undoes acts on tickets. A setting of the portal is changed back where it stands.',
        );
      if (!isReadOnly() && !takeBackOffline() && !held.takeBackLast()) again('undo');
    },
    // What was sent with its chord leaves by itself in a moment; this only spares the wait.
    'held.sendNow': () => {
      if (!isReadOnly()) held.sendNext();
    },
    'act.redo': () => again('redo'),
  };
}
