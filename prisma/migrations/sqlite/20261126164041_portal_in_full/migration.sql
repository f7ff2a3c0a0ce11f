-- AlterTable
ALTER TABLE "OneTimeToken" ADD COLUMN "payload" JSONB;

-- CreateTable
CREATE TABLE "ContactList" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "filter" JSONB,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "ContactListMember" (
    "listId" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "addedAt" DATETIME NOT NULL,

    PRIMARY KEY ("listId", "contactId"),
    CONSTRAINT "ContactListMember_listId_fkey" FOREIGN KEY ("listId") REFERENCES "ContactList" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ContactListMember_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Attachment" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Attachment_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Upload" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contactId" TEXT,
    "agentId" TEXT,
    "fileName" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Upload_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Property" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "options" JSONB NOT NULL,
    "audience" TEXT NOT NULL DEFAULT 'INTERNAL',
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "PropertyValue" (
    "ticketId" TEXT NOT NULL,
    "propertyId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "number" REAL,
    "date" DATETIME,

    PRIMARY KEY ("ticketId", "propertyId", "text"),
    CONSTRAINT "PropertyValue_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "PropertyValue_propertyId_fkey" FOREIGN KEY ("propertyId") REFERENCES "Property" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "KbArticle" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "domainId" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "publishedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "KbArticle_domainId_fkey" FOREIGN KEY ("domainId") REFERENCES "Domain" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "FormerSlug" (
    "slug" TEXT NOT NULL PRIMARY KEY,
    "portalId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "FormerSlug_portalId_fkey" FOREIGN KEY ("portalId") REFERENCES "Portal" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PortalList" (
    "portalId" TEXT NOT NULL,
    "listId" TEXT NOT NULL,

    PRIMARY KEY ("portalId", "listId"),
    CONSTRAINT "PortalList_portalId_fkey" FOREIGN KEY ("portalId") REFERENCES "Portal" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "PortalList_listId_fkey" FOREIGN KEY ("listId") REFERENCES "ContactList" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Invitation" (
    "portalId" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("portalId", "contactId"),
    CONSTRAINT "Invitation_portalId_fkey" FOREIGN KEY ("portalId") REFERENCES "Portal" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Invitation_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Form" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "help" TEXT,
    "inboxId" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Form_inboxId_fkey" FOREIGN KEY ("inboxId") REFERENCES "Inbox" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "FormField" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "formId" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "propertyId" TEXT,
    "label" TEXT,
    "help" TEXT,
    "required" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,
    "showIfId" TEXT,
    "showIfValues" JSONB,
    CONSTRAINT "FormField_formId_fkey" FOREIGN KEY ("formId") REFERENCES "Form" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "FormField_propertyId_fkey" FOREIGN KEY ("propertyId") REFERENCES "Property" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Consent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contactId" TEXT NOT NULL,
    "portalId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "wordingHash" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Consent_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Consent_portalId_fkey" FOREIGN KEY ("portalId") REFERENCES "Portal" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PreviewSession" (
    "idHash" TEXT NOT NULL PRIMARY KEY,
    "agentId" TEXT NOT NULL,
    "portalId" TEXT NOT NULL,
    "contactId" TEXT,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "PreviewSession_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "PreviewSession_portalId_fkey" FOREIGN KEY ("portalId") REFERENCES "Portal" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Inbox" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "pipelineId" TEXT NOT NULL,
    "confidential" BOOLEAN NOT NULL DEFAULT false,
    "reopenDays" INTEGER NOT NULL DEFAULT 14,
    "customersClose" BOOLEAN NOT NULL DEFAULT true,
    "promise" TEXT,
    CONSTRAINT "Inbox_pipelineId_fkey" FOREIGN KEY ("pipelineId") REFERENCES "Pipeline" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Inbox" ("confidential", "id", "name", "pipelineId", "reopenDays") SELECT "confidential", "id", "name", "pipelineId", "reopenDays" FROM "Inbox";
DROP TABLE "Inbox";
ALTER TABLE "new_Inbox" RENAME TO "Inbox";
CREATE UNIQUE INDEX "Inbox_name_key" ON "Inbox"("name");
CREATE TABLE "new_Domain" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "host" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "isSystem" BOOLEAN NOT NULL DEFAULT false,
    "verifiedAt" DATETIME,
    "selfRegistration" BOOLEAN NOT NULL DEFAULT false,
    "consentText" TEXT,
    "consentLabel" TEXT,
    "consentReviewedAt" DATETIME,
    "kbUrl" TEXT,
    "kbArticleCount" INTEGER NOT NULL DEFAULT 0,
    "kbShowsPortal" BOOLEAN NOT NULL DEFAULT false
);
INSERT INTO "new_Domain" ("host", "id", "isSystem", "language", "selfRegistration", "verifiedAt", "consentReviewedAt") SELECT "host", "id", "isSystem", "language", "selfRegistration", "verifiedAt", "verifiedAt" FROM "Domain";
DROP TABLE "Domain";
ALTER TABLE "new_Domain" RENAME TO "Domain";
CREATE UNIQUE INDEX "Domain_host_key" ON "Domain"("host");
CREATE TABLE "new_Portal" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "title" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "domainId" TEXT,
    "formId" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT false,
    "authMode" TEXT,
    "audience" TEXT NOT NULL DEFAULT 'ALL',
    "filter" JSONB NOT NULL,
    "showKbLink" BOOLEAN NOT NULL DEFAULT false,
    "inviteSubject" TEXT,
    "inviteBody" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Portal_domainId_fkey" FOREIGN KEY ("domainId") REFERENCES "Domain" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Portal_formId_fkey" FOREIGN KEY ("formId") REFERENCES "Form" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
-- The inbox that a portal filed to becomes its form's, with the two fields that there were.
INSERT INTO "Form" ("id", "name", "inboxId", "createdAt")
SELECT 'frm_' || substr(p."id", 5), CASE WHEN (SELECT count(*) FROM "Portal") = 1 THEN 'Support' ELSE 'Support ' || p."slug" END,
  p."inboxId", coalesce(d."verifiedAt", 1795420800000)
FROM "Portal" p LEFT JOIN "Domain" d ON d."id" = p."domainId";
INSERT INTO "FormField" ("id", "formId", "target", "required", "position")
SELECT 'fld_' || substr(f."id", 5) || 's', f."id", 'SUBJECT', true, 0 FROM "Form" f;
INSERT INTO "FormField" ("id", "formId", "target", "required", "position")
SELECT 'fld_' || substr(f."id", 5) || 'm', f."id", 'MESSAGE', true, 1 FROM "Form" f;
INSERT INTO "new_Portal" ("domainId", "formId", "authMode", "enabled", "filter", "id", "revision", "slug", "title") SELECT "domainId", 'frm_' || substr("id", 5), 'REGISTRATION', "enabled", "filter", "id", "revision", "slug", "title" FROM "Portal";
DROP TABLE "Portal";
ALTER TABLE "new_Portal" RENAME TO "Portal";
CREATE UNIQUE INDEX "Portal_slug_key" ON "Portal"("slug");
CREATE UNIQUE INDEX "Portal_domainId_key" ON "Portal"("domainId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "ContactList_name_key" ON "ContactList"("name");

-- CreateIndex
CREATE INDEX "ContactListMember_contactId_listId_idx" ON "ContactListMember"("contactId", "listId");

-- CreateIndex
CREATE UNIQUE INDEX "Attachment_id_key" ON "Attachment"("id");

-- CreateIndex
CREATE INDEX "Attachment_messageId_idx" ON "Attachment"("messageId");

-- CreateIndex
CREATE INDEX "Attachment_sha256_idx" ON "Attachment"("sha256");

-- CreateIndex
CREATE INDEX "Upload_contactId_idx" ON "Upload"("contactId");

-- CreateIndex
CREATE INDEX "Upload_createdAt_idx" ON "Upload"("createdAt");

-- CreateIndex
CREATE INDEX "Upload_sha256_idx" ON "Upload"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "Property_key_key" ON "Property"("key");

-- CreateIndex
CREATE INDEX "PropertyValue_propertyId_text_idx" ON "PropertyValue"("propertyId", "text");

-- CreateIndex
CREATE INDEX "PropertyValue_propertyId_number_idx" ON "PropertyValue"("propertyId", "number");

-- CreateIndex
CREATE INDEX "PropertyValue_propertyId_date_idx" ON "PropertyValue"("propertyId", "date");

-- CreateIndex
CREATE UNIQUE INDEX "KbArticle_domainId_slug_key" ON "KbArticle"("domainId", "slug");

-- CreateIndex
CREATE INDEX "FormerSlug_portalId_idx" ON "FormerSlug"("portalId");

-- CreateIndex
CREATE INDEX "PortalList_listId_idx" ON "PortalList"("listId");

-- CreateIndex
CREATE INDEX "Invitation_contactId_idx" ON "Invitation"("contactId");

-- CreateIndex
CREATE UNIQUE INDEX "Form_name_key" ON "Form"("name");

-- CreateIndex
CREATE INDEX "FormField_formId_position_idx" ON "FormField"("formId", "position");

-- CreateIndex
CREATE INDEX "FormField_propertyId_idx" ON "FormField"("propertyId");

-- CreateIndex
CREATE INDEX "Consent_contactId_portalId_wordingHash_idx" ON "Consent"("contactId", "portalId", "wordingHash");

-- CreateIndex
CREATE INDEX "PreviewSession_agentId_idx" ON "PreviewSession"("agentId");

-- CreateIndex
CREATE INDEX "PreviewSession_expiresAt_idx" ON "PreviewSession"("expiresAt");
