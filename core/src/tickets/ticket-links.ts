/** Tickets that belong together. For the team alone: no customer ever reads a link, nor a number through one. */
import { Prisma } from '@postern/prisma';
import { type AgentContext, inTransaction, type Queries, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import type { LinkedAs, LinkWish } from '../link-kinds.ts';
import { recordEvent } from '../live/record-event.ts';
import { queueCardUpdate, queueThreadEntry } from '../slack-rooms/queue-to-slack.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';
import { changeWithin } from './change-ticket.ts';
import { requireNotMerged } from './require-not-merged.ts';
import type { TicketHead, TicketRow } from './ticket-rows.ts';

/** As it is stored: what the ticket `from` is to the ticket `to`. */
type Kind = 'RELATED' | 'DUPLICATE' | 'PARENT' | 'SPLIT';

export interface TicketLink {
  number: number;
  subject: string;
  status: 'open' | 'closed';
  /** What this other ticket is to the one that is looked at. */
  as: LinkedAs;
}

export interface LinkTarget {
  ticket: TicketRef;
  to: TicketRef;
  ifVersion?: number | undefined;
}

/** What the other ticket is, seen from each end of a link. */
const seenFrom: Record<Kind, { from: LinkedAs; to: LinkedAs }> = {
  RELATED: { from: 'related', to: 'related' },
  DUPLICATE: { from: 'original', to: 'duplicate' },
  PARENT: { from: 'child', to: 'parent' },
  SPLIT: { from: 'origin', to: 'split-off' },
};

/**
 * Links two tickets; `as` says what `ticket` is to `to`. Two tickets have one link at most: another one takes its
 * place. Throws `BAD_INPUT` for a ticket to itself, and where a ticket would be its own ancestor.
 */
export function linkTickets(ctx: AgentContext, wish: LinkTarget & { as: LinkWish }): Promise<TicketHead> {
  return betweenTwo(ctx, wish, async (work, ticket, other) => {
    const [kind, from, to] =
      wish.as === 'child'
        ? (['PARENT', other, ticket] as const)
        : ([wish.as.toUpperCase() as Kind, ticket, other] as const);
    const there = await linkBetween(work.tx, ticket.id, other.id);
    const isSame = there?.kind === kind && (kind === 'RELATED' || there.fromId === from.id);
    if (isSame) return null;
    if (kind === 'PARENT') await requireNoRing(work.tx, { parent: from, child: to });
    await keepLink(work, { from, to, kind });
    const { from: seenByFrom, to: seenByTo } = seenFrom[kind];
    return from === ticket
      ? { action: 'ticket.linked', as: seenByFrom, asForOther: seenByTo }
      : { action: 'ticket.linked', as: seenByTo, asForOther: seenByFrom };
  });
}

/** Takes the link between two tickets away. Throws `BAD_INPUT` where there is none that can go. */
export function unlinkTickets(ctx: AgentContext, wish: LinkTarget): Promise<TicketHead> {
  return betweenTwo(ctx, wish, async (work, ticket, other) => {
    const there = await linkBetween(work.tx, ticket.id, other.id);
    if (!there) throw notLinked(ticket, other);
    const { fromId, toId } = there;
    await work.tx.ticketLink.delete({ where: { fromId_toId: { fromId, toId } } });
    const { from, to } = seenFrom[there.kind as Kind];
    return fromId === ticket.id
      ? { action: 'ticket.unlinked', as: from, asForOther: to }
      : { action: 'ticket.unlinked', as: to, asForOther: from };
  });
}

/** Puts the link in the place of any other between the two, without an event. */
export async function keepLink(
  work: Work,
  link: { from: Pick<TicketRow, 'id'>; to: Pick<TicketRow, 'id'>; kind: Kind },
): Promise<void> {
  await work.tx.ticketLink.deleteMany({ where: between(link.from.id, link.to.id) });
  await work.tx.ticketLink.create({
    data: { fromId: link.from.id, toId: link.to.id, kind: link.kind, createdAt: work.now },
  });
}

/** The links of these tickets to others for which the condition on `Ticket t` holds, follow-ups among them. */
export async function linksOf(
  queries: Queries,
  ticketIds: readonly string[],
  condition: Prisma.Sql,
): Promise<TicketLink[]> {
  const ids = Prisma.join([...ticketIds]);
  const rows = await queries.$queryRaw<
    {
      number: number;
      subject: string;
      closedAt: Date | null;
      kind: Kind | 'FOLLOWS';
      isFrom: number | bigint;
    }[]
  >`
    SELECT t."number", t."subject", t."closedAt", l."kind", l."isFrom" FROM (
      SELECT "toId" AS "id", "kind", 1 AS "isFrom" FROM "TicketLink" WHERE "fromId" IN (${ids})
      UNION SELECT "fromId", "kind", 0 FROM "TicketLink" WHERE "toId" IN (${ids})
      UNION SELECT "followsId", 'FOLLOWS', 1 FROM "Ticket" WHERE "id" IN (${ids}) AND "followsId" IS NOT NULL
      UNION SELECT "id", 'FOLLOWS', 0 FROM "Ticket" WHERE "followsId" IN (${ids})
    ) l CROSS JOIN "Ticket" t
    WHERE t."id" = l."id" AND t."id" NOT IN (${ids}) AND ${condition} ORDER BY t."number"`;
  return rows.map(({ number, subject, closedAt, kind, isFrom }) => {
    const end = Number(isFrom) === 1 ? 'from' : 'to';
    const follows = end === 'from' ? ('earlier' as const) : ('follow-up' as const);
    return {
      number,
      subject,
      status: closedAt ? 'closed' : 'open',
      as: kind === 'FOLLOWS' ? follows : seenFrom[kind][end],
    };
  });
}

interface LinkDone {
  action: 'ticket.linked' | 'ticket.unlinked';
  as: LinkedAs;
  asForOther: LinkedAs;
}

/** One change of two tickets, each with its event; null leaves both as they are. */
function betweenTwo(
  ctx: AgentContext,
  wish: LinkTarget,
  decide: (work: Work, ticket: TicketRow, other: TicketRow) => Promise<LinkDone | null>,
): Promise<TicketHead> {
  return inTransaction(ctx, (work) =>
    changeWithin(work, ctx, wish, async (_work, ticket) => {
      const other = await accessTicket.asAgent(work.tx, ctx.viewer, wish.to, 'tickets.write');
      if (other.id === ticket.id)
        throw new PosternError(
          'BAD_INPUT',
          `Ticket #${ticket.number} cannot be linked to itself. Name another ticket.`,
        );
      await requireNotMerged(work.tx, other);
      const done = await decide(work, ticket, other);
      if (!done) return null;
      const { action, as, asForOther } = done;
      await tellOther(work, other, action, {
        to: ticket.number,
        as: asForOther,
        by: ctx.viewer.name,
      });
      return { data: {}, action, change: { to: other.number, as } };
    }),
  );
}

async function tellOther(
  work: Work,
  { id }: TicketRow,
  action: string,
  change: Record<string, string | number>,
): Promise<void> {
  const { version } = await work.tx.ticket.update({
    where: { id },
    data: { lastActivityAt: work.now, version: { increment: 1 } },
    select: { version: true },
  });
  const seq = await recordEvent(work, { action, target: id, ticketId: id, change });
  await queueThreadEntry(work, { op: 'event', ticketId: id, seq });
  await queueCardUpdate(work, id, version);
}

const between = (one: string, other: string) => ({
  OR: [
    { fromId: one, toId: other },
    { fromId: other, toId: one },
  ],
});

function linkBetween(queries: Queries, one: string, other: string) {
  return queries.ticketLink.findFirst({ where: between(one, other) });
}

function notLinked(ticket: TicketRow, other: TicketRow): PosternError {
  const isFollowUp = ticket.followsId === other.id || other.followsId === ticket.id;
  return new PosternError(
    'BAD_INPUT',
    isFollowUp
      ? `#${ticket.number} and #${other.number} stay linked: one was filed as the follow-up of the other.`
      : `#${ticket.number} and #${other.number} are not linked.`,
    { hint: `See its links: postern ticket view ${ticket.number}` },
  );
}

/** Throws `BAD_INPUT` where the child is above the parent already. */
async function requireNoRing(
  queries: Queries,
  { parent, child }: { parent: TicketRow; child: TicketRow },
): Promise<void> {
  const above = await queries.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE up("id") AS (
      SELECT l."fromId" FROM "TicketLink" l
      WHERE l."toId" = ${parent.id} AND l."kind" = 'PARENT' AND l."fromId" <> ${child.id}
      UNION SELECT l."fromId" FROM up JOIN "TicketLink" l ON l."toId" = up."id" AND l."kind" = 'PARENT')
    SELECT "id" FROM up WHERE "id" = ${child.id}`;
  if (above.length > 0)
    throw new PosternError(
      'BAD_INPUT',
      `#${child.number} is above #${parent.number} already, so it cannot be below it too.`,
      { hint: `See its links: postern ticket view ${parent.number}` },
    );
}
