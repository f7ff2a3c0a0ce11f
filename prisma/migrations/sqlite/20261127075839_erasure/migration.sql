-- AlterTable
ALTER TABLE "Contact" ADD COLUMN "erasedAt" DATETIME;

-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN "redactedIn" INTEGER;
ALTER TABLE "AuditEvent" ADD COLUMN "salt" TEXT;
