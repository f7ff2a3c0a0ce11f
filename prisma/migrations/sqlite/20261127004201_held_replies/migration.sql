-- CreateTable
CREATE TABLE "HeldReply" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "ticketId" TEXT NOT NULL,
    "agentId" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "audienceHash" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "releaseAt" DATETIME NOT NULL,
    "stopIfTheyWrite" BOOLEAN NOT NULL,
    "afterSeq" INTEGER NOT NULL,
    "stoppedBecause" TEXT,
    "messageId" TEXT,
    "createdAt" DATETIME NOT NULL,
    "finishedAt" DATETIME,
    CONSTRAINT "HeldReply_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "HeldReply_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "HeldReply_state_releaseAt_idx" ON "HeldReply"("state", "releaseAt");

-- CreateIndex
CREATE INDEX "HeldReply_ticketId_state_idx" ON "HeldReply"("ticketId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "HeldReply_agentId_requestId_key" ON "HeldReply"("agentId", "requestId");
