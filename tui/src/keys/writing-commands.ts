/** The editing keys of every text field, as rows of the command table, and what each does to the editor. */
import type { EditorAction } from '../editor/actions.ts';
import { type Context, inGroup } from './command-shape.ts';

const write = inGroup('Write');

const composers: Context[] = ['composer-reply', 'composer-note'];
// A picker and a query are one line, so keys that move between lines are not theirs.
const fields: Context[] = [...composers, 'query', 'field', 'picker'];
// The other keys of the help's field scroll the help.
const typing: Context[] = [...fields, 'help'];

/** Rows for `commands.ts`. */
export const writingCommands = [
  write('edit.newline', 'New line', composers, ['enter', 'alt+enter', 'shift+enter']),
  write('edit.left', 'Left', fields, ['left', 'ctrl+b']),
  write('edit.right', 'Right', fields, ['right', 'ctrl+f']),
  write('edit.up', 'Up a row', composers, ['up']),
  write('edit.down', 'Down a row', composers, ['down']),
  write('edit.pageUp', 'Up a page of the text', composers, ['pageup']),
  write('edit.pageDown', 'Down a page of the text', composers, ['pagedown']),
  write('edit.wordLeft', 'A word to the left', fields, ['ctrl+left', 'alt+left', 'alt+b']),
  write('edit.wordRight', 'A word to the right', fields, ['ctrl+right', 'alt+right', 'alt+f']),
  write('edit.lineStart', 'Start of the line', fields, ['home', 'alt+a']),
  write('edit.lineEnd', 'End of the line', fields, ['end', 'alt+e']),
  write('edit.textStart', 'Start of the text', composers, ['ctrl+home', 'alt+<']),
  write('edit.textEnd', 'End of the text', composers, ['ctrl+end', 'alt+>']),
  write('edit.backspace', 'Delete to the left', typing, ['backspace', 'ctrl+h', 'shift+backspace']),
  write('edit.delete', 'Delete to the right', fields, ['delete', 'ctrl+d']),
  write('edit.killWordLeft', 'Cut the word to the left', typing, [
    'ctrl+w',
    'alt+backspace',
    'ctrl+backspace',
  ]),
  write('edit.killWordRight', 'Cut the word to the right', fields, ['alt+d', 'ctrl+delete']),
  write('edit.killToLineStart', 'Cut to the start of the line', fields, ['ctrl+u']),
  write('edit.killToLineEnd', 'Cut to the end of the line', fields, ['alt+k']),
  write('edit.yank', 'Put back what was cut', fields, ['ctrl+y']),
  write('edit.yankEarlier', 'Then put back an earlier cut instead', fields, ['alt+y']),
  write('edit.undo', 'Undo', fields, ['ctrl+_', 'ctrl+/', 'alt+u']),
  write('edit.redo', 'Redo', fields, ['ctrl+r', 'alt+r']),
];

/** The stable name of an editing command. */
export type WritingCommandId = (typeof writingCommands)[number]['id'];

const actions: Record<WritingCommandId, EditorAction> = {
  'edit.newline': { type: 'newline' },
  'edit.left': { type: 'move', to: 'left' },
  'edit.right': { type: 'move', to: 'right' },
  'edit.up': { type: 'move', to: 'up' },
  'edit.down': { type: 'move', to: 'down' },
  'edit.pageUp': { type: 'move', to: 'pageUp' },
  'edit.pageDown': { type: 'move', to: 'pageDown' },
  'edit.wordLeft': { type: 'move', to: 'wordLeft' },
  'edit.wordRight': { type: 'move', to: 'wordRight' },
  'edit.lineStart': { type: 'move', to: 'lineStart' },
  'edit.lineEnd': { type: 'move', to: 'lineEnd' },
  'edit.textStart': { type: 'move', to: 'textStart' },
  'edit.textEnd': { type: 'move', to: 'textEnd' },
  'edit.backspace': { type: 'backspace' },
  'edit.delete': { type: 'delete' },
  'edit.killWordLeft': { type: 'kill', to: 'wordLeft' },
  'edit.killWordRight': { type: 'kill', to: 'wordRight' },
  'edit.killToLineStart': { type: 'kill', to: 'lineStart' },
  'edit.killToLineEnd': { type: 'kill', to: 'lineEnd' },
  'edit.yank': { type: 'yank' },
  'edit.yankEarlier': { type: 'yankEarlier' },
  'edit.undo': { type: 'undo' },
  'edit.redo': { type: 'redo' },
};

/** What an editing command does to the editor; `undefined` for every other command. */
export function editorActionFor(id: string): EditorAction | undefined {
  return Object.hasOwn(actions, id) ? actions[id as WritingCommandId] : undefined;
}
