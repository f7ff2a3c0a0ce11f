-- DropIndex
DROP INDEX "Ticket_followsId_idx";

-- DropIndex
DROP INDEX "Ticket_mergedIntoId_idx";

-- CreateIndex
CREATE INDEX "Ticket_createdAt_seq_idx" ON "Ticket"("createdAt", "seq");

-- Over all tickets, the planner would believe that no closing time is rare, also not "open".
CREATE INDEX "Ticket_closed_by_day" ON "Ticket"("closedAt", "seq") WHERE "closedAt" IS NOT NULL;
-- Nearly no ticket has these, and statistics over all of them would say that each value has them all.
CREATE INDEX "Ticket_merged" ON "Ticket"("mergedIntoId") WHERE "mergedIntoId" IS NOT NULL;
CREATE INDEX "Ticket_follow_ups" ON "Ticket"("followsId") WHERE "followsId" IS NOT NULL;
