-- AlterTable
ALTER TABLE "Draft" ADD COLUMN "actions" JSONB;
