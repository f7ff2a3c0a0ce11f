-- AlterTable
ALTER TABLE "Ticket" ADD COLUMN     "snoozedAt" TIMESTAMP(3),
ADD COLUMN     "snoozedById" TEXT,
ADD COLUMN     "snoozedUntil" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "Ticket_snoozedAt_idx" ON "Ticket"("snoozedAt");

-- CreateIndex
CREATE INDEX "Ticket_snoozedUntil_idx" ON "Ticket"("snoozedUntil");
