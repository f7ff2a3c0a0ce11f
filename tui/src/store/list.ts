/** The list: a view or a query, page by page, kept up to date without moving the ticket under the cursor. */
import { layoutOf } from '../views/layout.ts';
import type { Hub } from './hub.ts';
import { emptyList, type InboxState, type List, numbered, type TicketRow } from './model.ts';
import type { Reading } from './reading.ts';
import { safeRow } from './safe-tickets.ts';
import { noSelection } from './selection.ts';

export interface ListActions {
  /** Shows the view at this place, from 0; one that does not work any more says why. */
  showView(index: number): Promise<void>;
  /** Leaves a query for the view that was shown before it; the first one where there was none. */
  showLastView(): Promise<void>;
  /** Shows what a query finds; a query that cannot be understood leaves the list alone and answers why. */
  showQuery(query: string): Promise<string | null>;
  /** Asks for the list again; the cursor stays on its ticket. */
  reload(): Promise<void>;
  /** Takes in what has arrived and goes to the first of it. */
  showArrivals(): Promise<void>;
  /** Brings rows and arrivals up to date after changes to these tickets; a new one that belongs elsewhere is told. Answers the tickets as they are now. */
  refresh(numbers: readonly number[], filed: ReadonlySet<number>): Promise<readonly TicketRow[]>;
  refreshCounts(): Promise<void>;
  /** Moves the cursor by rows and asks for the next page when the end is near. */
  move(by: number): void;
  moveTo(end: 'top' | 'bottom'): Promise<void>;
  /** Puts a row that changed in place of the old one. */
  putRow(row: TicketRow): void;
}

const pageSize = 50;
const mostAtOnce = 200;
/** Rows from the end at which the next page is asked for. */
const nearEnd = 20;
/** Going to the end stops asking for more beyond this many rows; pressing again goes on. */
const mostToEnd = 2_000;

/** The list with its first row such that the cursor is on the screen. */
export function settled(state: InboxState, list: List): List {
  const visible = Math.max(1, layoutOf(state).listItems);
  const at = list.rows.findIndex((row) => row.id === list.cursorId);
  let top = Math.max(0, Math.min(list.top, list.rows.length - visible));
  if (at >= 0 && at < top) top = at;
  if (at >= top + visible) top = at - visible + 1;
  return top === list.top ? list : { ...list, top };
}

