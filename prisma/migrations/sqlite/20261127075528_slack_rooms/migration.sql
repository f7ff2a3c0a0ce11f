-- AlterTable
ALTER TABLE "Note" ADD COLUMN "editedAt" DATETIME;
ALTER TABLE "Note" ADD COLUMN "withdrawnAt" DATETIME;

-- AlterTable
ALTER TABLE "SlackPerson" ADD COLUMN "digestHour" INTEGER;
ALTER TABLE "SlackPerson" ADD COLUMN "lastDigestOn" TEXT;
ALTER TABLE "SlackPerson" ADD COLUMN "suspendedAt" DATETIME;
ALTER TABLE "SlackPerson" ADD COLUMN "timeZone" TEXT;

-- AlterTable
ALTER TABLE "ReplyIntent" ADD COLUMN "channelId" TEXT;
ALTER TABLE "ReplyIntent" ADD COLUMN "sourceTs" TEXT;
ALTER TABLE "ReplyIntent" ADD COLUMN "teamId" TEXT;

-- CreateTable
CREATE TABLE "SlackRoom" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "channelId" TEXT,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "isFallback" BOOLEAN NOT NULL DEFAULT false,
    "isConfidential" BOOLEAN NOT NULL DEFAULT false,
    "takesReplies" BOOLEAN NOT NULL DEFAULT false,
    "allowsGuests" BOOLEAN NOT NULL DEFAULT false,
    "keepsStrangers" BOOLEAN NOT NULL DEFAULT true,
    "parkedAt" DATETIME,
    "parkedAs" TEXT,
    "parkedBecause" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "SlackRoute" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roomId" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "SlackRoute_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "SlackRoom" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SlackEvent" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "eventId" TEXT NOT NULL,
    "contentKey" TEXT,
    "teamId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "dueAt" DATETIME NOT NULL,
    "lastError" TEXT,
    "receivedAt" DATETIME NOT NULL,
    "doneAt" DATETIME
);

-- CreateTable
CREATE TABLE "SlackPost" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "teamId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "ts" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "messageId" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "SlackPost_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SlackLinkCode" (
    "codeHash" TEXT NOT NULL PRIMARY KEY,
    "agentId" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "SlackLinkCode_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_SlackLink" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "ticketId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "threadTs" TEXT NOT NULL,
    "lastTs" TEXT NOT NULL,
    "roomId" TEXT,
    CONSTRAINT "SlackLink_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "SlackLink_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "SlackRoom" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_SlackLink" ("channelId", "id", "lastTs", "teamId", "threadTs", "ticketId") SELECT "channelId", "id", "lastTs", "teamId", "threadTs", "ticketId" FROM "SlackLink";
DROP TABLE "SlackLink";
ALTER TABLE "new_SlackLink" RENAME TO "SlackLink";
CREATE INDEX "SlackLink_roomId_idx" ON "SlackLink"("roomId");
CREATE UNIQUE INDEX "SlackLink_teamId_channelId_threadTs_key" ON "SlackLink"("teamId", "channelId", "threadTs");
CREATE UNIQUE INDEX "SlackLink_ticketId_teamId_channelId_key" ON "SlackLink"("ticketId", "teamId", "channelId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "SlackRoom_channelId_key" ON "SlackRoom"("channelId");

-- CreateIndex
CREATE INDEX "SlackRoute_position_idx" ON "SlackRoute"("position");

-- CreateIndex
CREATE UNIQUE INDEX "SlackRoute_roomId_query_key" ON "SlackRoute"("roomId", "query");

-- CreateIndex
CREATE UNIQUE INDEX "SlackEvent_eventId_key" ON "SlackEvent"("eventId");

-- CreateIndex
CREATE UNIQUE INDEX "SlackEvent_contentKey_key" ON "SlackEvent"("contentKey");

-- CreateIndex
CREATE INDEX "SlackEvent_state_dueAt_idx" ON "SlackEvent"("state", "dueAt");

-- CreateIndex
CREATE INDEX "SlackEvent_receivedAt_idx" ON "SlackEvent"("receivedAt");

-- CreateIndex
CREATE INDEX "SlackPost_ticketId_idx" ON "SlackPost"("ticketId");

-- CreateIndex
CREATE INDEX "SlackPost_messageId_idx" ON "SlackPost"("messageId");

-- CreateIndex
CREATE UNIQUE INDEX "SlackPost_teamId_channelId_ts_kind_key" ON "SlackPost"("teamId", "channelId", "ts", "kind");

-- CreateIndex
CREATE INDEX "SlackLinkCode_agentId_idx" ON "SlackLinkCode"("agentId");
