-- CreateTable
CREATE TABLE "SlackImport" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "requestId" TEXT NOT NULL,
    "agentId" TEXT NOT NULL,
    "room" TEXT NOT NULL,
    "since" DATETIME NOT NULL,
    "isDryRun" BOOLEAN NOT NULL,
    "hasSubjects" BOOLEAN NOT NULL,
    "inboxId" TEXT NOT NULL,
    "stageId" TEXT NOT NULL,
    "requesterId" TEXT,
    "state" TEXT NOT NULL,
    "failure" TEXT,
    "createdAt" DATETIME NOT NULL,
    "endedAt" DATETIME
);

-- CreateTable
CREATE TABLE "SlackImportThread" (
    "importId" TEXT NOT NULL,
    "threadTs" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "outcome" TEXT NOT NULL,
    "number" INTEGER,
    "subject" TEXT NOT NULL,
    "opening" TEXT NOT NULL,
    "from" TEXT,
    "notes" INTEGER NOT NULL,

    PRIMARY KEY ("importId", "threadTs"),
    CONSTRAINT "SlackImportThread_importId_fkey" FOREIGN KEY ("importId") REFERENCES "SlackImport" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "SlackImport_requestId_key" ON "SlackImport"("requestId");

-- CreateIndex
CREATE INDEX "SlackImport_state_createdAt_idx" ON "SlackImport"("state", "createdAt");
