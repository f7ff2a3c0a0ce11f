-- CreateTable
CREATE TABLE "HeldFile" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "heldReplyId" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    CONSTRAINT "HeldFile_heldReplyId_fkey" FOREIGN KEY ("heldReplyId") REFERENCES "HeldReply" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "NoteFile" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "noteId" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "NoteFile_noteId_fkey" FOREIGN KEY ("noteId") REFERENCES "Note" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "HeldFile_id_key" ON "HeldFile"("id");

-- CreateIndex
CREATE INDEX "HeldFile_heldReplyId_idx" ON "HeldFile"("heldReplyId");

-- CreateIndex
CREATE INDEX "HeldFile_sha256_idx" ON "HeldFile"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "NoteFile_id_key" ON "NoteFile"("id");

-- CreateIndex
CREATE INDEX "NoteFile_noteId_idx" ON "NoteFile"("noteId");

-- CreateIndex
CREATE INDEX "NoteFile_sha256_idx" ON "NoteFile"("sha256");

-- CreateIndex
CREATE INDEX "Upload_agentId_idx" ON "Upload"("agentId");
