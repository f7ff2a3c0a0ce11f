/** What each command of the table does in the inbox. A command without a line here does not compile. */
import { createEditor, edit, textOf } from '../editor/editor.ts';
import type { CommandId } from '../keys/commands.ts';
import type { PlaceContext } from '../keys/keymap.ts';
import { editorActionFor, type WritingCommandId } from '../keys/writing-commands.ts';
import type { Inbox } from '../store/inbox.ts';
import {
  type HelpContext,
  type InboxState,
  rowAtCursor,
  ticketAtHand,
  views,
  type WritingKind,
} from '../store/model.ts';
import { choicesShown } from '../store/picker.ts';
import { helpHeight } from '../views/help-view.ts';
import { layoutOf } from '../views/layout.ts';
import { portalPage } from '../views/portal-view.ts';
import { lastSightTop, sightRoom } from '../views/sight-view.ts';
import { threadRoom } from '../views/thread-window.ts';
import { createPalette } from './palette.ts';

/** What only the screen can do. */
export interface Outside {
  quit(): void;
  /** Gives the terminal back to the shell until `fg`. */
  suspend(): void;
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
  /** Text pasted where letters are commands. */
  offerSearch(text: string): void;
}

/** Where a key is pressed now. */
export function contextOf(state: InboxState): PlaceContext {
  if (state.question) return 'confirm';
  if (state.help) return 'help';
  if (state.picker) return 'picker';
  if (state.queryEditor) return 'query';
  if (state.composer) return `composer-${state.composer.kind}`;
  if (state.portal) return state.portal.field ? 'field' : 'portal';
  if (state.sight) return 'sight';
  return state.openId === null ? 'list' : 'thread';
}

