/** A ticket's thread: what an agent sees, and what a customer sees. Two types, so that a note fits only the first. */

import { Prisma } from '@postern/prisma';
import { publicNameOf } from '../auth/agents.ts';
import type { Queries } from '../context.ts';
import { type LinkedAs, linkWords } from '../link-kinds.ts';
import type { MergedTicket } from '../visibility/merged-tickets.ts';
import { type AttachmentView, attachmentsOf } from './attachments.ts';
import { noteFilesOf } from './note-files.ts';
import { everyMessage, isPublicMessage } from './public-messages.ts';
import type { Delivery } from './reply-mails.ts';

export interface TimelineEntry {
  kind: 'message' | 'note' | 'event';
  id: string;
  at: string;
  author: { kind: 'agent' | 'contact' | 'desk'; name: string };
  direction?: 'in' | 'out';
  channel?: string;
  /** Where it was written: portal, tui, cli, slack, api. */
  source?: string;
  /** The number of the merged ticket that it belongs to; absent for the ticket's own. */
  ticket?: number;
  text: string;
  attachments: AttachmentView[];
  /** What became of the mails about a reply, by the contact; absent where there were none. */
  delivery?: Delivery[];
}

export interface PublicMessage {
  id: string;
  at: string;
  author: { kind: 'you' | 'contact' | 'agent'; name: string };
  channel: string;
  text: string;
  attachments: AttachmentView[];
}

interface MessageRow {
  seq: number;
  id: string;
  ticketId: string;
  direction: string;
  source: string;
  bodyText: string;
  createdAt: Date;
  channelKind: string;
  contactId: string | null;
  contactName: string | null;
  contactEmail: string | null;
  agentName: string | null;
  agentPublicName: string | null;
}

function messagesOf(
  queries: Queries,
  ticketIds: readonly string[],
  which: Prisma.Sql,
): Promise<MessageRow[]> {
  return queries.$queryRaw<MessageRow[]>`
    SELECT m."seq", m."id", cv."ticketId", m."direction", m."source", m."bodyText", m."createdAt", ch."kind" AS "channelKind",
           m."contactId", c."name" AS "contactName", c."email" AS "contactEmail",
           a."name" AS "agentName", a."publicName" AS "agentPublicName"
    FROM "Conversation" cv
    CROSS JOIN "Message" m
    LEFT JOIN "Channel" ch ON ch."id" = m."channelId"
    LEFT JOIN "Contact" c ON c."id" = m."contactId"
    LEFT JOIN "Agent" a ON a."id" = m."agentId"
    WHERE cv."ticketId" IN (${Prisma.join([...ticketIds])}) AND m."conversationId" = cv."id" AND ${which}
    ORDER BY m."createdAt", m."seq"`;
}

/**
 * The customer's thread: messages alone, over connected channels alone, oldest first. Of which tickets this contact
 * may read the messages is asked before.
 */
export async function publicThread(
  queries: Queries,
  ticketIds: readonly string[],
  contactId: string,
): Promise<PublicMessage[]> {
  const [rows, filesOf] = await Promise.all([
    messagesOf(queries, ticketIds, isPublicMessage),
    attachmentsOf(queries, ticketIds),
  ]);
  return rows.map((row) => ({
    id: row.id,
    at: row.createdAt.toISOString(),
    author: publicAuthor(row, contactId),
    channel: row.channelKind.toLowerCase(),
    text: row.bodyText,
    attachments: filesOf(row.id),
  }));
}

function publicAuthor(row: MessageRow, contactId: string): PublicMessage['author'] {
  if (row.direction === 'OUT') {
    return {
      kind: 'agent',
      name: publicNameOf({ name: row.agentName ?? 'Support', publicName: row.agentPublicName }),
    };
  }
  const name = row.contactName ?? row.contactEmail ?? '';
  return { kind: row.contactId === contactId ? 'you' : 'contact', name };
}

