-- AlterTable
ALTER TABLE "HeldReply" ADD COLUMN "actions" JSONB;
