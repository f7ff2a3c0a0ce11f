/** A desk of release 0.1.0 keeps filing to its inbox once portals have forms. */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { freshFolder, sqliteMigrations } from '../testing/fresh-database.ts';
import { migrate } from './migrate.ts';

test('the inbox that a portal filed to becomes the inbox of a form with a subject and a message', async () => {
  using folder = freshFolder();
  await migrate(folder.url('desk.db'), sqliteMigrations.slice(0, 1));
  const before = new Database(folder.file('desk.db'));
  before.exec(`INSERT INTO "Pipeline" ("id", "name") VALUES ('pip_1', 'Support');
    INSERT INTO "Inbox" ("id", "name", "pipelineId") VALUES ('inb_1', 'Support', 'pip_1');
    INSERT INTO "Domain" ("id", "host", "verifiedAt") VALUES ('dom_1', 'support.example', 1795420800001);
    INSERT INTO "Portal" ("id", "title", "slug", "domainId", "inboxId", "enabled", "filter")
      VALUES ('por_1', 'Acme Support', 'support', 'dom_1', 'inb_1', true, '{"and":[]}')`);
  before.close();

  await migrate(folder.url('desk.db'), sqliteMigrations);

  const after = new Database(folder.file('desk.db'));
  const portal = after.prepare('SELECT * FROM "Portal"').get() as { formId: string };
  expect(portal).toMatchObject({ id: 'por_1', title: 'Acme Support', enabled: 1, authMode: 'REGISTRATION' });
  expect(after.prepare('SELECT * FROM "Form"').all()).toMatchObject([
    { id: portal.formId, name: 'Support', inboxId: 'inb_1', createdAt: 1795420800001 },
  ]);
  expect(after.prepare('SELECT * FROM "FormField" ORDER BY "position"').all()).toMatchObject([
    { formId: portal.formId, target: 'SUBJECT', required: 1 },
    { formId: portal.formId, target: 'MESSAGE', required: 1 },
  ]);
  expect(after.prepare('SELECT "consentReviewedAt" FROM "Domain"').pluck().get()).toBe(1795420800001);
  after.close();
});
