/** One line typed, what it does, and what is said then: the plain inbox without a terminal around it. */
import { createEditor, textOf } from '../editor/editor.ts';
import { contextOf } from '../inbox/commands/places.ts';
import type { Commands } from '../inbox/run-command.ts';
import { chordLabel } from '../keys/chord.ts';
import type { Command } from '../keys/commands.ts';
import type { Inbox } from '../store/inbox.ts';
import { choicesShown } from '../store/picker.ts';
import { commandsText, listText, pickerText, promptText, threadText } from './plain-text.ts';

/** Tickets said at a time. */
const mostSaid = 10;

export interface PlainTalk {
  /** Takes one line; answers what to say once everything it began is done. */
  hear(line: string): Promise<string>;
  /** What is asked next. */
  prompt(): string;
  /** What is said at the beginning. */
  begin(): Promise<string>;
}

/** A talk over one inbox. `quiet` resolves when nothing is under way. */
export function createPlainTalk(
  inbox: Inbox,
  commands: Commands,
  options: { table: readonly Command[]; quiet(): Promise<void> },
): PlainTalk {
  const { hub } = inbox;
  const state = () => hub.get();

  /** The commands that a line may mean here: by key, by name, or by all of its words in the title. */
  const meant = (line: string): Command[] => {
    const context = contextOf(state());
    const here = options.table.filter(
      ({ contexts, group }) =>
        (contexts.includes(context) || contexts.includes('any')) && group !== 'Write' && group !== 'Choose',
    );
    const byKey = here.filter(({ keys }) =>
      keys.some((key) => key === line || chordLabel(key, true) === line),
    );
    if (byKey.length > 0) return byKey;
    const words = line.toLowerCase().split(/\s+/);
    return here.filter(
      ({ id, title }) => id === line || words.every((word) => title.toLowerCase().includes(word)),
    );
  };

  const run = (command: Command, line: string) =>
    // A digit is the key that says which view or which file.
    commands.run(command.id, /^\d$/.test(line) ? line : (command.keys[0] ?? ''));

  /** The line itself is text; only these words, alone on a line, are not. */
  const inComposer = async (line: string): Promise<void> => {
    const [, path] = /^\s*\.attach\s+(.+?)\s*$/.exec(line) ?? [];
    if (path !== undefined) return inbox.attaching.attachPath(path);
    const isReply = state().composer?.kind === 'reply';
    switch (line.trim()) {
      case '.send':
        return commands.run(isReply ? 'reply.send' : 'note.explainSendChord', '');
      case '.keep':
        return commands.run(isReply ? 'reply.explainNoteChord' : 'note.keep', '');
      case '.draft':
        return commands.run('composer.leave', '');
      case '.discard':
        return commands.run('composer.discard', '');
      case '.attach':
        return hub.say('warning', 'Name the file behind it: .attach ~/report.pdf');
      case '.detach':
        return commands.run('composer.detach', '');
      case '.editor':
        return commands.run('composer.editor', '');
      default: {
        const { composer } = state();
        const isEmpty = !composer || textOf(composer.editor) === '';
        commands.write(`${isEmpty ? '' : '\n'}${line}`, 'paste');
      }
    }
  };

  const inPicker = (line: string) => {
    const { picker } = state();
    if (!picker) return;
    const number = Number(line);
    if (line === '') return commands.run('picker.cancel', '');
    const { purpose } = picker;
    // There a number is the value, and "nothing" is chosen by its word.
    const takesNumbers = purpose.kind === 'propertyValue' && purpose.property.type === 'number';
    const isNumber = purpose.kind !== 'publish' && !takesNumbers && Number.isInteger(number);
    if (isNumber && choicesShown(picker)[number - 1]) {
      hub.set({ picker: { ...picker, index: number - 1 } });
      return commands.run('picker.choose', '');
    }
    hub.set({ picker: { ...picker, editor: createEditor(line, { singleLine: true }), index: 0 } });
    const left = state().picker;
    if (left && (left.purpose.kind === 'publish' || choicesShown(left).length === 1))
      commands.run('picker.choose', '');
  };

  const inQuery = (line: string) => {
    if (line === '') return commands.run('query.cancel', '');
    hub.set({
      queryEditor: {
        editor: createEditor(line, { singleLine: true }),
        ...{ problem: null, problemAt: null, found: null },
      },
    });
    commands.run('query.apply', '');
  };

  /** Where letters are commands: a ticket's number, or a command. Answers what to say at once. */
  const command = (line: string): string => {
    if (line === '') {
      if (state().openId === null) inbox.list.move(mostSaid);
      return '';
    }
    if (line === '?') return commandsText(options.table, contextOf(state()));
    if (/^#?\d{2,}$/.test(line)) return openNumber(Number(line.replace('#', '')));
    const found = meant(line);
    const [first, ...others] = found;
    if (!first) return `There is no "${line}" here. Type ? for what there is.`;
    if (others.length > 0)
      return `That may be: ${found.map(({ title }) => title).join('; ')}. Say more, or type its key.`;
    run(first, line);
    return '';
  };

  const openNumber = (number: number): string => {
    const row = state().list.rows.find((each) => each.number === number);
    if (!row) return `${number} is not in this list. Type / and number:${number} to look for it.`;
    inbox.threads.close();
    inbox.list.move(
      state().list.rows.indexOf(row) - state().list.rows.findIndex(({ id }) => id === state().list.cursorId),
    );
    inbox.threads.open(row.id);
    return '';
  };

  /** What is new to whoever listens: what has happened, then the place, if it is another one. */
  const said = (before: string): string => {
    const { status, picker, queryEditor } = state();
    const parts: string[] = [];
    if (status) parts.push(status.text);
    if (queryEditor?.problem) parts.push(queryEditor.problem);
    if (picker) parts.push(pickerText(picker));
    const now = placeOf();
    if (!picker && !state().composer && now !== before) parts.push(now);
    return parts.join('\n');
  };

  const placeOf = (): string => {
    const { openId, tickets } = state();
    if (openId === null) return listText(state(), mostSaid);
    const ticket = tickets.get(openId);
    return ticket ? threadText(state(), ticket) : 'The ticket is not there yet.';
  };

  return {
    async hear(typed) {
      const line = typed.trim();
      const before = placeOf();
      hub.set({ status: null });
      const context = contextOf(state());
      let answer = '';
      if (context === 'confirm') commands.run(/^y(es)?$/i.test(line) ? 'confirm.yes' : 'confirm.no', '');
      else if (context === 'picker') inPicker(line);
      else if (context === 'query') inQuery(line);
      else if (context.startsWith('composer')) await inComposer(typed);
      else answer = command(line);
      await options.quiet();
      return [answer, said(before)].filter((part) => part !== '').join('\n');
    },
    prompt: () => promptText(state()),
    async begin() {
      await options.quiet();
      return placeOf();
    },
  };
}
