/** Sets of keys to begin with: the usual ones, and one without letters for those who do not want single keys to act. */
import type { Command, CommandId } from './commands.ts';

/** What `preset` in `keys.toml` may say. */
export const presetNames = ['usual', 'plain'] as const;

export type PresetName = (typeof presetNames)[number];

/** Keys in place of letters: function keys for what is done all day, Ctrl for the rest. The palette has everything. */
const plainKeys: Partial<Record<CommandId, readonly string[]>> = {
  'ticket.next': ['ctrl+down'],
  'ticket.previous': ['ctrl+up'],
  'message.next': ['alt+down'],
  'message.previous': ['alt+up'],
  'thread.fold': ['ctrl+v'],
  'ticket.reply': ['f2'],
  'ticket.note': ['f3'],
  'ticket.assign': ['f4'],
  'ticket.assignToMe': ['ctrl+a'],
  'ticket.stage': ['f5'],
  'ticket.tag': ['f6'],
  'query.edit': ['f7', 'ctrl+f'],
  'ticket.close': ['f8'],
  'ticket.reopen': ['ctrl+o'],
  'ticket.priority': ['f9'],
  'ticket.more': ['f10'],
  'act.undo': ['ctrl+backspace', 'f12'],
  'ticket.snooze': ['ctrl+t'],
  'ticket.markRead': ['ctrl+e'],
  'ticket.history': ['ctrl+b'],
  'ticket.contact': ['ctrl+g'],
  'sight.open': ['ctrl+w'],
  'sight.close': ['ctrl+w'],
  'ticket.copy': ['ctrl+y'],
  'ticket.links': ['ctrl+k'],
  'file.open': ['alt+enter'],
  'file.saveOther': ['alt+insert'],
  'select.toggle': ['insert', 'space'],
  'view.list': ['ctrl+n'],
  'arrivals.show': ['ctrl+home'],
  'held.list': ['ctrl+x'],
  'portal.preview': ['ctrl+v'],
  'outbox.takeBack': ['delete'],
  'outbox.send': ['insert'],
  // A question names its letters, and nothing but an answer is typed there.
  'confirm.yes': ['y', 'ctrl+y'],
  'confirm.no': ['n', 'escape'],
};

/** The table with the keys of a preset. */
export function withPreset(name: PresetName, table: readonly Command[]): Command[] {
  if (name === 'usual') return [...table];
  return table.map((command) => ({
    ...command,
    keys: plainKeys[command.id] ?? command.keys.filter((chord) => !isLetter(chord.split(' ')[0] as string)),
  }));
}

/** Whether a key is a letter, a digit or a sign, alone. */
function isLetter(key: string): boolean {
  return [...key].length === 1;
}
