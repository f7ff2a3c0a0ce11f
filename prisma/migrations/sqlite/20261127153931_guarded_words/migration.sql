-- CreateTable
CREATE TABLE "GuardedWord" (
    "word" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "Contact_name_idx" ON "Contact"("name");
