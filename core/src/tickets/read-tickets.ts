/** How far each agent has read each ticket: what is unread is whatever was written since, by somebody else. */
import { Prisma } from '@postern/prisma';
import { type AgentContext, inTransaction, type Queries, type Work } from '../context.ts';
import { isUnreadBy } from '../query/unread.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';
import { type TicketHead, type TicketRow, ticketHead } from './ticket-rows.ts';

/** How a ticket stands to whoever asks. */
export interface Reading {
  /** Whether something was written that the agent has not read. */
  isUnread: boolean;
  /** What was written by then has been read; null where nothing ever was. */
  readThrough: string | null;
}

/** How these tickets stand to the agent, by id. */
export async function readingsOf(
  queries: Queries,
  agentId: string,
  ticketIds: readonly string[],
): Promise<Map<string, Reading>> {
  if (ticketIds.length === 0) return new Map();
  const rows = await queries.$queryRaw<{ id: string; isUnread: unknown; through: Date | null }[]>`
    SELECT t."id", (${isUnreadBy(agentId)}) AS "isUnread",
      (SELECT tr."through" FROM "TicketRead" tr WHERE tr."agentId" = ${agentId} AND tr."ticketId" = t."id") AS "through"
    FROM "Ticket" t WHERE t."id" IN (${Prisma.join([...ticketIds])})`;
  return new Map(
    rows.map(({ id, isUnread, through }) => [
      id,
      { isUnread: Boolean(isUnread), readThrough: through && new Date(through).toISOString() },
    ]),
  );
}

/** The agent has read all of the ticket: they answer it. */
export async function hasRead(work: Work, ticketId: string, agentId: string): Promise<void> {
  await readThrough(work, { ticketId, agentId, through: work.now });
}

/** What the agent writes now makes nothing unread; where something is, it stays so. To be asked before it is written. */
export async function staysRead(work: Work, ticketId: string, agentId: string): Promise<void> {
  const [row] = await work.tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Ticket" t WHERE t."id" = ${ticketId} AND NOT (${isUnreadBy(agentId)})`;
  if (row) await hasRead(work, ticketId, agentId);
}

/**
 * The agent has read what was written until `through`, by the desk's clock; never less than before. No event tells of
 * it. Throws `TICKET_NOT_FOUND`.
 */
export async function markRead(
  ctx: AgentContext,
  { ticket, through }: { ticket: TicketRef; through?: string | undefined },
): Promise<TicketHead & Reading> {
  return inTransaction(ctx, async (work) => {
    const row = await accessTicket.asAgentInBin(work.tx, ctx.viewer, ticket, 'tickets.read');
    const until = through ? new Date(Math.min(Date.parse(through), work.now.getTime())) : work.now;
    await readThrough(work, { ticketId: row.id, agentId: ctx.viewer.agentId, through: until });
    return withReading(work, ctx.viewer.agentId, row);
  });
}

/** The last thing written in the ticket is unread again. Throws `TICKET_NOT_FOUND`. */
export async function markUnread(ctx: AgentContext, ticket: TicketRef): Promise<TicketHead & Reading> {
  return inTransaction(ctx, async (work) => {
    const row = await accessTicket.asAgentInBin(work.tx, ctx.viewer, ticket, 'tickets.read');
    const { lastPublicAt, lastInsideAt } = await work.tx.ticket.findUniqueOrThrow({
      where: { id: row.id },
      select: { lastPublicAt: true, lastInsideAt: true },
    });
    const last = Math.max(lastPublicAt.getTime(), lastInsideAt?.getTime() ?? 0);
    const key = { agentId: ctx.viewer.agentId, ticketId: row.id };
    const through = new Date(last - 1);
    await work.tx.ticketRead.upsert({
      where: { agentId_ticketId: key },
      create: { ...key, through },
      update: { through },
    });
    return withReading(work, ctx.viewer.agentId, row);
  });
}

async function withReading(
  { core, tx }: Work,
  agentId: string,
  row: TicketRow,
): Promise<TicketHead & Reading> {
  const readings = await readingsOf(tx, agentId, [row.id]);
  return { ...(await ticketHead(core, tx, row)), ...(readings.get(row.id) as Reading) };
}

async function readThrough(
  { tx }: Work,
  { ticketId, agentId, through }: { ticketId: string; agentId: string; through: Date },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "TicketRead" ("agentId", "ticketId", "through") VALUES (${agentId}, ${ticketId}, ${through})
    ON CONFLICT ("agentId", "ticketId") DO UPDATE SET "through" = excluded."through"
    WHERE excluded."through" > "TicketRead"."through"`;
}