export function createListActions(hub: Hub, reading: Pick<Reading, 'hear'>): ListActions {
  /** Counts lists that were shown: an answer for an earlier one is thrown away. */
  let load = 0;
  /** Counts questions about the same list, and which of them was answered last. */
  let reloads = 0;
  let reloaded = 0;
  /** The id of the view that was shown last. */
  let lastView: string | undefined;
  /** The page that is being asked for. */
  let paging: Promise<void> | undefined;

  const setList = (patch: Partial<List>) => {
    const state = hub.get();
    hub.set({ list: settled(state, { ...state.list, ...patch }) });
  };

  const heardRows = (items: Parameters<typeof safeRow>[0][]) => {
    const rows = items.map(safeRow);
    reading.hear(rows);
    return rows;
  };

  /** At least a screenful, so that no tall window shows the end of a page as the end of the list. */
  const firstPage = () => Math.min(mostAtOnce, Math.max(pageSize, layoutOf(hub.get()).listItems));

  const fetchPage = (query: string, limit: number, cursor?: string) =>
    hub.ask((options) => hub.client.tickets.list.query({ query, limit, ...(cursor && { cursor }) }, options));

  const show = async (query: string, view: number | null): Promise<string | null> => {
    load += 1;
    const mine = load;
    const before = hub.get();
    if (view !== null) {
      lastView = before.views[view]?.id;
      hub.set({
        view,
        query,
        found: before.counts[view] ?? null,
        list: emptyList,
        selection: noSelection,
        previewId: null,
      });
    }
    const answer = await fetchPage(query, firstPage());
    if (mine !== load) return null;
    if (!answer.ok) {
      setList({ isLoading: false });
      if (answer.failure.code === 'BAD_QUERY' || answer.failure.code === 'BAD_INPUT')
        return answer.failure.message;
      hub.fail(answer.failure);
      return null;
    }
    const rows = heardRows(answer.value.items);
    hub.set({
      view,
      query,
      focus: 'list',
      selection: noSelection,
      cachedAt: null,
      ...(view === null && { found: null }),
      list: {
        ...emptyList,
        rows,
        nextCursor: answer.value.nextCursor,
        isLoading: false,
        isLoaded: true,
        cursorId: rows[0]?.id ?? null,
      },
    });
    void refreshCounts();
    return null;
  };

  const reload = async () => {
    const mine = load;
    reloads += 1;
    const turn = reloads;
    const { query, list } = hub.get();
    void refreshCounts();
    const answer = await fetchPage(query, Math.min(mostAtOnce, Math.max(firstPage(), list.rows.length)));
    const isGone = answer.ok && (await isCursorGone(answer.value.items));
    // Another list is shown by now, or a later answer came first.
    if (mine !== load || turn < reloaded) return;
    reloaded = turn;
    if (!answer.ok) {
      setList({ isLoading: false });
      return hub.failQuietly(answer.failure);
    }
    const rows = heardRows(answer.value.items);
    const now = hub.get().list;
    const at = now.rows.findIndex((row) => row.id === now.cursorId);
    // The ticket under the cursor stays there, even when it no longer belongs to this list.
    if (at >= 0 && !isGone && !rows.some((row) => row.id === now.cursorId)) {
      rows.splice(Math.min(at, rows.length), 0, now.rows[at] as TicketRow);
    }
    const place = rows.findIndex((row) => row.id === now.cursorId);
    const next = rows[Math.max(0, Math.min(at, rows.length - 1))]?.id ?? null;
    hub.set({ cachedAt: null });
    setList({
      rows,
      nextCursor: answer.value.nextCursor,
      isLoading: false,
      isLoaded: true,
      arrivals: [],
      cursorId: isGone ? next : (now.cursorId ?? next),
      ...(place >= 0 && at >= 0 && { top: now.top + place - at }),
    });
  };

  /** Whether a cached list has its cursor on a ticket that is deleted, hidden or of another list by now. */
  const isCursorGone = async (items: readonly { id: string }[]): Promise<boolean> => {
    const { cachedAt, query, list } = hub.get();
    const row = list.rows.find((each) => each.id === list.cursorId);
    if (cachedAt === null || !row || items.some((item) => item.id === row.id)) return false;
    const found = await fetchPage(`(${query}) number:${row.number}`, 1);
    return found.ok && found.value.items.length === 0;
  };

  const refreshCounts = async () => {
    const { query, views } = hub.get();
    // One broken query would be the answer to all of them. The present one is asked for beside them, unless it is one.
    const asked = [
      ...new Set(numbered(views).flatMap((each) => (each.problem === null ? [each.query] : []))),
    ];
    const queries = asked.includes(query) ? asked : [...asked, query];
    const answer = await hub.ask((options) => hub.client.tickets.counts.query({ queries }, options));
    // Another order by now: whoever changed it counts anew.
    if (!answer.ok || hub.get().views !== views) return;
    const countOf = (wanted: string) => answer.value[queries.indexOf(wanted)] ?? null;
    const counts = numbered(views).map((each) => (each.problem === null ? countOf(each.query) : null));
    hub.set({ counts, ...(hub.get().query === query && { found: countOf(query) }) });
  };

  /** A ticket that was just filed and is not of this list: one line, unless something else is being said or done. */
  const tellElsewhere = (filed: readonly TicketRow[], here: ReadonlySet<string>) => {
    const [row] = filed.filter((each) => !here.has(each.id));
    const { status, composer, picker, queryEditor, question, portal } = hub.get();
    if (!row || status || composer || picker || queryEditor || question || portal) return;
    const from = row.requester ? ` from ${row.requester.name}` : '';
    const wanted = row.assignee ? 'is:open' : 'is:open assignee:none -is:snoozed';
    const at = numbered(hub.get().views).findIndex((each) => each.query === wanted);
    const where = at < 0 ? '' : ` ${at + 1} shows it.`;
    hub.say('plain', `New ticket #${row.number} ${row.subject}${from}.${where}`);
  };

  const askForPage = () => {
    const { list } = hub.get();
    if (paging || list.nextCursor === null || !list.isLoaded) return;
    paging = nextPage(list.nextCursor).finally(() => {
      paging = undefined;
    });
  };

  const nextPage = async (cursor: string) => {
    const mine = load;
    const answer = await fetchPage(hub.get().query, 100, cursor);
    if (mine !== load) return;
    if (!answer.ok) return hub.fail(answer.failure);
    const now = hub.get().list;
    const shown = new Set(now.rows.map((row) => row.id));
    const fresh = heardRows(answer.value.items).filter((row) => !shown.has(row.id));
    const freshIds = new Set(fresh.map((row) => row.id));
    setList({
      rows: [...now.rows, ...fresh],
      nextCursor: answer.value.nextCursor,
      arrivals: now.arrivals.filter((row) => !freshIds.has(row.id)),
    });
  };

  const goTo = (index: number) => {
    const { list } = hub.get();
    const at = Math.max(0, Math.min(index, list.rows.length - 1));
    const row = list.rows[at];
    if (row) setList({ cursorId: row.id });
    if (at > list.rows.length - nearEnd) askForPage();
  };

  const showView = async (index: number) => {
    const view = hub.get().views[index];
    if (!view) return;
    if (view.problem !== null)
      return hub.say('bad', `The view "${view.name}" does not work any more: ${view.problem}`);
    const problem = await show(view.query, index);
    if (problem) hub.say('bad', problem);
  };

  return {
    showView,
    showLastView() {
      const at = hub.get().views.findIndex(({ id }) => id === lastView);
      return showView(Math.max(0, at));
    },
    showQuery(query) {
      const known = hub.get().views.findIndex((each) => each.query === query);
      return show(query, known < 0 ? null : known);
    },
    reload,
    refreshCounts,
    async showArrivals() {
      const first = hub.get().list.arrivals[0];
      if (!first) return hub.say('plain', 'Nothing new has arrived.');
      await reload();
      const { rows } = hub.get().list;
      setList({
        cursorId: rows.some((row) => row.id === first.id) ? first.id : (rows[0]?.id ?? null),
        top: 0,
      });
    },
    async refresh(numbers, filed) {
      const { query, list } = hub.get();
      if (!list.isLoaded) return [];
      const mine = load;
      const which = `number:${numbers.join(',')}`;
      const [heads, matching] = await Promise.all([
        fetchPage(which, mostAtOnce),
        fetchPage(`(${query}) ${which}`, mostAtOnce),
        refreshCounts(),
      ]);
      if (!heads.ok) return [];
      const news = heardRows(heads.value.items);
      if (mine !== load || !matching.ok) return news;
      const changed = new Map(news.map((row) => [row.id, row]));
      const now = hub.get().list;
      const shown = new Set(now.rows.map((row) => row.id));
      const rows = now.rows.map((row) => changed.get(row.id) ?? row);
      tellElsewhere(
        [...changed.values()].filter((row) => filed.has(row.number)),
        new Set([...shown, ...matching.value.items.map((head) => head.id)]),
      );
      const belongs = heardRows(matching.value.items).filter((row) => !shown.has(row.id));
      // Into an empty list nothing can push a cursor away.
      if (rows.length === 0) {
        setList({ rows: belongs, cursorId: belongs[0]?.id ?? null });
        return news;
      }
      const stays = now.arrivals.filter((row) => !changed.has(row.id));
      setList({ rows, arrivals: [...belongs, ...stays] });
      return news;
    },
    move(by) {
      const { list } = hub.get();
      goTo(
        Math.max(
          0,
          list.rows.findIndex((row) => row.id === list.cursorId),
        ) + by,
      );
    },
    async moveTo(end) {
      if (end === 'top') return goTo(0);
      // Page after page, until somebody moves on or a screenful of screens is there.
      for (;;) {
        const { rows } = hub.get().list;
        goTo(rows.length - 1);
        const { cursorId } = hub.get().list;
        await paging;
        const now = hub.get().list;
        if (now.rows.length === rows.length || now.cursorId !== cursorId || rows.length > mostToEnd) return;
      }
    },
    putRow(row) {
      const { list } = hub.get();
      if (!list.rows.some((each) => each.id === row.id)) return;
      setList({ rows: list.rows.map((each) => (each.id === row.id ? row : each)) });
    },
  };
}
