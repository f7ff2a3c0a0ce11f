/** Everything the inbox knows, as one value: what the desk said, where the person is, and what they are writing. */
import type { LinkedAs, QueryNames, ReplyActions } from '@postern/core/client';
import type { EditorState } from '../editor/editor.ts';
import type { OutgoingFile } from '../files/outgoing.ts';
import { expectedRow, type OfflineAct } from '../offline/offline-act.ts';
import type { SearchHits } from '../text/search-hits.ts';
import type { StripeColor } from '../text/stripes.ts';
import type { Entry } from './entry.ts';
import type { FailedItem, OutboxScreen } from './outbox-rows.ts';
import type { Page } from './pages.ts';
import type { Panel } from './panel.ts';
import type { Picker } from './picker-model.ts';
import type { PortalScreen } from './portal-model.ts';
import type { Writer } from './presence.ts';
import type { Question } from './question.ts';
import type { Selection } from './selection.ts';
import type { Sight } from './sight.ts';
import type { SlackDelay } from './slack-delay.ts';
import { startingViews } from './starting-views.ts';

export type { Entry, EntryDelivery, EntryFile } from './entry.ts';
export type { Choice, Picker, PickerPurpose, PropertyPurpose, TicketPurpose } from './picker-model.ts';

export interface Person {
  name: string;
  /** As the desk knows it: data for requests, shown through `displayText` only. */
  email: string;
}

/** A ticket's row. Every text is safe to print. */
export interface TicketRow {
  id: string;
  number: number;
  subject: string;
  status: 'open' | 'closed';
  stage: string;
  priority: 'low' | 'normal' | 'high' | 'urgent';
  pipeline: string;
  requester: Person | null;
  organization: string | null;
  assignee: Person | null;
  tags: readonly string[];
  /** The desk's own fields that have a value; null where that is not known, as in lists. */
  properties: readonly TicketProperty[] | null;
  /** While it sleeps; `until` is null until the customer writes. */
  snoozed: { until: number | null } | null;
  /** The number of the ticket that is left of it, where it is merged. */
  mergedInto: number | null;
  /** The name of the team whose it is. */
  team: string | null;
  /** Whether it lies in the bin, as far as the desk has said so. */
  isDeleted: boolean;
  /** Addresses of the agents who hear of it beside its assignee; null where that is not known, as in lists. */
  followers: readonly string[] | null;
  /** Addresses of its people, and what other tickets are to it; null where that is not known, as in lists. */
  contacts: readonly string[] | null;
  linked: readonly { number: number; as: LinkedAs }[] | null;
  /** What the reader has not read of it; null where the desk did not say. */
  reading: { isUnread: boolean; through: number | null } | null;
  createdAt: number;
  lastActivityAt: number;
  version: number;
}

/** A value of one of the desk's own fields: `key` is data for requests, `label` is safe to print. */
export interface TicketProperty {
  key: string;
  label: string;
  /** Data: as one text, options with a separator between them; shown through `displayText` only. */
  value: string;
}

/** Another ticket that belongs to one. */
export interface Link {
  number: number;
  subject: string;
  isClosed: boolean;
  /** What it is to the one that is looked at, in words. */
  what: string;
}

export interface Recipient extends Person {
  /** Whether the portal shows the ticket to this person; who does not see it is mailed nothing. */
  sees: boolean;
}

export interface Audience {
  to: readonly Recipient[];
  hash: string;
}

/** A ticket with its thread. */
export interface Ticket extends TicketRow {
  timeline: readonly Entry[];
  audience: Audience;
  /** Colleagues with a draft here. */
  drafters: readonly string[];
  links: readonly Link[];
}

export type Connection =
  | { kind: 'connecting' }
  | { kind: 'live' }
  /** `retryAt` is a moment in ms; null while a try is under way. */
  | { kind: 'reconnecting'; tries: number; retryAt: number | null }
  /** The session has ended: no retry helps. */
  | { kind: 'signedOut' };

/** The first line of a thread on the screen: a line of an entry, or the end, which then stays in sight. */
export type Scroll = 'end' | { entryId: string; line: number };

export interface List {
  rows: readonly TicketRow[];
  nextCursor: string | null;
  isLoading: boolean;
  /** False until the first answer: then the list is a skeleton. */
  isLoaded: boolean;
  cursorId: string | null;
  /** Index of the first row on the screen. */
  top: number;
  /** Tickets that belong here and are not shown yet, the newest first. */
  arrivals: readonly TicketRow[];
}

export type WritingKind = 'reply' | 'note';

