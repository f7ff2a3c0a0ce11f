/** Brings a database to the schema this release knows, one recorded migration at a time. */
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { type Engine, engineOf, sqliteFile } from './engine.ts';
import { prepareConnection } from './sqlite-connection.ts';

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** A database that this release must not touch. The message says what to do. */
export class MigrationRefused extends Error {
  override name = 'MigrationRefused';
}

/** The migrations of one engine, oldest first, from `folder` (`migrations/{engine}/<time>_<name>/migration.sql`). */
export function migrationsIn(folder: string, engine: Engine): Migration[] {
  return readdirSync(join(folder, engine), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, engine, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Applies what is missing, one transaction each, and records it in `_prisma_migrations` as Prisma does.
 * Answers the names applied. Throws `MigrationRefused` when the database is newer than this release, when
 * a migration it holds was edited since, or when it holds another program's tables and no migration.
 */
export async function migrate(url: string, migrations: Migration[]): Promise<string[]> {
  return engineOf(url) === 'sqlite'
    ? migrateSqlite(sqliteFile(url), migrations)
    : migratePostgres(url, migrations);
}

interface Recorded {
  migration_name: string;
  checksum: string;
}

/** Which migrations are missing; refuses a history that does not lead to this release. */
export function missingMigrations(recorded: Recorded[], migrations: Migration[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of recorded) {
    const migration = known.get(row.migration_name);
    if (!migration) {
      throw new MigrationRefused(
        `This database was made by a newer Postern (it holds "${row.migration_name}"). Start that release, or restore a backup.`,
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new MigrationRefused(
        `Migration "${row.migration_name}" differs from the one this database was made with. Use the release that made it.`,
      );
    }
  }
  const done = new Set(recorded.map((row) => row.migration_name));
  return migrations.filter((migration) => !done.has(migration.name));
}

/** Refuses a database that holds tables, but no migration that could have made them. */
function requireOwn(otherTables: string[], recorded: Recorded[]): void {
  const [table] = otherTables;
  if (table === undefined || recorded.length > 0) return;
  throw new MigrationRefused(
    `This database belongs to another program: it holds the table "${table}", and no desk. Name an empty one with DATABASE_URL.`,
  );
}

const sqliteHistory = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

const postgresHistory = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`;

const readHistory = `SELECT "migration_name", "checksum" FROM "_prisma_migrations"
  WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL ORDER BY "started_at", "migration_name"`;

const historyTable = '_prisma_migrations';

const sqliteTables = `SELECT "name" FROM sqlite_schema WHERE "type" = 'table' AND "name" NOT LIKE 'sqlite\\_%' ESCAPE '\\'
  ORDER BY "name"`;

// Without the tables that an extension, such as PostGIS, brings into every database.
const postgresTables = `SELECT c.relname AS "name" FROM pg_catalog.pg_class c
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
      WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  ORDER BY c.relname`;

function migrateSqlite(file: string, migrations: Migration[]): string[] {
  const db = new Database(file);
  try {
    // Before anything is set, for that writes to the file. In one transaction, for another process may be migrating.
    db.transaction(() => {
      const tables = db.prepare(sqliteTables).pluck().all() as string[];
      const others = tables.filter((name) => name !== historyTable);
      const isNew = others.length === tables.length;
      requireOwn(others, isNew ? [] : (db.prepare(readHistory).all() as Recorded[]));
    })();
    prepareConnection(db, { readOnly: false });
    db.exec(sqliteHistory);
    // Redefining a table drops it for a moment. This pragma does nothing inside a transaction.
    db.pragma('foreign_keys = OFF');
    const applyNext = db.transaction(() => {
      // Read anew under the write lock: another process may have migrated in between.
      const [next] = missingMigrations(db.prepare(readHistory).all() as Recorded[], migrations);
      if (next) applySqlite(db, next);
      return next?.name;
    });
    const applied: string[] = [];
    for (let name = applyNext.immediate(); name; name = applyNext.immediate()) applied.push(name);
    return applied;
  } finally {
    db.close();
  }
}

function applySqlite(db: Database.Database, migration: Migration): void {
  const startedAt = Date.now();
  db.exec(migration.sql);
  const broken = db.pragma('foreign_key_check') as unknown[];
  if (broken.length > 0)
    throw new Error(
      `Migration "${migration.name}" would leave links to rows that are gone: ${broken.length}.`,
    );
  db.prepare(
    `INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "started_at", "applied_steps_count")
     VALUES (?, ?, ?, ?, ?, 1)`,
  ).run(randomUUID(), migration.checksum, Date.now(), migration.name, startedAt);
}

async function migratePostgres(url: string, migrations: Migration[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Two processes may start at once; the second waits and then finds nothing missing. Prisma's own key.
    await client.query('SELECT pg_advisory_lock(72707369)');
    const tables = (await client.query<{ name: string }>(postgresTables)).rows.map(({ name }) => name);
    const others = tables.filter((name) => name !== historyTable);
    if (others.length === tables.length) requireOwn(others, []);
    await client.query(postgresHistory);
    const recorded = (await client.query<Recorded>(readHistory)).rows;
    requireOwn(others, recorded);
    const missing = missingMigrations(recorded, migrations);
    for (const migration of missing) {
      const startedAt = new Date();
      await client.query('BEGIN');
      try {
        await client.query(migration.sql);
        await client.query(
          `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
           VALUES ($1, $2, now(), $3, $4, 1)`,
          [randomUUID(), migration.checksum, migration.name, startedAt],
        );
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      }
    }
    return missing.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}
