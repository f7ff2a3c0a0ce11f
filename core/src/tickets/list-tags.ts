/** The desk's tags, and on how many tickets each of them is: what typing one is completed from. */
import { requirePermission } from '../auth/agents.ts';
import type { AgentContext } from '../context.ts';
import { agentScope } from './access-ticket.ts';
import { isNotMerged } from './ticket-rows.ts';

export interface DeskTag {
  name: string;
  /** That this agent may read, counted no further than 1,000. */
  tickets: number;
}

const mostTagsListed = 1_000;

/** The most used first; at most 1,000 of them. */
export async function listTags(ctx: AgentContext): Promise<{ items: DeskTag[] }> {
  requirePermission(ctx.viewer, 'tickets.read');
  const rows = await ctx.core.db.read.$queryRaw<{ name: string; tickets: number | bigint }[]>`
    SELECT tg."name", (SELECT count(*) FROM (
      SELECT 1 FROM "TicketTag" tt JOIN "Ticket" t ON t."id" = tt."ticketId"
      WHERE tt."tagId" = tg."id" AND ${isNotMerged} AND ${agentScope(ctx.viewer, 'tickets.read')} LIMIT 1000
    ) AS counted) AS "tickets"
    FROM "Tag" tg ORDER BY "tickets" DESC, tg."name" LIMIT ${mostTagsListed}`;
  return { items: rows.map(({ name, tickets }) => ({ name, tickets: Number(tickets) })) };
}