/** What is being written. Pinned to its ticket; the list may move as it likes. */
export interface Composer {
  kind: WritingKind;
  ticketId: string;
  number: number;
  subject: string;
  /** Whom the words in the frame name. */
  customer: string;
  editor: EditorState;
  /** First row of the text on the screen. */
  top: number;
  /** Made with the composer and kept until it is sent: whatever is repeated, it is sent once. */
  requestId: string;
  /** The audience that the frame shows; null while the desk has not said it yet. */
  audience: Audience | null;
  /** The customers' messages that were there when writing began. */
  knownMessages: number | null;
  /** How many have arrived since, and from whom the last one is. */
  arrived: { count: number; from: string };
  /** For how many of them sending has asked. */
  askedFor: number;
  /** The text for whose leaks sending has asked. */
  leaksAskedFor: string | null;
  /** Whether sending has asked about a colleague who is replying too. */
  hasAskedForWriter: boolean;
  isSending: boolean;
  /** What goes along, as it was when it was chosen. */
  files: readonly OutgoingFile[];
  /** What the reply does to its ticket when it leaves; null for nothing. */
  acts: ReplyActions | null;
  /** The file that is on its way to the desk: `fix.txt (1 of 2)`. */
  uploading: string | null;
  /** The version of the draft at the desk that this text goes on from; null where none is known. */
  seen: number | null;
  /** Another draft of the same, written elsewhere; its version at the desk, null for the text of this machine. */
  other: { text: string; requestId: string; version: number | null; acts?: ReplyActions | null } | null;
  /** When the draft was last written to the disk. */
  savedAt: number | null;
}

/** A reply of one's own that waits before it leaves. Every text is safe to print. */
export interface HeldReply {
  id: string;
  ticketId: string;
  number: number;
  /** Who will read it: `Maria López (+1 cc)`. */
  to: string;
  text: string;
  /** Names of its files, safe to print. */
  files: readonly string[];
  requestId: string;
  state: 'held' | 'stopped';
  /** Why it was stopped. */
  reason: string;
  /** By this machine's clock. */
  leavesAt: number;
  /** What it does to its ticket when it leaves. */
  acts: ReplyActions | null;
}

/** A query with a name. */
export interface View {
  id: string;
  /** Safe to print. */
  name: string;
  /** Data for requests; shown through `displayText` only. */
  query: string;
  isShared: boolean;
  /** Why it finds nothing any more; null while it works. */
  problem: string | null;
}

/** Where help can be asked for. */
export type HelpContext =
  | 'list'
  | 'thread'
  | 'page'
  | 'sight'
  | 'outbox'
  | 'portal'
  | 'composer-reply'
  | 'composer-note';

export interface Status {
  tone: 'plain' | 'good' | 'warning' | 'bad';
  text: string;
}

