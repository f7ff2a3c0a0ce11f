-- AlterTable
ALTER TABLE "Ticket" ADD COLUMN "snoozedAt" DATETIME;
ALTER TABLE "Ticket" ADD COLUMN "snoozedById" TEXT;
ALTER TABLE "Ticket" ADD COLUMN "snoozedUntil" DATETIME;

-- CreateIndex
CREATE INDEX "Ticket_snoozedAt_idx" ON "Ticket"("snoozedAt");

-- CreateIndex
CREATE INDEX "Ticket_snoozedUntil_idx" ON "Ticket"("snoozedUntil");
