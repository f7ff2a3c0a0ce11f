/** What the keys of "Find" do: queries, numbered views, arrivals. */
import { createEditor, textOf } from '../../editor/editor.ts';
import type { Inbox } from '../../store/inbox.ts';
import { views } from '../../store/model.ts';
import { noSelection } from '../../store/selection.ts';

export function findingCommands({ hub, list, threads, selection }: Inbox) {
  const state = () => hub.get();

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

  return {
    'query.edit': () => {
      if (state().openId !== null) threads.close();
      const { query } = state();
      hub.set({ queryEditor: { editor: createEditor(`${query} `, { singleLine: true }), problem: null } });
    },
    'view.show': (keys: string) => {
      const index = Number(keys) - 1;
      if (!views[index]) return hub.say('plain', `There are ${views.length} views: 1 to ${views.length}.`);
      void list.showView(index);
    },
    'arrivals.show': () => void list.showArrivals(),
    'query.clear': () => {
      if (state().selection !== noSelection) return selection.clear();
      if (state().focus === 'preview') return hub.set({ focus: 'list' });
      if (state().view === null) void list.showView(0);
    },
    'query.apply': () => void applyQuery(),
    'query.cancel': () => hub.set({ queryEditor: null }),
  };
}
