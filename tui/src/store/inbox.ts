/** The inbox without a screen: state, commands, requests, live changes and drafts. Knows neither React nor a terminal. */
import type { Change, Failure, PosternClient } from '@postern/core/client';
import { actFiles } from '../offline/act-files.ts';
import { type Attaching, createAttaching } from './attaching.ts';
import { createBringing } from './bringing.ts';
import { keepTime } from './clock.ts';
import { type Composing, createComposing } from './composing.ts';
import { type DraftFiles, draftFiles } from './draft-files.ts';
import { followSearch } from './follow-search.ts';
import { createHeld, type HeldActions } from './held.ts';
import { createHub, type Hub } from './hub.ts';
import { createListActions, type ListActions, settled } from './list.ts';
import { createLive, type Live } from './live.ts';
import { createLocalActs, type LocalActs } from './local-acts.ts';
import { createMerging, type Merging } from './merging.ts';
import { firstState, type InboxState, rowAtCursor, type TicketRow } from './model.ts';
import { type News, newsOf } from './news.ts';
import { createOffline, type OfflineActions } from './offline.ts';
import { createOutbox, type OutboxActions } from './outbox.ts';
import { createPages, type PageActions } from './pages.ts';
import { createPanel, type PanelActions } from './panel.ts';
import { createPortalActions, type PortalActions } from './portal.ts';
import { createPresence } from './presence.ts';
import { createPropertyActs, type PropertyActs } from './properties.ts';
import { createQueryEditor, type QueryEditorActions } from './query-editor.ts';
import { createReading } from './reading.ts';
import { createRelating, type Relating } from './relating.ts';
import { createSelection, type SelectionActions } from './selection.ts';
import { createSightActions, type SightActions } from './sight.ts';
import { createSlackDelay } from './slack-delay.ts';
import { createThreadActions, type ThreadActions } from './threads.ts';
import { createTriage, type Triage } from './triage.ts';
import { createViews, type ViewActions } from './views.ts';
import { createWeighing } from './weighing.ts';

export interface InboxStart {
  client: PosternClient;
  url: string;
  /** The desk's name in the header. */
  desk: string;
  /** Its colour, where this person has other desks. */
  stripe?: InboxState['stripe'];
  query?: string | undefined;
  isReadOnly: boolean;
  size: InboxState['size'];
  /** So long a reply can be taken back; 0, which is also meant where nothing is said, sends it at once. */
  holdSeconds?: number;
  /** Where paths of files begin that are attached; this machine's own folders unless said. */
  machine?: { home: string; folder: string };
  /** Where drafts are kept. */
  stateFolder: string;
  newId: () => string;
  now: () => number;
  wordsFor: (failure: Failure) => string;
  /** Hears what others did that this person would want to know of. */
  tell?: (news: News) => void;
  /** What is shown already, from the cache. */
  state?: InboxState;
}

export interface Inbox {
  readonly hub: Hub;
  readonly list: ListActions;
  readonly selection: SelectionActions;
  readonly threads: ThreadActions;
  readonly composing: Composing;
  readonly attaching: Attaching;
  readonly triage: Triage;
  readonly properties: PropertyActs;
  readonly merging: Merging;
  readonly relating: Relating;
  readonly acts: LocalActs;
  readonly sight: SightActions;
  readonly pages: PageActions;
  readonly panel: PanelActions;
  readonly portal: PortalActions;
  readonly views: ViewActions;
  readonly held: HeldActions;
  readonly offline: OfflineActions;
  readonly outbox: OutboxActions;
  readonly queryEditor: QueryEditorActions;
  /** Asks who is signed in and opens the stream; what is shown follows. */
  start(): void;
  /** Asks for everything that is shown again, and for the stream when it is broken. */
  refresh(): void;
  resize(size: InboxState['size']): void;
  /** Changes that wait to be asked about, requests under way, and waits that end by themselves. */
  readonly isBusy: boolean;
  /** Saves what is being written and ends every request and timer. */
  stop(): void;
}

/** Changes are gathered this long before the desk is asked about them, so that a burst costs one question. */
const gatherMs = 20;
/** At most this many tickets are asked about one by one; beyond it the list is loaded anew. */
const mostChanged = 50;

