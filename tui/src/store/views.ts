/** Views: queries with a name, as the desk keeps them; shown by number, chosen from all of them, saved under a name. */
import type { Outputs } from '@postern/core/client';
import { displayText } from '@postern/core/words';
import { createEditor, textOf } from '../editor/editor.ts';
import type { Hub } from './hub.ts';
import type { ListActions } from './list.ts';
import type { Choice, InboxState, View } from './model.ts';

export interface ViewActions {
  /** Asks the desk for the views; the list that is shown stays as it is. */
  load(): Promise<void>;
  /** All of them, to choose one from. */
  choose(): void;
  /** Takes a choice of `choose`. */
  take(choice: Choice): void;
  /** Asks for a name for the present query, and who is to see it. */
  askName(): void;
  /** Takes what was answered; asks again where the name stands for another query. */
  nameTyped(choice: Choice): void;
  save(wish: SaveWish): Promise<void>;
}

export interface SaveWish {
  name: string;
  query: string;
  isShared: boolean;
}

const toAll = 'shared';

export function createViews(hub: Hub, list: Pick<ListActions, 'showView' | 'refreshCounts'>): ViewActions {
  let mayShare = false;
  let turn = 0;

  const load = async () => {
    turn += 1;
    const mine = turn;
    const answer = await hub.ask((options) => hub.client.views.list.query(undefined, options));
    if (!answer.ok || mine !== turn) return;
    mayShare = answer.value.mayShare;
    const before = hub.get();
    const views = answer.value.items.map(safeView);
    if (JSON.stringify(views) === JSON.stringify(before.views)) return;
    const view = sameView(before, views);
    hub.set({ views, view, counts: views.map(() => null) });
    if (before.view !== null && view === null && before.status === null)
      hub.say('plain', `The view "${before.views[before.view]?.name}" is gone. What it found stays here.`);
    void list.refreshCounts();
  };

  const pick = (title: string, kind: 'view' | 'saveView', choices: Choice[]) =>
    hub.set({
      picker: { title, purpose: { kind }, editor: createEditor('', { singleLine: true }), choices, index: 0 },
    });

  const save = async (wish: SaveWish) => {
    const { name, query, isShared } = wish;
    const answer = await hub.ask((options) =>
      hub.client.views.save.mutate({ name, query, isShared }, options),
    );
    if (!answer.ok) return hub.fail(answer.failure);
    hub.set({ picker: null });
    await load();
    const at = hub.get().views.findIndex(({ id }) => id === answer.value.id);
    if (hub.get().query === query) hub.set({ view: at < 0 ? null : at });
    const key = at >= 0 && at < 9 ? `${at + 1} shows it` : 'g v shows it';
    hub.say('good', `Saved as the view "${displayText(name)}"${isShared ? ' for everybody' : ''}. ${key}.`);
  };

  return {
    load,
    save,
    choose() {
      const { views, counts } = hub.get();
      if (views.length === 0) return hub.say('plain', 'There are no views yet. g S saves this query as one.');
      const choices = views.map(({ id, name, query, isShared, problem }, index) => ({
        label: `${index < 9 ? index + 1 : ' '} ${name}`,
        detail: [
          isShared ? 'shared ' : 'private',
          problem === null ? query : `does not work: ${problem}`,
          ...(typeof counts[index] === 'number' ? [`(${counts[index]})`] : []),
        ].join('  '),
        to: id,
      }));
      pick('Views', 'view', choices);
    },
    take({ to }) {
      hub.set({ picker: null });
      const at = hub.get().views.findIndex(({ id }) => id === to);
      if (at < 0) return hub.say('warning', 'This view was deleted meanwhile.');
      void list.showView(at);
    },
    askName() {
      const { query, isReadOnly } = hub.get();
      if (isReadOnly) return hub.say('warning', 'This inbox is read-only.');
      pick(`Save ${query} as a view: type its name`, 'saveView', [
        { label: 'Private', detail: 'only you see it', to: 'private' },
        ...(mayShare ? [{ label: 'Shared', detail: 'everybody on the desk sees it', to: toAll }] : []),
      ]);
    },
    nameTyped({ to }) {
      const { picker, query, views } = hub.get();
      const name = picker ? textOf(picker.editor).trim() : '';
      if (name === '') return hub.say('warning', 'Type a name for the view first.');
      const wish = { name, query, isShared: to === toAll };
      const known = views.find(
        (each) =>
          each.isShared === wish.isShared && each.name.toLowerCase() === displayText(name).toLowerCase(),
      );
      if (known && known.query !== query) return hub.set({ question: { kind: 'replaceView', wish } });
      void save(wish);
    },
  };
}

/** Where the view that is shown stands now; another one with its query will do. Null when there is none. */
function sameView({ view, views: before, query }: InboxState, views: readonly View[]): number | null {
  const shown = view === null ? undefined : before[view];
  const same = views.findIndex((each) => each.id === shown?.id && each.query === query);
  const at = same >= 0 ? same : views.findIndex((each) => each.query === query);
  return at < 0 ? null : at;
}

function safeView(view: Outputs['views']['list']['items'][number]): View {
  const { id, name, query, isShared, problem } = view;
  return { id, name: displayText(name), query, isShared, problem: problem && displayText(problem) };
}
