/** Each command of the table with what it does in the inbox. A command that does nothing does not compile. */
import type { EditorAction } from '../editor/actions.ts';
import { edit, textOf } from '../editor/editor.ts';
import { type Command, type CommandId, commands } from '../keys/commands.ts';
import { editorActionFor, type WritingCommandId } from '../keys/writing-commands.ts';
import type { SettingName, TerminalSettings } from '../settings/terminal-settings.ts';
import { afterCommand, hintNow } from '../store/hints.ts';
import type { Inbox } from '../store/inbox.ts';
import { actingCommands } from './commands/acting.ts';
import { choosingCommands } from './commands/choosing.ts';
import { composingCommands } from './commands/composing.ts';
import { findingCommands } from './commands/finding.ts';
import { insertingCommands } from './commands/inserting.ts';
import { movingCommands } from './commands/moving.ts';
import { outboxCommands } from './commands/outbox.ts';
import { contextOf } from './commands/places.ts';
import { programCommands } from './commands/program.ts';
import { settingsCommands } from './commands/settings.ts';
import { takingOutCommands } from './commands/taking-out.ts';
import { terminalSettingsCommands } from './commands/terminal-settings.ts';
import { createTypedCommands, type TypedDesk } from './typed-command.ts';

/** What only the screen, or the machine around it, can do. */
export interface Outside {
  quit(): void;
  /** Gives the terminal back to the shell until `fg`. */
  suspend(): void;
  /** Hands a text to the terminal's clipboard. */
  copy(text: string): void;
  /** Whether a browser would open where the person sits. */
  readonly hasBrowser: boolean;
  /** Opens an address there; rejects with an `Error` that says why not. */
  browse(address: string): Promise<void>;
  /** Saves a file where downloads go, beside what is there; answers the path. */
  saveFile(fileName: string, content: Uint8Array): Promise<string>;
  /** Shows a file in the system's viewer; resolves with why it did not, or with null. */
  viewFile(file: { fileName: string; mediaType: string; content: Uint8Array }): Promise<string | null>;
  /** How this terminal looks and behaves; `set` answers what went wrong. */
  readonly settings: {
    get(): TerminalSettings;
    set(name: SettingName, value: string): Promise<string | null>;
  };
  /** The desk of this inbox, for commands of the command line. */
  readonly desk: TypedDesk;
  /** The other desks of this person; `go` leaves this one for another. */
  readonly desks: { names: readonly string[]; hosts?: ReadonlyMap<string, string>; go(name: string): void };
  /** Draws everything anew. */
  repaint(): void;
  /** Lets the text be written in the person's own editor; answers when it is back in the composer. */
  openEditor(): void;
  /** Lets the text of a setting be written there; `use` gets it when it was changed. */
  editText(setting: { key: string; about: string; text: string }, use: (text: string) => void): void;
}

export interface Commands {
  run(id: CommandId, keys: string): void;
  /** Typed or pasted characters, for the field that has the cursor. */
  write(text: string, how: 'insert' | 'paste'): void;
  /** A line as on the command line; resolves when it has ended. */
  type(line: string): Promise<void>;
  /** Text pasted where letters are commands. */
  offerSearch(text: string): void;
}

/** What is pasted into a field of one line, a query or a setting, is cut there. */
const longestField = 10_000;

type Actions = Record<Exclude<CommandId, WritingCommandId>, (keys: string) => void>;

/** The commands of one inbox. */
export function createCommands(
  inbox: Inbox,
  outside: Outside,
  table: readonly Command[] = commands,
): Commands {
  const { hub, composing } = inbox;

  const run = (id: CommandId, keys: string) => {
    const { hintsLeft, selection } = hub.get();
    const isBefore = ['list', 'thread'].includes(contextOf(hub.get())) && selection.ids.size === 0;
    if (keys === 'escape' && isBefore && hintNow(hub.get()))
      return hub.set({ hintsLeft: hintsLeft.slice(1) });
    if (hintsLeft.length > 0) hub.set({ hintsLeft: afterCommand(hintsLeft, id) });
    const action = editorActionFor(id);
    if (action) return change(action);
    actions[id as keyof Actions](keys);
  };

  const typed = createTypedCommands(inbox, outside.desk);
  const takingOut = takingOutCommands(inbox, outside);
  const finding = findingCommands(inbox);
  const inserting = insertingCommands(inbox);
  const writing = composingCommands(inbox, outside);
  const ofTerminal = terminalSettingsCommands(inbox.hub, outside);
  const actions: Actions = {
    ...movingCommands(inbox),
    ...actingCommands(inbox),
    ...outboxCommands(inbox),
    ...settingsCommands(inbox, outside),
    ...finding,
    ...writing,
    ...takingOut,
    ...inserting,
    ...ofTerminal,
    ...choosingCommands(inbox, { run, table, typed }, { ofTerminal, writing, inserting, takingOut, finding }),
    ...programCommands(inbox, outside, table),
  };

  const change = (action: EditorAction) => {
    const { help, picker, composer, portal } = hub.get();
    if (help) return hub.set({ help: { ...help, editor: edit(help.editor, action), top: 0 } });
    if (picker) {
      hub.set({ picker: { ...picker, editor: edit(picker.editor, action), index: 0 } });
      if (picker.purpose.kind === 'attach') inbox.attaching.typed();
      return;
    }
    if (hub.get().queryEditor) return inbox.queryEditor.change(action);
    if (composer) return composing.change(action);
    if (!portal?.field) return;
    const { field } = portal;
    hub.set({
      portal: { ...portal, field: { ...field, editor: edit(field.editor, action), problem: null } },
    });
  };

  return {
    run,
    write(text, how) {
      const { help } = hub.get();
      // Whoever has not typed anything yet means the key that goes back everywhere else.
      if (help && textOf(help.editor) === '' && (text === 'q' || text === '?')) return run('help.close', '');
      // Only a message is long; all else is looked through with every key.
      const isTooLong = text.length > longestField && !contextOf(hub.get()).startsWith('composer-');
      change({ type: how, text: isTooLong ? text.slice(0, longestField) : text });
      if (isTooLong)
        hub.say('warning', `Only the first ${longestField.toLocaleString('en')} characters were pasted.`);
      if (text === '@' && contextOf(hub.get()) === 'composer-note') void inserting.offerTeammates();
    },
    type: typed.run,
    offerSearch(text) {
      const line = text.replace(/\s+/g, ' ').trim().slice(0, 200);
      if (line !== '' && contextOf(hub.get()) === 'list')
        hub.set({ question: { kind: 'search', text: line } });
      else hub.say('plain', 'Pasted text is not run as keys.');
    },
  };
}
