-- What mentions an agent is a view of its own, behind those that there are; a desk that has one of this name keeps it.
INSERT INTO "SavedView" ("id", "ownerId", "holder", "name", "nameKey", "query", "position")
SELECT 'viw_mentions', NULL, '*', 'Mentions', 'mentions', 'is:open mentions:me', (SELECT COALESCE(MAX("position"), 0) + 1 FROM "SavedView")
WHERE NOT EXISTS (SELECT 1 FROM "SavedView" WHERE "holder" = '*' AND "nameKey" = 'mentions');
