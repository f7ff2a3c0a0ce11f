/** One SQLite connection as the desk wants it: durable, checked, and with prepared statements kept. */
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type Database from 'better-sqlite3';
import type { SqlFunction } from './open-db.ts';
import { noTransactions, oneTransactionAtATime } from './sqlite-transaction.ts';

const KEPT_STATEMENTS = 500;

/** What every connection is set to; a test reads each of them back. */
export const connectionPragmas = {
  journal_mode: 'wal',
  // better-sqlite3 is compiled to NORMAL in WAL mode, which may lose acknowledged commits at a power cut.
  synchronous: 2,
  foreign_keys: 1,
  busy_timeout: 5000,
} as const;

/** Sets one connection up; `query_only` makes a reader that cannot write by mistake. */
export function prepareConnection(db: Database.Database, options: { readOnly: boolean }): void {
  for (const [pragma, value] of Object.entries(connectionPragmas)) db.pragma(`${pragma} = ${value}`);
  db.pragma('cache_size = -65536');
  db.pragma('temp_store = MEMORY');
  // Zeros over what is deleted or replaced, as far as that costs no write of its own.
  db.pragma('secure_delete = FAST');
  if (options.readOnly) db.pragma('query_only = ON');
}

/**
 * Prisma's SQLite adapter with three changes: a connection is prepared before its first query, statements are
 * compiled once, and a transaction that fails to begin or to commit leaves the connection usable.
 * Prisma compiles each query anew; keeping statements halves the cost of a short read.
 */
export class SqliteConnections extends PrismaBetterSqlite3 {
  readonly #readOnly: boolean;
  readonly #functions = new Map<string, SqlFunction>();
  #client: Database.Database | null = null;

  constructor(url: string, options: { readOnly: boolean }) {
    super({ url }, { timestampFormat: 'unixepoch-ms' });
    this.#readOnly = options.readOnly;
  }

  override async connect() {
    const adapter = await super.connect();
    const { client } = adapter as unknown as { client: Database.Database };
    try {
      prepareConnection(client, { readOnly: this.#readOnly });
    } catch (error) {
      client.close();
      throw error;
    }
    this.#client = client;
    for (const [name, work] of this.#functions) define(client, name, work);
    keepStatements(client);
    adapter.startTransaction = this.#readOnly
      ? noTransactions(adapter)
      : oneTransactionAtATime(adapter, client);
    return adapter;
  }

  /** Lets SQL of this connection, and of later ones, call `work`. */
  defineFunction(name: string, work: SqlFunction): void {
    this.#functions.set(name, work);
    if (this.#client?.open) define(this.#client, name, work);
  }
}

function define(client: Database.Database, name: string, work: SqlFunction): void {
  // Of our own SQL alone: nothing that lies in a database file may call it.
  client.function(name, { deterministic: true, directOnly: true, varargs: true }, work);
}

/**
 * Makes `prepare` answer from a bounded cache. The adapter binds a statement for good, which a kept one must
 * not be, so it gets a small stand-in that passes the values at each run.
 */
function keepStatements(client: Database.Database): void {
  const compile = client.prepare.bind(client);
  const kept = new Map<string, Database.Statement<unknown[]>>();

  const statementFor = (sql: string) => {
    const known = kept.get(sql);
    if (known) {
      kept.delete(sql);
      kept.set(sql, known);
      return known;
    }
    const statement = compile(sql) as Database.Statement<unknown[]>;
    kept.set(sql, statement);
    if (kept.size > KEPT_STATEMENTS) kept.delete(kept.keys().next().value as string);
    return statement;
  };

  client.prepare = ((sql: string) => standIn(statementFor(sql), [])) as unknown as typeof client.prepare;
}

function standIn(statement: Database.Statement<unknown[]>, values: unknown[]) {
  let rows: unknown[] | undefined;
  const readOnce = () => {
    rows ??= statement.raw(true).all(...values);
    return rows;
  };
  return {
    reader: statement.reader,
    bind: (bound: unknown[]) => standIn(statement, bound),
    // The adapter asks for the columns first, but a kept statement learns of a changed table only by running.
    columns: () => {
      readOnce();
      return statement.columns();
    },
    run: () => statement.run(...values),
    raw: () => ({ all: readOnce }),
  };
}
