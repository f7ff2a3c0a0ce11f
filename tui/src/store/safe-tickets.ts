/** What the desk answers, made safe to print once, on arrival: nothing after this file sees a foreign escape. */
import type { PropertyView, TicketHead, TicketView, TimelineEntry } from '@postern/core/client';
import { displayText, linkWords, sizeWords } from '@postern/core/words';
import type { Audience, Entry, Person, Recipient, Ticket, TicketProperty, TicketRow } from './model.ts';
import { actsWords } from './reply-acts.ts';
import { optionSeparator } from './standings.ts';

const line = (text: string) => displayText(text);

function safePerson(person: Person): Person {
  return { name: line(person.name).trim() || line(person.email), email: person.email };
}

/** A row of the list. */
export function safeRow(
  head:
    | TicketHead
    | (TicketHead & { properties: PropertyView[] })
    | (TicketHead & { isUnread: boolean; readThrough: string | null })
    | (TicketHead & { purgedAt: string })
    | (TicketHead & { audience: Audience })
    | TicketView,
): TicketRow {
  return {
    id: head.id,
    number: head.number,
    subject: line(head.subject),
    status: head.status,
    stage: line(head.stage),
    priority: head.priority,
    pipeline: line(head.pipeline),
    requester: head.requester && safePerson(head.requester),
    organization: head.organization && line(head.organization),
    assignee: head.assignee && safePerson(head.assignee),
    tags: head.tags.map(line),
    properties: 'properties' in head ? head.properties.map(safeProperty) : null,
    snoozed: head.snoozed && { until: head.snoozed.until === null ? null : Date.parse(head.snoozed.until) },
    // Lists hold no merged tickets, so their rows say nothing of it.
    mergedInto: 'mergedInto' in head ? head.mergedInto : null,
    team: head.team && line(head.team),
    isDeleted: 'purgedAt' in head || ('deletedAt' in head && head.deletedAt !== null),
    followers: 'followers' in head ? head.followers.map(({ email }) => email) : null,
    contacts: 'audience' in head ? head.audience.to.map(({ email }) => email) : null,
    reading:
      'isUnread' in head
        ? {
            isUnread: head.isUnread,
            through: head.readThrough === null ? null : Date.parse(head.readThrough),
          }
        : null,
    linked: 'links' in head ? head.links.map(({ number, as }) => ({ number, as })) : null,
    createdAt: Date.parse(head.createdAt),
    lastActivityAt: Date.parse(head.lastActivityAt),
    version: head.version,
  };
}

function safeProperty({ key, label, value }: PropertyView): TicketProperty {
  const texts = Array.isArray(value)
    ? value
    : [typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)];
  return { key, label: line(label), value: texts.join(optionSeparator) };
}

/** A ticket with its thread; entries that say the same as before are the same objects as before. */
export function safeTicket(view: TicketView, before: Ticket | undefined): Ticket {
  const known = new Map(before?.timeline.map((entry) => [entry.id, entry]));
  let files = 0;
  const timeline = [...view.timeline, ...view.held.map(heldEntry)].map((entry) => {
    const kept = known.get(entry.id);
    if (kept && isAsBefore(kept, entry, files + 1)) {
      if (kept.kind !== 'held') files += kept.files.length;
      return kept;
    }
    const fresh = safeEntry(entry, files + 1);
    raws.set(fresh, entry);
    // A file of a reply that waits opens for nobody yet, so it takes no number.
    if (fresh.kind !== 'held') files += fresh.files.length;
    if (!kept || !saysTheSame(kept, fresh)) return fresh;
    raws.set(kept, entry);
    return kept;
  });
  const isSame =
    before?.timeline.length === timeline.length &&
    before.timeline.every((entry, index) => entry === timeline[index]);
  return {
    ...safeRow(view),
    timeline: isSame ? before.timeline : timeline,
    audience: safeAudience(view.audience),
    drafters: [...new Set(view.drafts.map(({ agent }) => line(agent.name)))],
    links: view.links.map(({ number, subject, status, as }) => ({
      number,
      subject: line(subject),
      isClosed: status === 'closed',
      what: linkWords(as),
    })),
  };
}

