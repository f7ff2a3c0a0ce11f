-- AlterTable
ALTER TABLE "Note" ADD COLUMN     "editedAt" TIMESTAMP(3),
ADD COLUMN     "withdrawnAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "SlackLink" ADD COLUMN     "roomId" TEXT;

-- AlterTable
ALTER TABLE "SlackPerson" ADD COLUMN     "digestHour" INTEGER,
ADD COLUMN     "lastDigestOn" TEXT,
ADD COLUMN     "suspendedAt" TIMESTAMP(3),
ADD COLUMN     "timeZone" TEXT;

-- AlterTable
ALTER TABLE "ReplyIntent" ADD COLUMN     "channelId" TEXT,
ADD COLUMN     "sourceTs" TEXT,
ADD COLUMN     "teamId" TEXT;

-- CreateTable
CREATE TABLE "SlackRoom" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "channelId" TEXT,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "isFallback" BOOLEAN NOT NULL DEFAULT false,
    "isConfidential" BOOLEAN NOT NULL DEFAULT false,
    "takesReplies" BOOLEAN NOT NULL DEFAULT false,
    "allowsGuests" BOOLEAN NOT NULL DEFAULT false,
    "keepsStrangers" BOOLEAN NOT NULL DEFAULT true,
    "parkedAt" TIMESTAMP(3),
    "parkedAs" TEXT,
    "parkedBecause" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SlackRoom_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SlackRoute" (
    "id" TEXT NOT NULL,
    "roomId" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SlackRoute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SlackEvent" (
    "seq" SERIAL NOT NULL,
    "eventId" TEXT NOT NULL,
    "contentKey" TEXT,
    "teamId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "lastError" TEXT,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "doneAt" TIMESTAMP(3),

    CONSTRAINT "SlackEvent_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "SlackPost" (
    "id" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "ts" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "messageId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SlackPost_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SlackLinkCode" (
    "codeHash" TEXT NOT NULL,
    "agentId" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SlackLinkCode_pkey" PRIMARY KEY ("codeHash")
);

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

-- CreateIndex
CREATE INDEX "SlackLink_roomId_idx" ON "SlackLink"("roomId");

-- AddForeignKey
ALTER TABLE "SlackLink" ADD CONSTRAINT "SlackLink_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "SlackRoom"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SlackRoute" ADD CONSTRAINT "SlackRoute_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "SlackRoom"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SlackPost" ADD CONSTRAINT "SlackPost_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SlackLinkCode" ADD CONSTRAINT "SlackLinkCode_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent"("id") ON DELETE CASCADE ON UPDATE CASCADE;
