/** What the agents of a desk have read, as if they had been at it. */
import type { Work } from '../context.ts';

/** All of them have read everything that was written by then. */
export async function buildReads({ tx }: Work, through: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "TicketRead" ("agentId", "ticketId", "through")
    SELECT a."id", t."id", ${through} FROM "Agent" a CROSS JOIN "Ticket" t WHERE 1 = 1
    ON CONFLICT ("agentId", "ticketId") DO UPDATE SET "through" = excluded."through"
    WHERE excluded."through" > "TicketRead"."through"`;
}