/** Who would read a reply. The hash is data and stays as it is. */
export function safeAudience(audience: Audience): Audience {
  return { to: safeRecipients(audience.to), hash: audience.hash };
}

/** The people themselves, and whether the portal shows them the ticket. */
export function safeRecipients(people: readonly Recipient[]): Recipient[] {
  return people.map((person) => ({ ...safePerson(person), sees: person.sees }));
}

/** Agents to choose from. */
export function safePeople(people: readonly Person[]): Person[] {
  return people.map(safePerson);
}

/** What the desk said of an entry, as it was: a thread is asked for with every change, and nearly all of it stays. */
const raws = new WeakMap<Entry, TimelineEntry>();

function isAsBefore(kept: Entry, entry: TimelineEntry, firstFile: number): boolean {
  const raw = raws.get(kept);
  return (
    raw !== undefined &&
    (raw === entry || saidAsBefore(raw, entry)) &&
    (kept.files.length === 0 || kept.files[0]?.number === firstFile)
  );
}

function saidAsBefore(raw: TimelineEntry, entry: TimelineEntry): boolean {
  return (
    raw.text === entry.text &&
    raw.author.name === entry.author.name &&
    raw.source === entry.source &&
    raw.ticket === entry.ticket &&
    raw.attachments.length === entry.attachments.length &&
    raw.attachments.every((file, index) => {
      const now = entry.attachments[index];
      // A file loses its name when the person is erased who sent it.
      return file.id === now?.id && file.fileName === now.fileName;
    }) &&
    isEqual(raw.delivery, entry.delivery)
  );
}

function saysTheSame(one: Entry, other: Entry): boolean {
  return (
    one.text === other.text &&
    one.author.name === other.author.name &&
    one.source === other.source &&
    one.ticket === other.ticket &&
    one.files.length === other.files.length &&
    one.files.every((file, index) => {
      const now = other.files[index];
      return file.id === now?.id && file.name === now.name && file.number === now.number;
    }) &&
    isEqual(one.delivery, other.delivery)
  );
}

/** Of a few plain values: mails are told in one order, field by field. */
function isEqual(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** A reply that waits stands at the end of the thread, as what it is. */
function heldEntry({
  id,
  heldAt,
  agent,
  text,
  state,
  reason,
  attachments,
  actions,
}: TicketView['held'][number]): TimelineEntry {
  const also = actions ? `, will also: ${actsWords(actions)}` : '';
  const source = `${state === 'stopped' ? `stopped: ${reason}` : 'not sent yet'}${also}`;
  const author = { kind: 'agent' as const, name: agent.name };
  return { kind: 'message', id, at: heldAt, author, source, text, attachments };
}

function safeEntry(entry: TimelineEntry, firstFile: number): Entry {
  return {
    kind: entry.id.startsWith('hld_') ? 'held' : entry.kind,
    id: entry.id,
    at: Date.parse(entry.at),
    author: { kind: entry.author.kind, name: line(entry.author.name) },
    direction: entry.direction ?? null,
    source: line(entry.source ?? ''),
    ticket: entry.ticket ?? null,
    text: displayText(entry.text, { multiline: entry.kind !== 'event' }),
    files: entry.attachments.map(({ id, fileName, bytes, mediaType }, at) => ({
      id,
      number: firstFile + at,
      name: line(fileName),
      size: sizeWords(bytes),
      isImage: mediaType.startsWith('image/'),
    })),
    delivery: (entry.delivery ?? []).map(({ to, state, at, reason }) => ({
      ...{ to: safePerson(to).name, state, at: Date.parse(at) },
      reason: reason === null ? null : line(reason),
    })),
  };
}