export function createCommands(inbox: Inbox, outside: Outside): Commands {
  const palette = createPalette();
  const { hub, list, threads, composing, triage, acts, sight, portal } = inbox;
  const state = () => hub.get();

  /** Moves through what has the focus: rows, lines of a thread, lines of the help. */
  const move = (by: number) => {
    const { help, openId, focus, sight: seen } = state();
    if (help) return hub.set({ help: { ...help, top: scrolledHelp(state(), by) } });
    if (state().portal) return portal.move(by);
    if (seen) return hub.set({ sight: { ...seen, top: scrolledSight(state(), seen.top + by) } });
    if (openId !== null || focus === 'preview') return threads.scroll(by);
    list.move(by);
  };
  const page = () => {
    const { help, openId, focus, size, sight: seen } = state();
    if (help) return size.rows - 3;
    if (state().portal) return portalPage(state());
    if (seen) return Math.max(1, sightRoom(state()) - 1);
    if (openId !== null || focus === 'preview') return Math.max(1, threadRoom(state()).rows - 1);
    return Math.max(1, layoutOf(state()).listItems - 1);
  };
  const toEnd = (end: 'top' | 'bottom') => {
    const { help, openId, focus, sight: seen } = state();
    if (help) return hub.set({ help: { ...help, top: end === 'top' ? 0 : scrolledHelp(state(), 10_000) } });
    if (state().portal) return portal.moveTo(end);
    if (seen) return hub.set({ sight: { ...seen, top: end === 'top' ? 0 : lastSightTop(state()) } });
    if (openId !== null || focus === 'preview') return threads.scrollTo(end);
    void list.moveTo(end);
  };

  const toTicket = (by: number) => {
    const { openId } = state();
    const rows = state().list.rows;
    const at = rows.findIndex((row) => row.id === openId);
    const next = rows[at + by];
    if (at < 0 || !next)
      return hub.say('plain', by > 0 ? 'This is the last ticket.' : 'This is the first ticket.');
    threads.close();
    list.move(rows.indexOf(next) - rows.findIndex((row) => row.id === state().list.cursorId));
    threads.open(next.id);
  };

  /** Runs something that changes the desk, unless this inbox only looks on. */
  const changing = (act: () => void) => {
    if (state().isReadOnly) return hub.say('warning', 'This inbox is read-only.');
    if (!ticketAtHand(state())) return hub.say('plain', 'There is no ticket here.');
    act();
  };
  const again = (how: 'undo' | 'redo') => {
    if (state().isReadOnly) return hub.say('warning', 'This inbox is read-only.');
    void acts[how]();
  };
  const write = (kind: WritingKind) => changing(() => composing.open(kind));

  const backFromQuery = () => {
    if (state().focus === 'preview') return hub.set({ focus: 'list' });
    if (state().view === null) void list.showView(0);
  };

  const back = () => {
    if (state().help) return hub.set({ help: null });
    if (state().portal) return portal.close();
    if (state().sight) return sight.close();
    threads.close();
  };

  const answer = (isYes: boolean) => {
    const { question } = state();
    hub.set({ question: null });
    if (question?.kind === 'filter')
      return isYes ? void portal.save('filter', question.query) : portal.filter.write(question.query);
    if (!question || !isYes) return;
    if (question.kind === 'switch') return void portal.switchTo(question.to);
    if (question.kind === 'discard') return composing.discard();
    hub.set({ queryEditor: { editor: createEditor(question.text, { singleLine: true }), problem: null } });
  };

  const applyQuery = async () => {
    const { queryEditor } = state();
    if (!queryEditor) return;
    const query = textOf(queryEditor.editor).trim();
    if (query === '') {
      hub.set({ queryEditor: null });
      return list.showView(state().view ?? 0);
    }
    const problem = await list.showQuery(query);
    const { queryEditor: now } = state();
    if (now) hub.set({ queryEditor: problem ? { ...now, problem } : null });
  };

  const explain = (words: string) => hub.say('warning', words);

  const actions: Record<Exclude<CommandId, WritingCommandId>, (keys: string) => void> = {
    'move.down': () => move(1),
    'move.up': () => move(-1),
    'move.pageDown': () => move(page()),
    'move.pageUp': () => move(-page()),
    'move.halfPageDown': () => move(Math.ceil(page() / 2)),
    'move.halfPageUp': () => move(-Math.ceil(page() / 2)),
    'move.top': () => toEnd('top'),
    'move.bottom': () => toEnd('bottom'),
    'ticket.open': () => {
      const row = rowAtCursor(state());
      if (row) threads.open(row.id);
    },
    'pane.switch': () => {
      if (layoutOf(state()).previewRows === 0)
        return hub.say('plain', 'There is no second pane in a window this small.');
      hub.set({ focus: state().focus === 'list' ? 'preview' : 'list' });
    },
    'ticket.next': () => toTicket(1),
    'ticket.previous': () => toTicket(-1),
    'message.next': () => threads.toMessage(1),
    'message.previous': () => threads.toMessage(-1),
    'nav.back': back,
    'ticket.reply': () => write('reply'),
    'ticket.note': () => write('note'),
    'ticket.assign': () => changing(() => triage.chooseAgent()),
    'ticket.assignToMe': () => changing(() => void triage.assignToMe()),
    'ticket.priority': () => changing(() => triage.choosePriority()),
    'ticket.close': () => changing(() => void triage.close()),
    'ticket.reopen': () => changing(() => void triage.reopen()),
    'act.undo': () => again('undo'),
    'act.redo': () => again('redo'),
    'sight.open': () => sight.open(),
    'sight.close': () => sight.close(),
    'sight.nextPerson': () => sight.toPerson(1),
    'sight.previousPerson': () => sight.toPerson(-1),
    'portal.open': () => portal.open(),
    'portal.change': () => changeSetting(),
    'portal.nextOpen': () => portal.toNextOpen(),
    'portal.preview': () => void portal.preview(),
    'field.save': () => void portal.saveField(),
    'field.cancel': () => portal.cancelField(),
    'query.edit': () => {
      if (state().openId !== null) threads.close();
      const { query } = state();
      hub.set({ queryEditor: { editor: createEditor(`${query} `, { singleLine: true }), problem: null } });
    },
    'view.show': (keys) => {
      const index = Number(keys) - 1;
      if (!views[index]) return hub.say('plain', `There are ${views.length} views: 1 to ${views.length}.`);
      void list.showView(index);
    },
    'arrivals.show': () => void list.showArrivals(),
    'query.clear': backFromQuery,
    'query.apply': () => void applyQuery(),
    'query.cancel': () => hub.set({ queryEditor: null }),
    'reply.send': () => void composing.sendReply(),
    'reply.explainNoteChord': () => explain('This is a public reply: Ctrl+S sends it. Ctrl+N did nothing.'),
    'note.keep': () => void composing.keepNote(),
    'note.explainSendChord': () => explain('This is an internal note: Ctrl+N keeps it. Ctrl+S did nothing.'),
    'composer.leave': () => composing.leave(),
    'composer.editor': () => outside.openEditor(),
    'composer.discard': () => {
      const { composer } = state();
      if (!composer || composer.isSending) return;
      if (textOf(composer.editor) === '') return composing.discard();
      hub.set({ question: { kind: 'discard' } });
    },
    'composer.threadUp': () => threads.scroll(-Math.max(1, threadRoom(state()).rows - 1)),
    'composer.threadDown': () => threads.scroll(Math.max(1, threadRoom(state()).rows - 1)),
    'picker.down': () => stepPicker(1),
    'picker.up': () => stepPicker(-1),
    'picker.choose': () => takeChoice(),
    'picker.cancel': () => hub.set({ picker: null }),
    'confirm.yes': () => answer(true),
    'confirm.no': () => answer(false),
    'palette.open': () => hub.set({ picker: palette.open(contextOf(state())) }),
    'app.help': () => {
      const context = contextOf(state());
      if (hasHelp(context)) hub.set({ help: { top: 0, context } });
    },
    'app.refresh': () => {
      if (state().composer) threads.scrollTo('bottom');
      inbox.refresh();
      outside.repaint();
    },
    'app.suspend': () => outside.suspend(),
    'app.quit': () => outside.quit(),
    'app.quitFromAnywhere': () => outside.quit(),
  };

  const takeChoice = () => {
    const { picker } = state();
    const kind = picker?.purpose.kind;
    if (!picker || kind === 'assign' || kind === 'priority') return void triage.takeChoice();
    const choice = choicesShown(picker)[picker.index];
    if (!choice) return hub.say('warning', 'Nothing fits. Type less, or press Esc.');
    if (picker.purpose.kind !== 'palette') return portal.take(choice);
    hub.set({ picker: null });
    const { id, keys } = palette.take(choice);
    run(id, keys);
  };

  const changeSetting = () => {
    const setting = portal.act();
    if (!setting) return;
    outside.editText({ key: setting.key, about: setting.about, text: setting.text }, (text) => {
      void portal.save(setting.key, text);
    });
  };

  const stepPicker = (by: number) => {
    const { picker } = state();
    if (!picker) return;
    const count = choicesShown(picker).length;
    if (count > 0) hub.set({ picker: { ...picker, index: (picker.index + by + count) % count } });
  };

  const change = (action: NonNullable<ReturnType<typeof editorActionFor>>) => {
    const { picker, queryEditor, composer, portal: settings } = state();
    if (picker) return hub.set({ picker: { ...picker, editor: edit(picker.editor, action), index: 0 } });
    if (queryEditor)
      return hub.set({ queryEditor: { editor: edit(queryEditor.editor, action), problem: null } });
    if (composer) return composing.change(action);
    if (settings?.field) {
      const { field } = settings;
      hub.set({
        portal: { ...settings, field: { ...field, editor: edit(field.editor, action), problem: null } },
      });
    }
  };

  const run = (id: CommandId, keys: string) => {
    const action = editorActionFor(id);
    if (action) return change(action);
    actions[id as keyof typeof actions](keys);
  };

  return {
    run,
    write: (text, how) => change({ type: how, text }),
    offerSearch(text) {
      const line = text.replace(/\s+/g, ' ').trim().slice(0, 200);
      if (line !== '' && contextOf(state()) === 'list') hub.set({ question: { kind: 'search', text: line } });
      else hub.say('plain', 'Pasted text is not run as keys.');
    },
  };
}

function hasHelp(context: PlaceContext): context is HelpContext {
  return ['list', 'thread', 'sight', 'portal', 'composer-reply', 'composer-note'].includes(context);
}

function scrolledSight(state: InboxState, wanted: number): number {
  return Math.max(0, Math.min(lastSightTop(state), wanted));
}

function scrolledHelp(state: InboxState, by: number): number {
  if (!state.help) return 0;
  const most = Math.max(0, helpHeight(state) - (state.size.rows - 2));
  return Math.max(0, Math.min(most, state.help.top + by));
}
