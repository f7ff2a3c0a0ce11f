/** The query while it is written: what it may go on with, how many tickets it finds, and where it cannot be understood. */
import { type Completion, completeQuery, displayText, parseQuery, takeCompletion } from '@postern/core/words';
import type { EditorAction } from '../editor/actions.ts';
import { createEditor, cursorOffset, edit, textOf } from '../editor/editor.ts';
import type { Hub } from './hub.ts';
import type { ListActions } from './list.ts';
import type { InboxState } from './model.ts';

export interface QueryEditorActions {
  open(text: string): void;
  change(action: EditorAction): void;
  /** Takes the first of what is offered. */
  complete(): void;
  /** Shows what the query finds; a query that cannot be understood stays in the editor with its problem. */
  apply(): Promise<void>;
  close(): void;
  /** Whether a count waits for the typing to rest. */
  readonly isResting: boolean;
  stop(): void;
}

/** So long after the last key the desk is asked how many tickets there are. */
const restMs = 150;

/** What is offered at the cursor. */
export function offered({ queryEditor, queryNames }: InboxState): Completion | null {
  if (!queryEditor) return null;
  const { editor } = queryEditor;
  return completeQuery(textOf(editor), cursorOffset(editor), queryNames);
}

export function createQueryEditor(
  hub: Hub,
  list: Pick<ListActions, 'showView' | 'showLastView' | 'showQuery'>,
): QueryEditorActions {
  let timer: NodeJS.Timeout | undefined;

  const textNow = () => {
    const { queryEditor } = hub.get();
    return queryEditor && textOf(queryEditor.editor);
  };
  const patch = (change: Partial<NonNullable<InboxState['queryEditor']>>) => {
    const { queryEditor } = hub.get();
    if (queryEditor) hub.set({ queryEditor: { ...queryEditor, ...change } });
  };
  const placeOf = (text: string) => parseQuery(text).problems[0]?.at ?? null;

  /** Asks for a number alone; the list stays as it is. */
  const count = async () => {
    timer = undefined;
    const text = textNow();
    if (text === null || text.trim() === '') return;
    const answer = await hub.ask((options) => hub.client.tickets.counts.query({ queries: [text] }, options));
    if (textNow() !== text) return;
    if (answer.ok) return patch({ found: answer.value[0] ?? null });
    // What is offered at the cursor is what is missing: nobody needs to be told so as well.
    const isUnfinished = (offered(hub.get())?.options.length ?? 0) > 0;
    if (answer.failure.code === 'BAD_QUERY' && !isUnfinished)
      patch({ problem: displayText(answer.failure.message), problemAt: placeOf(text) });
  };

  const put = (editor: NonNullable<InboxState['queryEditor']>['editor']) => {
    hub.set({ queryEditor: { editor, problem: null, problemAt: null, found: null } });
    clearTimeout(timer);
    timer = setTimeout(() => void count(), restMs);
    timer.unref();
  };
  const close = () => {
    clearTimeout(timer);
    timer = undefined;
    hub.set({ queryEditor: null });
  };

  /** The names that the desk knows: few, so they are asked for each time the editor opens. */
  const loadNames = async () => {
    const { client } = hub;
    const [fields, tags] = await Promise.all([
      hub.ask((options) => client.portalSettings.filterFields.query(undefined, options)),
      hub.ask((options) => client.tickets.tags.query(undefined, options)),
    ]);
    if (!fields.ok || !tags.ok) return;
    const known = fields.value.items.flatMap(({ field, values }) =>
      values || field.includes('.')
        ? [[field, (values ?? []).map((each) => displayText(each))] as const]
        : [],
    );
    const agents = known.find(([field]) => field === 'assignee')?.[1] ?? [];
    known.push(['mentions', agents.filter((each) => each.includes('@'))]);
    known.push(['tag', tags.value.items.map(({ name }) => displayText(name))]);
    hub.set({ queryNames: new Map(known) });
  };

  return {
    open(text) {
      put(createEditor(text, { singleLine: true }));
      void loadNames();
    },
    change(action) {
      const { queryEditor } = hub.get();
      if (!queryEditor) return;
      const editor = edit(queryEditor.editor, action);
      // Where only the cursor went, what is known of the text stays true.
      if (textOf(editor) === textOf(queryEditor.editor)) patch({ editor });
      else put(editor);
    },
    complete() {
      const completion = offered(hub.get());
      const [first] = completion?.options ?? [];
      const text = textNow();
      const { queryEditor } = hub.get();
      if (!completion || first === undefined || text === null || !queryEditor) return;
      const taken = takeCompletion(text, completion, first);
      let editor = edit(queryEditor.editor, { type: 'replace', text: taken.text });
      while (cursorOffset(editor) > taken.cursor) editor = edit(editor, { type: 'move', to: 'left' });
      put(editor);
    },
    async apply() {
      const query = textNow()?.trim();
      if (query === undefined) return;
      if (query === '') {
        close();
        const { view } = hub.get();
        return view === null ? list.showLastView() : list.showView(view);
      }
      const problem = await list.showQuery(query);
      if (problem === null) close();
      else patch({ problem: displayText(problem), problemAt: placeOf(textNow() ?? '') });
    },
    close,
    get isResting() {
      return timer !== undefined;
    },
    stop: () => clearTimeout(timer),
  };
}
