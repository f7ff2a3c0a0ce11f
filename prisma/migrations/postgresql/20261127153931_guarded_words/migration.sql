-- CreateTable
CREATE TABLE "GuardedWord" (
    "word" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "GuardedWord_pkey" PRIMARY KEY ("word")
);

-- CreateIndex
CREATE INDEX "Contact_name_idx" ON "Contact"("name");
