/** One line typed, what it does, and what is said then: the plain inbox without a terminal around it. */
import { createEditor, textOf } from '../editor/editor.ts';
import { contextOf } from '../inbox/commands/places.ts';
import type { Commands } from '../inbox/run-command.ts';
import { firstWords } from '../inbox/typed-words.ts';
import { chordLabel } from '../keys/chord.ts';
import type { Command, CommandId } from '../keys/commands.ts';
import type { Inbox } from '../store/inbox.ts';
import { outboxRows } from '../store/outbox-rows.ts';
import { choicesShown } from '../store/picker.ts';
import { portalRows } from '../store/portal-model.ts';
import { type PlainPlace, pagePlace, whole } from './plain-pages.ts';
import { promptText, writingWords } from './plain-prompt.ts';
import { commandsText, listText, pickerText, threadText } from './plain-text.ts';

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
  const wordsOf = (isReply: boolean): Readonly<Record<string, CommandId>> => ({
    '.send': isReply ? 'reply.send' : 'note.explainSendChord',
    '.keep': isReply ? 'reply.explainNoteChord' : 'note.keep',
    '.draft': 'composer.leave',
    '.discard': 'composer.discard',
    '.detach': 'composer.detach',
    '.editor': 'composer.editor',
    '.snippet': 'composer.snippet',
    '.other': 'composer.otherDraft',
    ...(isReply
      ? ({ '.alone': 'composer.dropActs', '.inside': 'reply.toNote' } as const)
      : ({ '.public': 'note.toReply' } as const)),
  });

  /** Answers what to say at once. */
  const inComposer = async (line: string): Promise<string> => {
    const { composer } = state();
    if (!composer) return '';
    const [, path] = /^\s*\.attach\s+(.+?)\s*$/.exec(line) ?? [];
    if (path !== undefined) await inbox.attaching.attachPath(path);
    const word = line.trim();
    if (path !== undefined) return '';
    if (word === '.attach') return 'Name the file behind it: .attach ~/report.pdf';
    if (word === '.help') return writingWords(composer.kind);
    const words = wordsOf(composer.kind === 'reply');
    const id = Object.hasOwn(words, word) ? words[word] : undefined;
    if (id) commands.run(id, '');
    else commands.write(`${textOf(composer.editor) === '' ? '' : '\n'}${line}`, 'paste');
    return '';
  };

  const inField = (line: string) => {
    const { portal } = state();
    if (line === '' || !portal?.field) return commands.run('field.cancel', '');
    const editor = createEditor(line === '.empty' ? '' : line, { singleLine: true });
    hub.set({ portal: { ...portal, field: { ...portal.field, editor, problem: null } } });
    commands.run('field.save', '');
  };

  /** A number on a page goes to that row; answers what it says there, or null where rows have no numbers. */
  const toRow = (number: number): string | null => {
    const { portal, outbox } = state();
    if (!portal && !outbox) return null;
    const id = portal ? portalRows(portal)[number - 1]?.id : outboxRows(state())[number - 1]?.id;
    if (id === undefined) return `There is no line ${number} here.`;
    if (portal) hub.set({ portal: { ...portal, cursorId: id, notice: null } });
    else if (outbox) hub.set({ outbox: { ...outbox, id, index: number - 1, readers: null } });
    return pagePlace(state())?.here ?? '';
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

  /** Where letters are commands: a number, a command, or a verb of the command line. Answers what to say at once. */
  const command = async (line: string): Promise<string> => {
    const isList = contextOf(state()) === 'list';
    if (line === '') {
      if (isList) inbox.list.move(mostSaid);
      return '';
    }
    if (line === '?') return commandsText(options.table, contextOf(state()));
    if (/^\d+$/.test(line)) {
      const said = toRow(Number(line));
      if (said !== null) return said;
    }
    if (/^#?\d{2,}$/.test(line)) return openNumber(Number(line.replace('#', '')));
    const found = line.startsWith('postern ') ? [] : meant(line);
    const [first, ...others] = found;
    if (!first && firstWords.has(line.split(/\s+/)[0] ?? '')) {
      running = commands.type(line).finally(() => (running = null));
      return '';
    }
    if (!first) return `There is no "${line}" here. Type ? for what there is.`;
    if (others.length > 0)
      return `That may be: ${found.map(({ title }) => title).join('; ')}. Say more, or type its key.`;
    if (first.id === 'app.help') return commandsText(options.table, contextOf(state()));
    run(first, line);
    return '';
  };

  /** A ticket of the list, or one that the desk knows. */
  const openNumber = async (number: number): Promise<string> => {
    const { rows, cursorId } = state().list;
    const at = rows.findIndex((each) => each.number === number);
    const answer =
      at >= 0 ? null : await hub.ask((opts) => hub.client.tickets.view.query({ ticket: number }, opts));
    if (answer && !answer.ok) return hub.wordsFor(answer.failure);
    const id = rows[at]?.id ?? answer?.value.id;
    if (id === undefined || (at < 0 && !(await inbox.threads.load(id)))) return '';
    hub.set({ sight: null });
    inbox.threads.close();
    if (at >= 0) inbox.list.move(at - rows.findIndex((row) => row.id === cursorId));
    inbox.threads.open(id);
    saysAll = true;
    return '';
  };

  /** What is new to whoever listens: what has happened, then the place, or what has changed there. */
  const said = (before: PlainPlace): string => {
    const { status, picker, queryEditor, portal, composer, question } = state();
    const parts: string[] = [];
    if (status) parts.push(status.text);
    if (queryEditor?.problem) parts.push(queryEditor.problem);
    if (portal?.field?.problem) parts.push(portal.field.problem);
    if (picker) parts.push(pickerText(picker));
    const now = placeOf();
    const isBusy = picker ?? composer ?? question ?? portal?.field;
    // Back where it was heard already, one line says enough; the ticket's number says all of it again.
    const isBack = isPage(before) && !isPage(now);
    if (saysAll) parts.push(now.all);
    else if (!isBusy && isBack) parts.push(now.all.split('\n')[0] ?? '');
    else if (!isBusy && now.name !== before.name) parts.push(now.all);
    else if (!isBusy && now.here !== before.here) parts.push(now.here);
    return parts.join('\n');
  };

  const placeOf = (): PlainPlace => {
    const page = pagePlace(state());
    if (page) return page;
    const { openId, tickets } = state();
    if (openId === null) return whole('list', listText(state(), mostSaid));
    const ticket = tickets.get(openId);
    return whole(`ticket ${openId}`, ticket ? threadText(state(), ticket) : 'The ticket is not there yet.');
  };

  /** Resolves when the verb that runs has ended or has asked something. */
  const settled = async () => {
    let leave = () => {};
    const asked = new Promise<void>((resolve) => {
      const look = () => state().question !== null && resolve();
      leave = hub.subscribe(look);
      look();
    });
    if (running) await Promise.race([running, asked]);
    leave();
    await options.quiet();
  };

  /** Whether the place was asked for, and is said though nothing changed. */
  let saysAll = false;
  /** A verb of the command line, until it ends; a question of its own comes in between. */
  let running: Promise<void> | null = null;

  return {
    async hear(typed) {
      const line = typed.trim();
      const before = placeOf();
      saysAll = false;
      hub.set({ status: null });
      const context = contextOf(state());
      let answer = '';
      if (context === 'confirm') commands.run(/^y(es)?$/i.test(line) ? 'confirm.yes' : 'confirm.no', '');
      else if (context === 'picker') inPicker(line);
      else if (context === 'query') inQuery(line);
      else if (context === 'field') inField(line);
      else if (context.startsWith('composer')) answer = await inComposer(typed);
      else answer = await command(line);
      await settled();
      const news = said(answer === '' ? before : { ...before, here: placeOf().here });
      // There is nothing to do on these but to read, and they are read out.
      if (state().page) hub.set({ page: null });
      return [answer, news].filter((part) => part !== '').join('\n');
    },
    prompt: () => promptText(state()),
    async begin() {
      await options.quiet();
      return placeOf().all;
    },
  };
}

const isPage = ({ name }: PlainPlace) => name !== 'list' && !name.startsWith('ticket ');