/** The agents' timeline: messages, notes and events, oldest first; of merged tickets what was said and noted. */
export async function timeline(
  queries: Queries,
  ticketId: string,
  merged: readonly MergedTicket[],
): Promise<TimelineEntry[]> {
  const ticketIds = [ticketId, ...merged.map(({ id }) => id)];
  const numberOf = new Map(merged.map(({ id, number }) => [id, number]));
  const origin = (id: string) => {
    const ticket = numberOf.get(id);
    return ticket === undefined ? {} : { ticket };
  };
  const [messages, filesOf, noteFiles, notes, events] = await Promise.all([
    messagesOf(queries, ticketIds, everyMessage),
    attachmentsOf(queries, ticketIds),
    noteFilesOf(queries, ticketIds),
    queries.note.findMany({
      where: { ticketId: { in: ticketIds } },
      include: { agent: { select: { name: true } } },
      orderBy: { seq: 'asc' },
    }),
    queries.auditEvent.findMany({
      where: { ticketId, action: { in: Object.keys(eventTexts) } },
      orderBy: { seq: 'asc' },
    }),
  ]);
  const entries: TimelineEntry[] = [
    ...messages.map((row) => ({
      kind: 'message' as const,
      id: row.id,
      at: row.createdAt.toISOString(),
      author:
        row.direction === 'OUT'
          ? { kind: 'agent' as const, name: row.agentName ?? 'Support' }
          : { kind: 'contact' as const, name: row.contactName ?? row.contactEmail ?? '' },
      direction: row.direction === 'OUT' ? ('out' as const) : ('in' as const),
      channel: row.channelKind.toLowerCase(),
      source: row.source.toLowerCase(),
      ...origin(row.ticketId),
      text: row.bodyText,
      attachments: filesOf(row.id),
    })),
    ...notes.map((note) => ({
      kind: 'note' as const,
      id: note.id,
      at: note.createdAt.toISOString(),
      author: { kind: 'agent' as const, name: note.agent?.name ?? note.authorName ?? 'Slack' },
      source: note.source.toLowerCase(),
      ...origin(note.ticketId),
      text: note.body,
      attachments: noteFiles(note.id),
    })),
    ...events.map((event) => {
      const change = event.change as Record<string, unknown>;
      return {
        kind: 'event' as const,
        id: `evt_${event.seq}`,
        at: event.at.toISOString(),
        author: {
          kind: event.actor.startsWith('agent:')
            ? ('agent' as const)
            : event.actor.startsWith('contact:')
              ? ('contact' as const)
              : ('desk' as const),
          name: String(change.by ?? ''),
        },
        text: eventText(event.action, change),
        attachments: [],
      };
    }),
  ];
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const eventTexts: Record<string, (change: Record<string, unknown>) => string> = {
  'ticket.assigned': assignedText,
  'ticket.moved': ({ to }) => `moved to ${to}`,
  'ticket.prioritized': ({ to }) => `priority ${to}`,
  'reply.takenBack': () => 'a reply was taken back before it left',
  'reply.stopped': ({ reason }) => `a reply was stopped before it left: ${reason}`,
  'message.resent': ({ to }) => `mailed a reply to ${to} again`,
  'ticket.closed': () => 'closed',
  'ticket.reopened': () => 'reopened',
  'conversation.attached': ({ channel }) => `a conversation was attached (${channel})`,
  'ticket.propertiesSet': ({ values }) => valuesText(values),
  'ticket.snoozed': ({ until }) =>
    until ? `snoozed until ${momentWords(String(until))}` : 'snoozed until the customer writes',
  'note.revised': () => 'changed a note in Slack',
  'note.withdrawn': () => 'took a note back in Slack',
  'ticket.woken': ({ because }) => wokenTexts[String(because)] ?? 'woken',
  'ticket.merged': ({ into }) => `merged into #${into}`,
  'ticket.tookIn': ({ ticket }) => `#${ticket} was merged into this one`,
  'ticket.unmerged': ({ from }) => `taken out of #${from} again`,
  'ticket.gaveBack': ({ ticket }) => `#${ticket} stands by itself again`,
  'ticket.tagged': ({ added, removed }) =>
    partsText(['tagged', added as string[]], ['untagged', removed as string[]]),
  'ticket.gaveOff': ({ to, messages }) => `${messagesText(messages)} split off as #${to}`,
  'ticket.splitOff': ({ from, messages }) => `split off from #${from}, with ${messagesText(messages)}`,
  'ticket.deleted': () => 'put into the bin',
  'ticket.restored': () => 'restored from the bin',
  'ticket.purged': () => 'deleted for good',
  'ticket.linked': ({ to, as }) => `linked with #${to} (${linkWords(as as LinkedAs)})`,
  'ticket.unlinked': ({ to }) => `linked with #${to} no more`,
  'ticket.contactErased': () => 'erased a contact, with all that this contact wrote',
  'ticket.contactsChanged': ({ added, removed }) =>
    partsText(['added the contact', added as string[]], ['took off the contact', removed as string[]]),
};

function messagesText(count: unknown): string {
  return count === 1 ? 'one message' : `${count} messages`;
}

function assignedText({ to, team, turn }: Record<string, unknown>): string {
  if (team === undefined) return to ? `assigned to ${to}` : 'unassigned';
  if (team === null) return 'taken from its team';
  if (turn) return `assigned to ${to}, whose turn it was in the team ${team}`;
  return to ? `assigned to the team ${team}, with ${to}` : `assigned to the team ${team}`;
}

function valuesText(values: unknown): string {
  const entries = Object.entries((values ?? {}) as Record<string, string | null>);
  return entries
    .map(([key, value]) => (value === null ? `cleared ${key}` : `set ${key} to ${value}`))
    .join(', ');
}

const wokenTexts: Record<string, string> = {
  time: 'woke up at its time',
  reply: 'woke up: the customer wrote',
};

/** `2026-11-03 09:00 UTC` */
export function momentWords(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}

/** `tagged billing, vip; untagged refund` */
function partsText(...parts: [verb: string, names: readonly string[]][]): string {
  return parts
    .filter(([, names]) => names.length > 0)
    .map(([verb, names]) => `${verb} ${names.join(', ')}`)
    .join('; ');
}

/** An event in a few words, without its author; empty for events that no timeline shows. */
export function eventText(action: string, change: Record<string, unknown>): string {
  return eventTexts[action]?.(change) ?? '';
}
