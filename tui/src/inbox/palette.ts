/** The palette: every command of the place it was opened from, found by its words; each shows its key, so it teaches. */
import { createEditor } from '../editor/editor.ts';
import type { Command, CommandId } from '../keys/commands.ts';
import { keysLabel } from '../keys/help.ts';
import type { PlaceContext } from '../keys/keymap.ts';
import { type Choice, numbered, type Picker, type View } from '../store/model.ts';
import { firstWords } from './typed-words.ts';

export interface Palette {
  /** What can be run here, what was run from the palette last first. */
  open(context: PlaceContext, views: readonly View[]): Picker;
  /** The command of a choice, and the keys that would have run it. */
  take(choice: Choice): { id: CommandId; keys: string };
}

/** A palette that remembers, while the inbox is open, what was taken from it. */
export function createPalette(commands: readonly Command[]): Palette {
  const recent: string[] = [];
  return {
    open(context, views) {
      const here = commands.filter((command) => isOffered(command, context));
      // Who looks for a command seldom looks for the arrow keys.
      const sorted = [...here.filter((each) => !isMove(each)), ...here.filter(isMove)];
      const choices = sorted.flatMap((command) => choicesOf(command, context, views));
      const age = ({ to }: Choice) => {
        const at = recent.indexOf(to);
        return at < 0 ? recent.length : at;
      };
      return {
        title: 'Commands',
        // Nothing leads away from a text while it is written.
        purpose: { kind: 'palette', firstWords, goesToTickets: !context.startsWith('composer-') },
        editor: createEditor('', { singleLine: true }),
        choices: choices.sort((a, b) => age(a) - age(b)),
        index: 0,
      };
    },
    take({ to }) {
      if (recent.includes(to)) recent.splice(recent.indexOf(to), 1);
      recent.unshift(to);
      const [id = '', keys = ''] = to.split(' ');
      return { id: id as CommandId, keys };
    },
  };
}

const isMove = ({ group }: Command): boolean => group === 'Move';

/** What means nothing without the key that was pressed. */
const needsKey = new Set<CommandId>([
  ...(['palette.open', 'palette.openWhileWriting', 'file.save'] as const),
  ...(['reply.explainNoteChord', 'note.explainSendChord'] as const),
]);

/** What goes out to a customer has its own chord and no other way. */
function isOffered(command: Command, context: PlaceContext): boolean {
  const isHere = command.contexts.includes(context) || command.contexts.includes('any');
  return isHere && !command.reachesCustomer && !needsKey.has(command.id);
}

function choicesOf(command: Command, context: PlaceContext, views: readonly View[]): Choice[] {
  if (command.id === 'view.show')
    return numbered(views).map(({ name }, index) => ({
      label: `View: ${name}`,
      detail: `${index + 1}`,
      to: `${command.id} ${index + 1}`,
    }));
  return [{ label: command.title, detail: keysLabel(command, context, true), to: command.id }];
}
