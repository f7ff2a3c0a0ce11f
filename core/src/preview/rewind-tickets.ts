/** Inside a transaction that is taken back: the tickets that one contact may have seen, as they were at a moment. */
import { Prisma } from '@postern/prisma';
import type { Core, Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { rowsFor, storeValues } from '../properties/property-values.ts';
import type { Catalogue } from '../query/catalogue.ts';
import { type PastEvent, type PastTicket, pastTicket } from '../tickets/past-ticket.ts';
import { isPublicMessage } from '../tickets/public-messages.ts';
import { eventsOf, todayOf } from '../tickets/ticket-at.ts';
import { ticketHead, ticketRows } from '../tickets/ticket-rows.ts';
import { addTags } from '../tickets/ticket-tags.ts';

/** What is uncertain of each ticket, by its number. */
export type Uncertain = Map<number, PastTicket['unsure']>;

/** So many can be put back before others would have to wait. */
export const mostTickets = 1_000;

/** The refusal of a moment that lies too far back. */
export function tooManyChanged(): PosternError {
  return new PosternError(
    'BAD_INPUT',
    `More than ${mostTickets} tickets of this contact changed since then. Choose a later moment.`,
  );
}

/** `candidates` selects ids, however many. Throws `BAD_INPUT` where too many of them changed since. */
export async function rewindTickets(
  work: Work,
  core: Core,
  { candidates, at, catalogue }: { candidates: Prisma.Sql; at: Date; catalogue: Catalogue },
): Promise<Uncertain> {
  const rows = await work.tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT e."ticketId" AS "id" FROM "AuditEvent" e WHERE e."at" > ${at} AND e."ticketId" IN (${candidates})
    LIMIT ${mostTickets + 1}`;
  if (rows.length > mostTickets) throw tooManyChanged();
  const unsure: Uncertain = new Map();
  const left = rows.map(({ id }) => id);
  const seen = new Set(left);
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    const then = await rewindTicket(work, core, { id, at, catalogue });
    if (!then) continue;
    unsure.set(then.number, then.unsure);
    // What was merged into it then is part of its page.
    const merged = await work.tx.ticket.findMany({
      where: { OR: [{ number: { in: then.merged } }, { mergedIntoId: id }] },
      select: { id: true },
    });
    for (const other of merged) {
      if (seen.has(other.id)) continue;
      seen.add(other.id);
      left.push(other.id);
    }
  }
  return unsure;
}

interface Moment {
  id: string;
  at: Date;
  catalogue: Catalogue;
}

/** Null for a ticket that was not there yet. */
async function rewindTicket(
  work: Work,
  core: Core,
  { id, at, catalogue }: Moment,
): Promise<(PastTicket & { number: number }) | null> {
  const { tx } = work;
  const [row] = await ticketRows(tx, Prisma.sql`t."id" = ${id}`, Prisma.empty);
  if (!row) throw new Error(`There is no ticket ${id}.`);
  if (row.createdAt > at) {
    await tx.ticket.update({ where: { id }, data: { hidden: 'DELETED', mergedIntoId: null } });
    return null;
  }
  const events = await eventsOf(tx, id);
  const today = await todayOf(tx, row, await ticketHead(core, tx, row), catalogue.stages);
  const past = pastTicket(events, { at, today, catalogue });
  const before = events.filter((event) => event.at <= at);
  const into =
    past.mergedInto === null ? null : await tx.ticket.findUnique({ where: { number: past.mergedInto } });
  await removeLaterMessages(work, { id, at });
  await tx.ticket.update({
    where: { id },
    data: {
      stageId: past.stageId ?? row.stageId,
      closedAt: closedThen(before, past, catalogue),
      priority: past.priority.toUpperCase(),
      hidden: await hiddenThen(work, events, { id, at }),
      mergedIntoId: into?.id ?? null,
      assigneeId: past.assignee && 'id' in past.assignee ? past.assignee.id : null,
      teamId:
        past.team === null ? null : ((await tx.team.findUnique({ where: { name: past.team } }))?.id ?? null),
      snoozedAt: past.snoozed ? at : null,
      lastActivityAt: before.at(-1)?.at ?? row.createdAt,
      lastPublicAt: await lastPublicThen(work, id, row.createdAt),
    },
  });
  await tx.ticketTag.deleteMany({ where: { ticketId: id } });
  await addTags(work, id, past.tags);
  await tx.ticketContact.deleteMany({ where: { ticketId: id } });
  for (const contactId of past.contactIds) {
    const role = contactId === row.requesterId ? 'REQUESTER' : 'PARTICIPANT';
    await tx.ticketContact.create({ data: { ticketId: id, contactId, role } });
  }
  const isKnown = await rewindValues(work, { id, catalogue, past });
  const unsure =
    isKnown || past.unsure.includes('properties') ? past.unsure : [...past.unsure, 'properties' as const];
  return { ...past, unsure, number: row.number };
}

/** A conversation that came to the ticket only later was none of its. */
async function removeLaterMessages({ tx }: Work, { id, at }: Pick<Moment, 'id' | 'at'>): Promise<void> {
  const attached = await tx.auditEvent.findMany({
    where: { ticketId: id, action: 'conversation.attached', at: { gt: at } },
    select: { target: true },
  });
  await tx.conversation.updateMany({
    where: { id: { in: attached.map(({ target }) => target) } },
    data: { ticketId: null },
  });
  const later = { conversation: { ticketId: id }, createdAt: { gt: at } };
  await tx.attachment.deleteMany({ where: { message: later } });
  await tx.message.deleteMany({ where: later });
}

/** The last event that put it into the stage in which it was. */
function closedThen(
  before: readonly PastEvent[],
  { stageId }: PastTicket,
  { stages }: Catalogue,
): Date | null {
  const isClosed = (id: unknown) => stages.some((stage) => stage.id === id && stage.category === 'CLOSED');
  if (!isClosed(stageId)) return null;
  const closing = before.findLast(
    ({ action, change }) => action === 'ticket.closed' || ('stage' in change && isClosed(change.stage)),
  );
  return closing?.at ?? before.at(-1)?.at ?? null;
}

async function hiddenThen(
  { tx }: Work,
  events: readonly PastEvent[],
  { id, at }: Pick<Moment, 'id' | 'at'>,
): Promise<string | null> {
  const moves = events.filter(({ action }) => ['ticket.deleted', 'ticket.restored'].includes(action));
  const { hidden } = await tx.ticket.findUniqueOrThrow({ where: { id }, select: { hidden: true } });
  const next = moves.find((event) => event.at > at);
  // Nothing is left to be shown of a ticket that is gone for good.
  if (hidden === 'PURGED' || !next) return hidden;
  return next.action === 'ticket.deleted' ? null : 'DELETED';
}

/** Once later messages are away. */
async function lastPublicThen({ tx }: Work, id: string, createdAt: Date): Promise<Date> {
  const [row] = await tx.$queryRaw<{ at: Date }[]>`
    SELECT m."createdAt" AS "at" FROM "Conversation" cv JOIN "Message" m ON m."conversationId" = cv."id"
    LEFT JOIN "Channel" ch ON ch."id" = m."channelId"
    WHERE cv."ticketId" = ${id} AND ${isPublicMessage} ORDER BY m."createdAt" DESC LIMIT 1`;
  return row ? new Date(row.at) : createdAt;
}

/** False where a value that it had fits no property of today. */
async function rewindValues(
  work: Work,
  { id, catalogue, past }: { id: string; catalogue: Catalogue; past: PastTicket },
): Promise<boolean> {
  await work.tx.propertyValue.deleteMany({ where: { ticketId: id } });
  let isKnown = true;
  for (const [key, text] of past.values) {
    const property = catalogue.properties.find((each) => each.key === key);
    const read = property && rowsFor(property, property.type === 'MULTI_SELECT' ? text.split(', ') : text);
    if (!read || 'fault' in read) isKnown = false;
    else await storeValues(work, id, [{ property, rows: read.rows }]);
  }
  return isKnown;
}
