-- CreateTable
CREATE TABLE "SlackImport" (
    "id" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "agentId" TEXT NOT NULL,
    "room" TEXT NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,
    "isDryRun" BOOLEAN NOT NULL,
    "hasSubjects" BOOLEAN NOT NULL,
    "inboxId" TEXT NOT NULL,
    "stageId" TEXT NOT NULL,
    "requesterId" TEXT,
    "state" TEXT NOT NULL,
    "failure" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "SlackImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SlackImportThread" (
    "importId" TEXT NOT NULL,
    "threadTs" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "number" INTEGER,
    "subject" TEXT NOT NULL,
    "opening" TEXT NOT NULL,
    "from" TEXT,
    "notes" INTEGER NOT NULL,

    CONSTRAINT "SlackImportThread_pkey" PRIMARY KEY ("importId","threadTs")
);

-- CreateIndex
CREATE UNIQUE INDEX "SlackImport_requestId_key" ON "SlackImport"("requestId");

-- CreateIndex
CREATE INDEX "SlackImport_state_createdAt_idx" ON "SlackImport"("state", "createdAt");

-- AddForeignKey
ALTER TABLE "SlackImportThread" ADD CONSTRAINT "SlackImportThread_importId_fkey" FOREIGN KEY ("importId") REFERENCES "SlackImport"("id") ON DELETE CASCADE ON UPDATE CASCADE;
