/** What the core may use of the database: opening, migrating, locking, and the types of its rows. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export { Prisma } from '../generated/sqlite/client.ts';
export { findDamage } from './check-database.ts';
export { type Engine, engineOf, sqliteFile } from './engine.ts';
export { type DirectoryLock, lockDirectory } from './lock-directory.ts';
export { type Migration, MigrationRefused, migrate, migrationsIn, missingMigrations } from './migrate.ts';
export { type Db, openDb, type Reader, type Tx } from './open-db.ts';
export { connectionPragmas } from './sqlite-connection.ts';

/** Where the migrations lie: beside these sources, or beside the folder of a build that holds them. */
export const migrationsFolder =
  [
    join(import.meta.dirname, '..', 'migrations'),
    join(import.meta.dirname, '..', '..', 'prisma', 'migrations'),
  ].find((folder) => existsSync(join(folder, 'sqlite'))) ?? join(import.meta.dirname, '..', 'migrations');
