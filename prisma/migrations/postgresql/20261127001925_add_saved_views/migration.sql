-- CreateTable
CREATE TABLE "SavedView" (
    "id" TEXT NOT NULL,
    "ownerId" TEXT,
    "holder" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "SavedView_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SavedView_position_idx" ON "SavedView"("position");

-- CreateIndex
CREATE UNIQUE INDEX "SavedView_holder_nameKey_key" ON "SavedView"("holder", "nameKey");

-- AddForeignKey
ALTER TABLE "SavedView" ADD CONSTRAINT "SavedView_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Agent"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What every desk begins with. From here on these are views like all others: renamed, moved and deleted as people like.
INSERT INTO "SavedView" ("id", "ownerId", "holder", "name", "nameKey", "query", "position") VALUES
    ('viw_mine', NULL, '*', 'Mine', 'mine', 'is:open assignee:me -is:snoozed', 1),
    ('viw_unassigned', NULL, '*', 'Unassigned', 'unassigned', 'is:open assignee:none -is:snoozed', 2),
    ('viw_waiting', NULL, '*', 'Waiting on us', 'waiting on us', 'is:open stage:New,"Waiting on us" -is:snoozed', 3),
    ('viw_open', NULL, '*', 'All open', 'all open', 'is:open', 4),
    ('viw_closed', NULL, '*', 'Closed', 'closed', 'is:closed', 5);
