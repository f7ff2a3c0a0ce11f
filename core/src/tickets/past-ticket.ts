/** What a ticket was at a moment, worked out from its events: forwards from its filing, or backwards from what it is. */
import type { LinkedAs } from '../link-kinds.ts';
import type { Catalogue } from '../query/catalogue.ts';
import type { StageRole } from './stages.ts';

export interface PastEvent {
  at: Date;
  actor: string;
  action: string;
  change: Record<string, unknown>;
}

/** What the ticket is today, from where some of it is followed back. */
export interface Today {
  stageId: string;
  pipelineId: string;
  assigneeId: string | null;
  requesterId: string | null;
  priority: string;
  /** The name of its team. */
  team: string | null;
  /** The desk's agents: by their addresses, their ids. */
  agents: ReadonlyMap<string, string>;
  tags: readonly string[];
  /** Contacts who wrote to it, each with the moment of the first message. */
  writers: readonly { contactId: string; at: Date }[];
}

export interface PastTicket {
  stageId: string | null;
  /** By id, or by the name that an old event gives. */
  assignee: { id: string } | { name: string } | null;
  priority: string;
  /** By the name that it had then. */
  team: string | null;
  /** Who follows it, by id. */
  followerIds: string[];
  /** What other tickets are to it, by their numbers. */
  links: ReadonlyMap<number, LinkedAs>;
  tags: string[];
  /** Values as people read them, by the keys of their properties. */
  values: ReadonlyMap<string, string>;
  contactIds: string[];
  snoozed: { until: string | null; actor: string } | null;
  mergedInto: number | null;
  /** Numbers of the tickets that were merged into it, by themselves. */
  merged: number[];
  /** What its events are too old to tell for sure. */
  unsure: ('stage' | 'assignee' | 'contacts' | 'properties' | 'messages')[];
}

/** `events` are all of the ticket's, the oldest first. */
export function pastTicket(
  events: readonly PastEvent[],
  { at, today, catalogue }: { at: Date; today: Today; catalogue: Catalogue },
): PastTicket {
  const before = events.filter((event) => event.at <= at);
  const after = events.filter((event) => event.at > at);
  const stage = stageThen({ before, after }, today, catalogue);
  const assignee = assigneeThen({ before, after }, today);
  const contacts = contactsThen(before, at, today);
  const isSplitOff = before.some(({ action }) => action === 'ticket.splitOff');
  return {
    stageId: stage.id,
    assignee: assignee.is,
    priority: priorityThen(after, today),
    team: teamThen({ before, after }, today),
    followerIds: followersThen(before, today),
    links: linksThen(before),
    tags: tagsThen(after, today),
    values: valuesThen(before),
    contactIds: contacts.ids,
    snoozed: snoozedThen(before),
    ...mergesThen(before),
    unsure: [
      ...(stage.isSure ? [] : ['stage' as const]),
      ...(assignee.isSure ? [] : ['assignee' as const]),
      ...(contacts.isSure && !isSplitOff ? [] : ['contacts' as const]),
      // What it took along when it was split off stands in the events of another ticket.
      ...(isSplitOff ? ['properties' as const] : []),
      // And what was split off since stands on another ticket now.
      ...(after.some(({ action }) => action === 'ticket.gaveOff') ? ['messages' as const] : []),
    ],
  };
}

interface Events {
  before: readonly PastEvent[];
  after: readonly PastEvent[];
}

const moving = [
  'ticket.filed',
  'ticket.splitOff',
  'ticket.moved',
  'ticket.closed',
  'ticket.reopened',
  'message.added',
];

/** Newer events name the stage; of older ones the desk's own rules say where they led. */
function stageThen({ before, after }: Events, today: Today, { stages }: Catalogue) {
  const ofPipeline = stages.filter(({ pipelineId }) => pipelineId === today.pipelineId);
  const withRole = (role: StageRole) => ofPipeline.find((stage) => stage.role === role)?.id ?? null;
  const named = (name: unknown) => ofPipeline.find((stage) => stage.name === name)?.id ?? null;
  // Nothing moved it since.
  if (!after.some(({ action, change }) => moving.includes(action) && change.stage !== null))
    return { id: today.stageId as string | null, isSure: true };
  let id: string | null = null;
  let isSure = true;
  let messages = 0;
  for (const { action, change } of before) {
    if (!moving.includes(action)) continue;
    if (action === 'message.added') messages += 1;
    if ('stage' in change) {
      if (change.stage === null) continue;
      id = String(change.stage);
      isSure = stages.some((stage) => stage.id === id);
    } else if (action === 'message.added') {
      if (messages === 1) continue;
      id = withRole(change.direction === 'OUT' ? 'WAITING_ON_CUSTOMER' : 'WAITING_ON_US');
      isSure = false;
    } else {
      const role =
        action === 'ticket.filed' || action === 'ticket.splitOff'
          ? 'NEW'
          : action === 'ticket.closed'
            ? 'CLOSED'
            : 'WAITING_ON_US';
      id = typeof change.to === 'string' ? named(change.to) : withRole(role);
      isSure = id !== null;
    }
  }
  return { id, isSure };
}

