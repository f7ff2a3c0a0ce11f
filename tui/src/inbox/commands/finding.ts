/** What the keys of "Find" do: queries, numbered views, arrivals. */
import { createEditor } from '../../editor/editor.ts';
import type { Inbox } from '../../store/inbox.ts';
import { type Choice, numbered, rowAtCursor, type TicketRow } from '../../store/model.ts';
import { noSelection } from '../../store/selection.ts';

export function findingCommands({
  hub,
  list,
  threads,
  selection,
  composing,
  views,
  held,
  queryEditor,
}: Inbox) {
  const state = () => hub.get();

  const ask = (title: string, kind: 'narrow' | 'draft', choices: readonly Choice[]) =>
    hub.set({
      picker: { title, purpose: { kind }, editor: createEditor('', { singleLine: true }), choices, index: 0 },
    });

  return {
    'query.edit': () => {
      if (state().openId !== null) threads.close();
      queryEditor.open(`${state().query} `);
    },
    'view.show': (keys: string) => {
      const index = Number(keys) - 1;
      const { length } = numbered(state().views);
      if (index >= length) return hub.say('plain', `There are ${length} views with a number.`);
      void list.showView(index);
    },
    'arrivals.show': () => void list.showArrivals(),
    'query.clear': () => {
      if (state().selection !== noSelection) return selection.clear();
      if (state().focus === 'preview') return hub.set({ focus: 'list' });
      if (state().view === null) void list.showView(0);
    },
    'query.narrow': () => {
      const row = rowAtCursor(state());
      if (!row) return hub.say('plain', 'There is no ticket here.');
      ask('Only tickets like this one', 'narrow', narrowings(row));
    },
    /** Takes a choice of `query.narrow`. */
    async narrow({ to }: Choice) {
      hub.set({ picker: null });
      const { query } = state();
      const problem = query.includes(to) ? null : await list.showQuery(`${query} ${to}`);
      if (problem) hub.say('bad', problem);
    },
    'held.list': () => held.list(),
    'draft.list': () => {
      const drafts = composing.drafts();
      if (drafts.length === 0) return hub.say('plain', 'There are no drafts.');
      ask(
        'Drafts',
        'draft',
        drafts.map(({ ticketId, number, kind, text }) => ({
          label: `#${number} ${kind === 'reply' ? 'public reply' : 'internal note'}`,
          detail: text.trim().split('\n')[0] ?? '',
          to: `${kind} ${ticketId}`,
        })),
      );
    },
    /** Takes a choice of `draft.list`. */
    async openDraft({ to }: Choice) {
      hub.set({ picker: null });
      const [kind, ticketId = ''] = to.split(' ');
      if (!(await threads.load(ticketId))) return;
      threads.open(ticketId);
      composing.open(kind === 'reply' ? 'reply' : 'note');
    },
    'view.list': () => views.choose(),
    'view.save': () => views.askName(),
    'query.apply': () => void queryEditor.apply(),
    'query.complete': () => queryEditor.complete(),
    'query.cancel': () => queryEditor.close(),
  };
}

/** What tickets can have in common with this one, as terms of the query. */
function narrowings(row: TicketRow): Choice[] {
  const term = (label: string, field: string, value: string | undefined | null) =>
    value ? [{ label, detail: value, to: `${field}:${quoted(value)}` }] : [];
  return [
    ...term('The same requester', 'from', row.requester?.email),
    ...term('The same organization', 'organization', row.organization),
    ...term('The same assignee', 'assignee', row.assignee?.email ?? 'none'),
    ...term('The same stage', 'stage', row.stage),
    ...term('The same priority', 'priority', row.priority),
    ...term('The same pipeline', 'pipeline', row.pipeline),
  ];
}

function quoted(value: string): string {
  return /^[\w@.+-]+$/.test(value) ? value : `"${value.replaceAll('"', '')}"`;
}
