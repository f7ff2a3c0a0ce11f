/** Which tickets an agent has not read to their end. */
import { Prisma } from '@postern/prisma';

const lastWritten = Prisma.sql`(CASE WHEN t."lastInsideAt" > t."lastPublicAt" THEN t."lastInsideAt" ELSE t."lastPublicAt" END)`;

/** True of a ticket `t` of which the agent has not read all. What was written before the agent came is not news. */
export function isUnreadBy(agentId: string): Prisma.Sql {
  return Prisma.sql`${lastWritten} > COALESCE(
    (SELECT tr."through" FROM "TicketRead" tr WHERE tr."agentId" = ${agentId} AND tr."ticketId" = t."id"),
    (SELECT ra."createdAt" FROM "Agent" ra WHERE ra."id" = ${agentId}))`;
}
