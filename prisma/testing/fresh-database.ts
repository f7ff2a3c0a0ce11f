/** Throw-away folders, databases and rows for the tests of this package. */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Migration, migrate, migrationsIn } from '../src/migrate.ts';
import { type Db, openDb, type Tx } from '../src/open-db.ts';

const migrationsFolder = join(import.meta.dirname, '..', 'migrations');

/** This release's migrations. */
export const sqliteMigrations = migrationsIn(migrationsFolder, 'sqlite');
export const postgresMigrations = migrationsIn(migrationsFolder, 'postgresql');

/** A folder that is deleted at the end of the test; `name` is its last part. */
export function freshFolder(name = 'desk') {
  const outer = mkdtempSync(join(tmpdir(), 'postern-test-'));
  const path = join(outer, name);
  mkdirSync(path);
  return {
    path,
    /** A file in it, and its address. */
    file: (fileName: string) => join(path, fileName),
    url: (fileName: string) => `file:${join(path, fileName)}`,
    [Symbol.dispose]: () => {
      chmodSync(path, 0o700);
      rmSync(outer, { recursive: true, force: true });
    },
  };
}

/** A migrated and opened SQLite desk. */
export async function freshDesk() {
  const folder = freshFolder();
  const url = folder.url('desk.db');
  await migrate(url, sqliteMigrations);
  const db = await openDb(url);
  return {
    db,
    url,
    file: folder.file('desk.db'),
    [Symbol.asyncDispose]: async () => {
      await db.close();
      folder[Symbol.dispose]();
    },
  };
}

/** A migration as it would be read from a folder. */
export function migrationOf(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

/** A moment with milliseconds, because rounding to seconds is a mistake that a whole second hides. */
export const moment = new Date('2026-03-29T01:30:00.123Z');

/** Stores an organization named after its id. */
export function addOrganization(tx: Tx, id: string) {
  return tx.organization.create({ data: { id, name: `Name of ${id}`, createdAt: moment } });
}

/** Stores one ticket and all that it stands on: pipeline, stage, inbox, organization, contact. */
export async function addTicket(tx: Tx, number: number) {
  await tx.pipeline.create({ data: { id: 'pip_support', name: 'Support' } });
  await tx.stage.create({
    data: { id: 'stg_new', pipelineId: 'pip_support', name: 'New', category: 'OPEN', position: 0 },
  });
  await tx.inbox.create({ data: { id: 'inb_support', name: 'Support', pipelineId: 'pip_support' } });
  await addOrganization(tx, 'org_acme');
  await tx.contact.create({
    data: {
      id: 'con_maria',
      email: 'maria@acme.example',
      organizationId: 'org_acme',
      createdAt: moment,
    },
  });
  return tx.ticket.create({
    data: {
      id: 'tkt_first',
      number,
      subject: 'Cannot sign in to the portal',
      stageId: 'stg_new',
      inboxId: 'inb_support',
      requesterId: 'con_maria',
      organizationId: 'org_acme',
      lastPublicAt: moment,
      lastActivityAt: moment,
      createdAt: moment,
      contacts: { create: { contactId: 'con_maria', role: 'REQUESTER' } },
    },
  });
}

/** The ids of the organizations that are committed. */
export async function storedOrganizations(db: Db): Promise<string[]> {
  const rows = await db.read.organization.findMany({ orderBy: { id: 'asc' }, select: { id: true } });
  return rows.map((row) => row.id);
}
