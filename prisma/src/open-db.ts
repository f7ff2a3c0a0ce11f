/** Opens the desk's database: one reader that sees only what is committed, one writer that works in transactions. */
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient as PostgresClient } from '../generated/postgresql/client.ts';
import { type Prisma, PrismaClient as SqliteClient } from '../generated/sqlite/client.ts';
import { type Engine, engineOf, sqliteFile } from './engine.ts';
import { SqliteConnections } from './sqlite-connection.ts';

/** A client inside a transaction: everything it does is kept or dropped together. */
export type Tx = Prisma.TransactionClient;

/** What SQL may call: of plain values, to a plain value. */
export type SqlFunction = (...values: unknown[]) => string | number | null;

/** Reading methods only matter here: on SQLite this connection refuses every write. */
export type Reader = Prisma.TransactionClient;

export interface Db {
  readonly engine: Engine;
  /** Sees committed data only. */
  readonly read: Reader;
  /**
   * Runs `work` in one transaction; at its end all is stored on disk, after an error nothing is. Transactions run
   * one after the other, so what `work` read is still so when it writes, and what it numbers is stored in order.
   */
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** On SQLite lets SQL call `work`, which must answer the same for the same values; nothing on PostgreSQL. */
  defineFunction(name: string, work: SqlFunction): void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

// A transaction waits for the writer, never for a network, so a long wait means a busy desk and not a fault.
const patience = { maxWait: 30_000, timeout: 30_000 };

/**
 * Opens `file:…` or `postgresql://…`. Does not migrate.
 * Two SQLite connections on purpose: a query beside an open transaction on the same connection would read,
 * and even join, what is not committed yet.
 */
export async function openDb(url: string): Promise<Db> {
  const engine = engineOf(url);
  return engine === 'sqlite' ? openSqlite(sqliteFile(url)) : openPostgres(url);
}

async function openSqlite(file: string): Promise<Db> {
  const connections = [false, true].map((readOnly) => new SqliteConnections(file, { readOnly }));
  const [writer, reader] = connections.map((adapter) => new SqliteClient({ adapter })) as [
    SqliteClient,
    SqliteClient,
  ];
  const close = async () => {
    await reader.$disconnect();
    await writer.$disconnect();
  };
  try {
    await writer.$connect();
    await reader.$connect();
  } catch (error) {
    await close();
    throw error;
  }
  return handle('sqlite', {
    read: reader,
    inTransaction: (work) => writer.$transaction(work, patience),
    defineFunction(name, work) {
      for (const each of connections) each.defineFunction(name, work);
    },
    close,
  });
}

async function openPostgres(url: string): Promise<Db> {
  // Two pools: were all connections of one held by transactions that wait for each other, the one whose turn it is
  // could not read, and none would ever end.
  const writer = postgresClient(url);
  const reader = postgresClient(url);
  const close = async () => {
    await reader.$disconnect();
    await writer.$disconnect();
  };
  try {
    await writer.$connect();
    await reader.$connect();
  } catch (error) {
    await close();
    throw error;
  }
  return handle('postgresql', {
    read: reader,
    inTransaction: (work) =>
      writer.$transaction(async (tx) => {
        // SQLite has one writer by itself. Here a lock makes it so, until the commit, for every process of a desk.
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(4312)`;
        const result = await work(tx);
        // After a failed statement PostgreSQL answers COMMIT by quietly dropping everything. This query then fails.
        await tx.$queryRaw`SELECT 1`;
        return result;
      }, patience),
    defineFunction: () => undefined,
    close,
  });
}

function postgresClient(url: string): SqliteClient {
  const client = new PostgresClient({ adapter: new PrismaPg({ connectionString: url }) });
  // The two clients are generated from one schema and differ in their provider alone.
  return client as unknown as SqliteClient;
}

function handle(engine: Engine, db: Pick<Db, 'read' | 'inTransaction' | 'defineFunction' | 'close'>): Db {
  return { engine, ...db, [Symbol.asyncDispose]: db.close };
}
