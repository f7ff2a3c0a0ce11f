/** Everything the emulator knows, as named tables in memory; each change is handed on before `put` returns. */
import type { TableName, Tables } from './types.ts';

export type Change = {
  [T in TableName]: readonly [table: T, id: string, value: Tables[T] | null];
}[TableName];

const tableNames: readonly TableName[] = [
  'people',
  'channels',
  'messages',
  'ephemerals',
  'views',
  'homes',
  'deliveries',
  'responseUrls',
  'files',
  'contents',
  'scheduled',
  'grants',
  'settings',
];

/** Rows are replaced, never changed in place, so a reader may keep what it got. */
export class Store {
  readonly #tables = Object.fromEntries(tableNames.map((name) => [name, new Map()])) as {
    [T in TableName]: Map<string, Tables[T]>;
  };
  readonly #listeners = new Set<() => void>();
  readonly #keep: (change: Change) => void;
  /** Grows with every change. It starts at the time of start-up, so that a watcher notices a restart. */
  version: number;

  constructor(options: { startVersion: number; keep: (change: Change) => void }) {
    this.version = options.startVersion;
    this.#keep = options.keep;
  }

  /** Fills the tables from what was kept earlier, without reporting it as a change. */
  load(changes: Iterable<Change>): void {
    for (const change of changes) this.#apply(change);
  }

  get<T extends TableName>(table: T, id: string): Tables[T] | undefined {
    return this.#tables[table].get(id);
  }

  /** The rows of a table, in the order they were first put. */
  all<T extends TableName>(table: T): Tables[T][] {
    return [...this.#tables[table].values()];
  }

  put<T extends TableName>(table: T, id: string, value: Tables[T]): void {
    this.#commit([table, id, value] as unknown as Change);
  }

  remove(table: TableName, id: string): void {
    if (this.#tables[table].has(id)) this.#commit([table, id, null] as unknown as Change);
  }

  /** Calls `listener` after every change until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Announces a change of something that is not kept in a table, such as a lost connection. */
  touch(): void {
    this.version += 1;
    for (const listener of this.#listeners) listener();
  }

  /** The whole content as changes that would build it again. */
  dump(): Change[] {
    return tableNames.flatMap((table) =>
      [...this.#tables[table]].map(([id, value]) => [table, id, value] as unknown as Change),
    );
  }

  #commit(change: Change): void {
    this.#apply(change);
    this.#keep(change);
    this.touch();
  }

  #apply([table, id, value]: Change): void {
    const rows = this.#tables[table] as Map<string, unknown>;
    if (value === null) rows.delete(id);
    else rows.set(id, value);
  }
}
