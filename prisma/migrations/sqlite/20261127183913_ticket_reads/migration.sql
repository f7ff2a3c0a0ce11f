-- AlterTable
ALTER TABLE "Ticket" ADD COLUMN "lastInsideAt" DATETIME;

-- CreateTable
CREATE TABLE "TicketRead" (
    "agentId" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "through" DATETIME NOT NULL,

    PRIMARY KEY ("agentId", "ticketId"),
    CONSTRAINT "TicketRead_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "TicketRead_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "TicketRead_ticketId_idx" ON "TicketRead"("ticketId");