export interface InboxState {
  size: { columns: number; rows: number };
  /** The desk's name in the header. */
  desk: string;
  /** Its colour, where this person has other desks; it goes with the name. */
  stripe: StripeColor | null;
  me: Person | null;
  isReadOnly: boolean;
  /** Which hints of the first minutes are still to be shown, by their place. */
  hintsLeft: readonly number[];
  /** The present minute, for ages and the clock. */
  now: number;
  connection: Connection;
  /** When what is shown was kept on this machine; null once the desk has answered. */
  cachedAt: number | null;
  /** In their order; the first nine have a number. */
  views: readonly View[];
  /** The place of the view that is shown, null for a query of one's own. */
  view: number | null;
  query: string;
  counts: readonly (number | null)[];
  /** How many tickets the query finds. */
  found: number | null;
  list: List;
  selection: Selection;
  focus: 'list' | 'preview';
  /** The ticket whose thread fills the screen. */
  openId: string | null;
  /** The ticket beside or below the list; follows the cursor after a short rest. */
  previewId: string | null;
  scrolls: ReadonlyMap<string, Scroll>;
  /** Tickets whose quotes, long texts and runs of changes are shown whole. */
  unfolded: ReadonlySet<string>;
  /** Entries that are folded where their thread is not, or the other way round. */
  apart: ReadonlySet<string>;
  tickets: ReadonlyMap<string, Ticket>;
  unread: ReadonlySet<string>;
  /** By ticket, the moment of the last entry that was on the screen. */
  seenThrough: ReadonlyMap<string, number>;
  /** By ticket, the entry above which "new" stands. */
  newFrom: ReadonlyMap<string, string>;
  drafts: ReadonlyMap<string, readonly WritingKind[]>;
  /** By ticket, the colleagues who are writing there. */
  writers: ReadonlyMap<string, readonly Writer[]>;
  composer: Composer | null;
  /** Replies that wait, the next to leave first; and the present second while one does. */
  held: readonly HeldReply[];
  heldNow: number;
  /** What was done while the desk could not be reached, in order. */
  offline: readonly OfflineAct[];
  /** What the desk could not send, as far as it is this person's to know; null until the desk has answered. */
  failed: readonly FailedItem[] | null;
  /** What is delayed on its way into Slack. */
  slack: SlackDelay;
  /** The outbox, while it fills the screen. */
  outbox: OutboxScreen | null;
  queryEditor: {
    editor: EditorState;
    problem: string | null;
    /** Where in the text, in characters from 0, where the parser knows it. */
    problemAt: number | null;
    /** How many tickets it finds; null while that is not known. */
    found: number | null;
  } | null;
  /** What of the query is looked for in texts; null where that is nothing. */
  hits: SearchHits | null;
  /** The names that a query can hold, by field. */
  queryNames: QueryNames;
  picker: Picker | null;
  /** What the customer sees of one ticket, while that fills the screen. */
  sight: Sight | null;
  /** Who asked, beside the ticket, where the window has room. */
  panel: Panel | null;
  /** Set while the part between the sides is drawn: then `size` is that part's. */
  main: { hasRail: boolean } | null;
  /** A page about a ticket, while it fills the screen. */
  page: Page | null;
  /** The portal's settings, while they fill the screen. */
  portal: PortalScreen | null;
  question: Question | null;
  help: { top: number; context: HelpContext; editor: EditorState } | null;
  status: Status | null;
  /** The keys of a chord that has begun, and what it may become. */
  chord: { keys: string; next: readonly { key: string; title: string }[] } | null;
}

/** Those that a digit shows. */
export function numbered<T>(views: readonly T[]): readonly T[] {
  return views.slice(0, 9);
}

/** The state before anything is known. */
export function firstState(start: {
  desk: string;
  stripe?: StripeColor | null;
  query?: string | undefined;
  isReadOnly: boolean;
  hintsLeft?: readonly number[];
  size: InboxState['size'];
  now: number;
}): InboxState {
  const query = start.query?.trim() || 'is:open assignee:me -is:snoozed';
  const view = startingViews.findIndex((each) => each.query === query);
  return {
    size: start.size,
    desk: start.desk,
    stripe: start.stripe ?? null,
    me: null,
    isReadOnly: start.isReadOnly,
    hintsLeft: start.hintsLeft ?? [],
    now: start.now,
    connection: { kind: 'connecting' },
    cachedAt: null,
    views: startingViews,
    view: view < 0 ? null : view,
    query,
    counts: startingViews.map(() => null),
    found: null,
    list: emptyList,
    selection: { ids: new Set(), rangeFrom: null },
    focus: 'list',
    openId: null,
    previewId: null,
    scrolls: new Map(),
    ...{ unfolded: new Set(), apart: new Set() },
    tickets: new Map(),
    unread: new Set(),
    seenThrough: new Map(),
    newFrom: new Map(),
    drafts: new Map(),
    writers: new Map(),
    composer: null,
    held: [],
    heldNow: start.now,
    offline: [],
    failed: null,
    slack: null,
    outbox: null,
    queryEditor: null,
    hits: null,
    queryNames: new Map(),
    picker: null,
    sight: null,
    panel: null,
    main: null,
    page: null,
    portal: null,
    question: null,
    help: null,
    status: null,
    chord: null,
  };
}

/** A list before its first answer. */
export const emptyList: List = {
  rows: [],
  nextCursor: null,
  isLoading: true,
  isLoaded: false,
  cursorId: null,
  top: 0,
  arrivals: [],
};

/** The ticket under the cursor. */
export function rowAtCursor({ list }: InboxState): TicketRow | undefined {
  return list.rows.find((row) => row.id === list.cursorId);
}

/** The ticket that commands are about: the open thread, else the one under the cursor; as it will stand. */
export function ticketAtHand(state: InboxState): TicketRow | undefined {
  const { openId, tickets, list } = state;
  const row =
    openId === null ? rowAtCursor(state) : (tickets.get(openId) ?? list.rows.find(({ id }) => id === openId));
  return row && expectedRow(row, state.offline);
}

/** How a customer is named on the screen. */
export function customerName(row: Pick<TicketRow, 'requester'>): string {
  return row.requester?.name ?? 'the customer';
}
