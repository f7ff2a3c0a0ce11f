/** Transactions that leave their SQLite connection usable, however they end. */
import type { SqlDriverAdapter, Transaction } from '@prisma/driver-adapter-utils';
import type Database from 'better-sqlite3';

type StartTransaction = SqlDriverAdapter['startTransaction'];

/**
 * Transactions for the writer, each waiting for the one before it. Prisma's adapter keeps its lock for good when
 * `BEGIN` is refused (another process writes) and stays inside the transaction when `COMMIT` is: from then on
 * every later one waits in vain. Here both are undone and the next may begin.
 */
export function oneTransactionAtATime(
  adapter: SqlDriverAdapter,
  client: Database.Database,
): StartTransaction {
  const takeTurn = turns();
  return async () => {
    const leave = await takeTurn();
    try {
      // A deferred transaction that reads first may be refused when it comes to write; this one waits at once.
      await adapter.executeRaw(plain('BEGIN IMMEDIATE'));
    } catch (error) {
      leave();
      throw error;
    }
    const end = async (statement: 'COMMIT' | 'ROLLBACK') => {
      try {
        if (statement === 'COMMIT' || client.inTransaction) await adapter.executeRaw(plain(statement));
      } finally {
        if (client.open && client.inTransaction) client.exec('ROLLBACK');
        leave();
      }
    };
    const requireOpen = () => {
      // A full disk makes SQLite roll back by itself. What came after would be stored at once, piece by piece.
      if (!client.inTransaction)
        throw new Error(
          'SQLite gave this transaction up after an error; nothing of it is stored. Start it anew.',
        );
    };
    return transaction(adapter, requireOpen, end);
  };
}

/**
 * What the reader gets where Prisma wraps a long read, split in parts, into a transaction: none. A real one
 * would show other readers on this connection the past, and `BEGIN IMMEDIATE` is refused here.
 */
export function noTransactions(adapter: SqlDriverAdapter): StartTransaction {
  return async () =>
    transaction(
      adapter,
      () => {},
      async () => {},
    );
}

function transaction(
  adapter: SqlDriverAdapter,
  requireOpen: () => void,
  end: (statement: 'COMMIT' | 'ROLLBACK') => Promise<void>,
): Transaction {
  const run = async (sql: string) => {
    requireOpen();
    await adapter.executeRaw(plain(sql));
  };
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    // Prisma then leaves COMMIT and ROLLBACK to the two functions below.
    options: { usePhantomQuery: true },
    queryRaw: async (query) => {
      requireOpen();
      return adapter.queryRaw(query);
    },
    executeRaw: async (query) => {
      requireOpen();
      return adapter.executeRaw(query);
    },
    commit: () => end('COMMIT'),
    rollback: () => end('ROLLBACK'),
    createSavepoint: (name) => run(`SAVEPOINT ${name}`),
    rollbackToSavepoint: (name) => run(`ROLLBACK TO ${name}`),
    releaseSavepoint: (name) => run(`RELEASE SAVEPOINT ${name}`),
  };
}

/** First come, first served: resolves when everyone who asked before has left, with the function to leave by. */
function turns(): () => Promise<() => void> {
  let last: Promise<void> = Promise.resolve();
  return async () => {
    const before = last;
    const { promise, resolve } = Promise.withResolvers<void>();
    last = promise;
    await before;
    return resolve;
  };
}

const plain = (sql: string) => ({ sql, args: [], argTypes: [] });