function assigneeThen({ before, after }: Events, today: Today) {
  const isIt = ({ action }: PastEvent) => action === 'ticket.assigned';
  const next = after.find(isIt);
  const byId = (id: unknown) => (typeof id === 'string' ? { id } : null);
  const byName = (name: unknown) => (typeof name === 'string' ? { name } : null);
  if (!next) return { is: byId(today.assigneeId) as PastTicket['assignee'], isSure: true };
  const last = before.findLast(isIt);
  if (last && 'toId' in last.change) return { is: byId(last.change.toId), isSure: true };
  if ('fromId' in next.change) return { is: byId(next.change.fromId), isSure: true };
  const is = byName(last ? last.change.to : next.change.from);
  return { is, isSure: is === null };
}

function priorityThen(after: readonly PastEvent[], today: Today): string {
  const next = after.find(({ action }) => action === 'ticket.prioritized');
  return typeof next?.change.from === 'string' ? next.change.from : today.priority;
}

/** Who is assigned stays out of it: only an event that names a team, or none, moves it. */
function teamThen({ before, after }: Events, today: Today): string | null {
  const isIt = ({ action, change }: PastEvent) => action === 'ticket.assigned' && 'team' in change;
  const last = before.findLast(isIt);
  if (last) return typeof last.change.team === 'string' ? last.change.team : null;
  return after.some(isIt) ? null : today.team;
}

/** Whoever is called in a note follows from then on. */
function followersThen(before: readonly PastEvent[], { agents }: Today): string[] {
  const ids = new Set<string>();
  for (const { action, actor, change } of before) {
    const id = actor.replace(/^agent:/, '');
    if (action === 'ticket.followed') ids.add(id);
    if (action === 'ticket.unfollowed') ids.delete(id);
    if (action === 'note.added')
      for (const email of listIn(change.mentions)) ids.add(agents.get(email) ?? email);
  }
  return [...ids];
}

/** Two tickets have one link at most: another one takes its place. */
export function linksThen(before: readonly PastEvent[]): Map<number, LinkedAs> {
  const links = new Map<number, LinkedAs>();
  for (const { action, change } of before) {
    if (action === 'ticket.linked') links.set(Number(change.to), change.as as LinkedAs);
    if (action === 'ticket.unlinked') links.delete(Number(change.to));
    if (action === 'ticket.gaveOff') links.set(Number(change.to), 'split-off');
    if (action === 'ticket.splitOff') links.set(Number(change.from), 'origin');
  }
  return links;
}

function tagsThen(after: readonly PastEvent[], today: Today): string[] {
  const tags = new Set(today.tags);
  for (const { action, change } of after.toReversed()) {
    if (action !== 'ticket.tagged') continue;
    for (const tag of listIn(change.added)) tags.delete(tag);
    for (const tag of listIn(change.removed)) tags.add(tag);
  }
  return [...tags].sort();
}

function valuesThen(before: readonly PastEvent[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const { action, change } of before) {
    if (action !== 'ticket.filed' && action !== 'ticket.propertiesSet') continue;
    for (const [key, value] of Object.entries((change.values ?? {}) as Record<string, string | null>)) {
      if (value === null) values.delete(key);
      else values.set(key, value);
    }
  }
  return values;
}

/** Whoever writes is on it from then on; others are put on and taken off. */
function contactsThen(before: readonly PastEvent[], at: Date, today: Today) {
  const steps = [
    ...today.writers.map((writer) => ({ at: writer.at, added: [writer.contactId], removed: [] as string[] })),
    ...before.flatMap((event) => {
      const { added, removed } = contactStep(event);
      return added.length + removed.length > 0 ? [{ at: event.at, added, removed }] : [];
    }),
  ].filter((step) => step.at <= at);
  const ids = new Set(today.requesterId === null ? [] : [today.requesterId]);
  for (const { added, removed } of steps.sort((a, b) => a.at.getTime() - b.at.getTime())) {
    for (const id of added) ids.add(id);
    for (const id of removed) ids.delete(id);
  }
  const isOld = ({ action, change }: PastEvent) =>
    action === 'ticket.contactsChanged' && !('addedIds' in change);
  return { ids: [...ids], isSure: !before.some(isOld) };
}

function contactStep({ action, change }: PastEvent): { added: string[]; removed: string[] } {
  switch (action) {
    case 'ticket.contactsChanged':
      return { added: listIn(change.addedIds), removed: listIn(change.removedIds) };
    case 'ticket.tookIn':
      return { added: listIn(change.joined), removed: [] };
    case 'ticket.gaveBack':
      return { added: [], removed: listIn(change.left) };
    default:
      return { added: [], removed: [] };
  }
}

function snoozedThen(before: readonly PastEvent[]): PastTicket['snoozed'] {
  const last = before.findLast(({ action }) =>
    ['ticket.snoozed', 'ticket.woken', 'ticket.closed'].includes(action),
  );
  if (last?.action !== 'ticket.snoozed') return null;
  const { until } = last.change;
  return { until: typeof until === 'string' ? until : null, actor: last.actor };
}

/** Which tickets these events say are merged into this one, and into which one it is merged. */
export function mergesThen(before: readonly PastEvent[]): { mergedInto: number | null; merged: number[] } {
  let mergedInto: number | null = null;
  const merged = new Set<number>();
  for (const { action, change } of before) {
    if (action === 'ticket.merged') mergedInto = Number(change.into);
    if (action === 'ticket.unmerged') mergedInto = null;
    if (action === 'ticket.tookIn') merged.add(Number(change.ticket));
    if (action === 'ticket.gaveBack') merged.delete(Number(change.ticket));
  }
  return { mergedInto, merged: [...merged].sort((a, b) => a - b) };
}

function listIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
