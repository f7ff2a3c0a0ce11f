/** What a cache file may hold: checked piece by piece, and every text made safe to print once more. */
import { displayText } from '@postern/core/words';
import type {
  Audience,
  Entry,
  EntryDelivery,
  EntryFile,
  InboxState,
  Link,
  Person,
  Recipient,
  Ticket,
  TicketRow,
  View,
} from './model.ts';

/** The last view as it was shown. */
export interface CachedView {
  /** When it was kept. */
  at: number;
  me: Person;
  views: readonly View[];
  view: number | null;
  query: string;
  counts: readonly (number | null)[];
  found: number | null;
  rows: readonly TicketRow[];
  nextCursor: string | null;
}

/** The most rows of a view that are kept. */
export const mostCachedRows = 2_000;

/** The view in a file's content; null when any part of it is not what this program writes. */
export function readCachedView(content: unknown): CachedView | null {
  return orNull(() => {
    const file = record(content);
    if (file.format !== 1) throw new Error('Another format.');
    return {
      at: number(file.at),
      me: person(file.me),
      views: list(namedView, 1_000)(file.views),
      view: nullOr(number)(file.view),
      query: line(file.query),
      counts: list(nullOr(number), 1_000)(file.counts),
      found: nullOr(number)(file.found),
      rows: list(row, mostCachedRows)(file.rows),
      nextCursor: nullOr(text)(file.nextCursor),
    };
  });
}

/**
 * The thread in a file's content, or null. Its version is 0: older than every answer of the desk, and refused by the
 * desk where somebody acts on it before it has answered.
 */
export function readCachedThread(content: unknown): Ticket | null {
  return orNull(() => {
    const file = record(content);
    if (file.format !== 1) throw new Error('Another format.');
    const ticket = record(file.ticket);
    return {
      ...row(ticket),
      version: 0,
      timeline: list(entry, 10_000)(ticket.timeline),
      audience: audience(ticket.audience),
      drafters: [],
      links: list(link, 1_000)(ticket.links ?? []),
    };
  });
}

/** The state with what the cache has of it, as if the desk had said it; the header says that it did not. */
export function withCachedView(state: InboxState, view: CachedView): InboxState {
  const [first] = view.rows;
  return {
    ...state,
    cachedAt: view.at,
    me: view.me,
    views: view.views,
    view: view.view,
    query: view.query,
    counts: view.counts,
    found: view.found,
    unread: new Set(view.rows.flatMap(({ id, reading }) => (reading?.isUnread ? [id] : []))),
    seenThrough: new Map(
      view.rows.flatMap(({ id, reading }) =>
        typeof reading?.through === 'number' ? [[id, reading.through]] : [],
      ),
    ),
    list: {
      ...state.list,
      rows: view.rows,
      nextCursor: view.nextCursor,
      isLoading: false,
      isLoaded: true,
      cursorId: first?.id ?? null,
    },
    previewId: first?.id ?? null,
  };
}

type Reader<Value> = (value: unknown) => Value;

function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('No object.');
  return value as Record<string, unknown>;
}

function number(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error('No number.');
  return value;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error('No text.');
  return value;
}

function line(value: unknown): string {
  return displayText(text(value));
}

function nullOr<Value>(read: Reader<Value>): Reader<Value | null> {
  return (value) => (value === null ? null : read(value));
}

function list<Value>(read: Reader<Value>, most: number): Reader<Value[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > most) throw new Error('No list.');
    return value.map(read);
  };
}

function oneOf<const Word extends string>(...words: Word[]): Reader<Word> {
  return (value) => {
    if (!words.includes(value as Word)) throw new Error('An unknown word.');
    return value as Word;
  };
}

function person(value: unknown): Person {
  const { name, email } = record(value);
  return { name: line(name), email: line(email) };
}

const status = oneOf('open', 'closed');
const priority = oneOf('low', 'normal', 'high', 'urgent');
const entryKind = oneOf('message', 'note', 'event', 'held');
const authorKind = oneOf('agent', 'contact', 'desk');
const direction = oneOf('in', 'out');

function row(value: unknown): TicketRow {
  const head = record(value);
  return {
    id: text(head.id),
    number: number(head.number),
    subject: line(head.subject),
    status: status(head.status),
    stage: line(head.stage),
    priority: priority(head.priority),
    pipeline: line(head.pipeline),
    requester: nullOr(person)(head.requester),
    organization: nullOr(line)(head.organization),
    assignee: nullOr(person)(head.assignee),
    tags: list(line, 1_000)(head.tags),
    // Known once the desk has answered: what is set by them must not be read from yesterday.
    properties: null,
    snoozed: nullOr((value) => ({ until: nullOr(number)(record(value).until) }))(head.snoozed),
    mergedInto: nullOr(number)(head.mergedInto),
    team: nullOr(line)(head.team ?? null),
    isDeleted: head.isDeleted === true,
    followers: null,
    contacts: null,
    linked: null,
    reading: nullOr(readingOf)(head.reading ?? null),
    createdAt: number(head.createdAt),
    lastActivityAt: number(head.lastActivityAt),
    version: number(head.version),
  };
}

function readingOf(value: unknown): NonNullable<TicketRow['reading']> {
  const { isUnread, through } = record(value);
  return { isUnread: isUnread === true, through: nullOr(number)(through) };
}

function entry(value: unknown): Entry {
  const {
    kind,
    id,
    at,
    author,
    direction: way,
    source,
    text: words,
    files,
    ticket,
    delivery,
  } = record(value);
  const { kind: who, name } = record(author);
  return {
    kind: entryKind(kind),
    id: text(id),
    at: number(at),
    author: { kind: authorKind(who), name: line(name) },
    direction: nullOr(direction)(way),
    source: line(source),
    text: displayText(text(words), { multiline: kind !== 'event' }),
    files: list(file, 1_000)(files),
    ticket: nullOr(number)(ticket),
    delivery: list(mail, 1_000)(delivery ?? []),
  };
}

const mailState = oneOf(
  ...(['waiting', 'sending', 'unclear', 'sent', 'skipped', 'parked', 'failed', 'cancelled'] as const),
);

function mail(value: unknown): EntryDelivery {
  const { to, state, at, reason } = record(value);
  return { to: line(to), state: mailState(state), at: number(at), reason: nullOr(line)(reason) };
}

function namedView(value: unknown): View {
  const { id, name, query, isShared, problem } = record(value);
  return {
    ...{ id: text(id), name: line(name), query: line(query), isShared: isShared === true },
    problem: nullOr(line)(problem),
  };
}

function file(value: unknown): EntryFile {
  const { id, number: place, name, size, isImage } = record(value);
  const facts = { id: text(id), number: number(place), name: line(name), size: line(size) };
  return { ...facts, isImage: isImage === true };
}

function link(value: unknown): Link {
  const { number: other, subject, isClosed, what } = record(value);
  return { number: number(other), subject: line(subject), isClosed: isClosed === true, what: line(what) };
}

function audience(value: unknown): Audience {
  const { to, hash } = record(value);
  return { to: list(recipient, 1_000)(to), hash: text(hash) };
}

function recipient(value: unknown): Recipient {
  const { sees } = record(value);
  return { ...person(value), sees: sees === true };
}