export function createInbox(start: InboxStart): Inbox {
  const hub = createHub({
    client: start.client,
    state: start.state ?? firstState({ ...start, now: start.now() }),
    newId: start.newId,
    now: start.now,
    wordsFor: start.wordsFor,
  });
  const draftsOf = (email: string) => draftFiles(start.stateFolder, { url: start.url, email });
  let files: DraftFiles | null = start.state?.me ? draftsOf(start.state.me.email) : null;
  const reading = createReading(hub);
  const list = createListActions(hub, reading);
  const threads = createThreadActions(hub, reading, (ticket) => {
    list.putRow(ticket);
    composing.ticketChanged(ticket);
  });
  const rowChanged = (row: TicketRow) => {
    list.putRow(row);
    const known = hub.get().tickets.get(row.id);
    if (known) void threads.refresh(row.id);
    void list.refreshCounts();
  };
  const weighing = createWeighing(hub);
  const acts = createLocalActs(hub, weighing, { changed: rowChanged });
  const actsOf = (email: string) => actFiles(start.stateFolder, { url: start.url, email });
  const offline = createOffline(hub, () => (hub.get().me ? actsOf(hub.get().me?.email as string) : null), {
    sent(act, isHeld) {
      if (isHeld) void held.load();
      if (act.ticketId) void threads.refresh(act.ticketId).then((row) => row && rowChanged(row));
    },
  });
  const composing = createComposing(hub, threads, () => files, {
    holdSeconds: start.holdSeconds ?? 0,
    offline,
    held: () => void held.load(),
    left: acts.pass,
  });
  const attaching = createAttaching(hub, composing, start.machine);
  const held = createHeld(hub, threads, { composing, acts });
  const slackDelay = createSlackDelay(hub);
  const outbox = createOutbox(hub, { held, offline, composing, threads });
  const selection = createSelection(hub, list);
  const bringing = createBringing(hub, {
    changed: rowChanged,
    ...{ acts, offline },
    refresh: threads.refresh,
    done: selection.clear,
  });
  const triage = createTriage(hub, bringing, { weighing, held });
  const properties = createPropertyActs(hub, bringing);

  const merging = createMerging(hub, { changed: rowChanged, acts });
  const relating = createRelating(hub, bringing, weighing, { changed: rowChanged, load: threads.load, acts });
  const sight = createSightActions(hub);
  const pages = createPages(hub);
  const panel = createPanel(hub);
  const presence = createPresence(hub);
  const portal = createPortalActions(hub);
  const views = createViews(hub, list);
  const queryEditor = createQueryEditor(hub, list);

  let changed = new Set<number>();
  let changedIds = new Set<string>();
  let filed = new Set<number>();
  let untold: Change[] = [];
  /** Tickets that somebody else changed, with the time up to which they were known. */
  let knownUntil = new Map<string, number>();
  let gathering: NodeJS.Timeout | undefined;
  let isAsking = false;

  const askAboutChanges = async () => {
    gathering = undefined;
    if (isAsking) return;
    isAsking = true;
    while (changed.size > 0) {
      const numbers = [...changed];
      const ids = changedIds;
      const fresh = filed;
      changed = new Set();
      changedIds = new Set();
      filed = new Set();
      const changes = untold;
      untold = [];
      for (const [id, since] of knownUntil) threads.keepPlaceOfNew(id, since);
      knownUntil = new Map();
      const { openId, previewId, composer } = hub.get();
      const shown = new Set([openId, previewId, composer?.ticketId]);
      await Promise.all([
        numbers.length > mostChanged
          ? list.reload()
          : list.refresh(numbers, fresh).then((rows) => tell(changes, rows)),
        ...[...ids].filter((id) => shown.has(id)).map((id) => threads.refresh(id)),
        ...[...ids].map((id) => sight.refresh(id)),
        ...[...ids].map((id) => pages.refresh(id)),
      ]);
    }
    isAsking = false;
    // Told in any case: that nothing is left to ask about is news to whoever waits for quiet.
    hub.set({});
  };

  const tell = (changes: readonly Change[], rows: readonly TicketRow[]) => {
    for (const change of changes) {
      const row = rows.find(({ id }) => id === change.ticket?.id);
      const news = row && newsOf(change, row, hub.get().me);
      if (news) start.tell?.(news);
    }
  };

  const onChange = (change: Change) => {
    const { action, ticket, by } = change;
    if (action === 'presence') return presence.hear(change);
    if (action === 'delivery') return mailMoved(ticket?.id);
    if (/^(?:sharedV|v)iew\./.test(action)) void views.load();
    held.onChange(action, ticket?.id);
    if (!ticket) return;
    untold.push(change);
    const { me, openId } = hub.get();
    if (by === null || by !== me?.email) {
      if (ticket.id !== openId)
        knownUntil.set(ticket.id, knownUntil.get(ticket.id) ?? threads.knownUntil(ticket.id));
    }
    if (action === 'ticket.filed') filed.add(ticket.number);
    changed.add(ticket.number);
    changedIds.add(ticket.id);
    gathering ??= setTimeout(() => void askAboutChanges(), gatherMs);
  };

  const mailMoved = (ticketId: string | undefined) => {
    const { openId, previewId } = hub.get();
    if (ticketId && (ticketId === openId || ticketId === previewId)) void threads.refresh(ticketId);
    void outbox.refresh();
  };

  const onReady = () => {
    const { openId, previewId, sight: seen } = hub.get();
    reading.tellAll();
    void list.reload();
    void views.load();
    if (hub.get().me) void held.load();
    void outbox.refresh();
    void slackDelay.refresh();
    if (seen) void sight.refresh(seen.ticketId);
    if (hub.get().portal) void portal.refresh();
    for (const id of new Set([openId, previewId])) if (id) void threads.refresh(id);
  };

  /** What could not be asked while the desk was away. */
  const onLive = () => {
    void offline.flush();
    const { me, list: shown, openId, previewId, tickets } = hub.get();
    if (!me) void whoAmI();
    if (!shown.isLoaded && !shown.isLoading) void list.reload();
    for (const id of new Set([openId, previewId])) if (id && !tickets.has(id)) void threads.load(id);
  };

  const live: Live = createLive(hub, { ready: onReady, live: onLive, change: onChange });

  const whoAmI = async () => {
    const answer = await hub.ask((options) => hub.client.auth.me.query(undefined, options));
    if (!answer.ok) return;
    const { name, email } = answer.value;
    if (hub.get().me?.email !== email) files = draftsOf(email);
    hub.set({ me: { name, email } });
    composing.findDrafts();
    void held.load();
    void offline.flush();
  };

  const followHits = followSearch(hub);
  // The preview follows wherever the cursor comes from: keys, a new list, an arrival.
  let lastCursor: string | null = null;
  hub.subscribe(() => {
    const state = hub.get();
    const settledList = settled(state, state.list);
    if (settledList !== state.list) hub.set({ list: settledList });
    panel.follow();
    presence.follow();
    slackDelay.follow();
    followHits();
    const cursorId = rowAtCursor(state)?.id ?? null;
    if (cursorId === lastCursor) return;
    // Whoever moves on from a ticket whose thread was beside the list has seen it.
    if (lastCursor && lastCursor === state.previewId && state.tickets.has(lastCursor))
      threads.markSeen(lastCursor);
    lastCursor = cursorId;
    threads.followCursor();
  });

  const clock = keepTime(hub);

  return {
    hub,
    list,
    selection,
    threads,
    composing,
    attaching,
    triage,
    properties,
    merging,
    relating,
    acts,
    sight,
    pages,
    panel,
    portal,
    views,
    ...{ held, offline, outbox },
    queryEditor,
    start() {
      offline.load();
      // The first screen does not wait for the stream; once that runs, the list is asked for again.
      void whoAmI();
      void list.reload();
      void views.load();
      live.start();
    },
    refresh() {
      live.tryNow();
      hub.set({ now: start.now() });
      onReady();
    },
    resize(size) {
      hub.set({ size });
    },
    get isBusy() {
      const isConnecting = hub.get().connection.kind === 'connecting';
      const isSending = hub.get().composer?.isSending ?? false;
      return (
        hub.underWay > 0 ||
        isSending ||
        queryEditor.isResting ||
        isAsking ||
        gathering !== undefined ||
        threads.isResting ||
        isConnecting
      );
    },
    stop() {
      composing.stop();
      presence.stop();
      queryEditor.stop();
      held.stop();
      reading.stop();
      offline.stop();
      clearTimeout(gathering);
      clock.stop();
      live.stop();
      hub.stop();
    },
  };
}
