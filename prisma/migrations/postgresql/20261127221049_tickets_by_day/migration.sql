-- CreateIndex
CREATE INDEX "Ticket_createdAt_seq_idx" ON "Ticket"("createdAt", "seq");

-- Closed tickets alone: over all of them, the planner would believe that no closing time is rare, also not "open".
CREATE INDEX "Ticket_closed_by_day" ON "Ticket"("closedAt", "seq") WHERE "closedAt" IS NOT NULL;
