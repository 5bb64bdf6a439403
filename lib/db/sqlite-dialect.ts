/** Kysely over node-sqlite3: one connection, lent to one caller at a time. */
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult, TransactionSettings } from 'kysely';
import { CompiledQuery as Query, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { Database as Sqlite } from 'sqlite3';
import { inWords } from './sqlite-failures';

/** `file` is what errors call the database. */
export function sqliteDialect(sqlite: Sqlite, file: string): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(sqlite, file),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class SqliteDriver implements Driver {
  readonly #sqlite: Sqlite;
  readonly #connection: DatabaseConnection;
  /** Settles when the last caller in the queue has given the connection back. */
  #turn: Promise<void> = Promise.resolve();
  #release: () => void = () => {};

  constructor(sqlite: Sqlite, file: string) {
    this.#sqlite = sqlite;
    this.#connection = new SqliteConnection(sqlite, file);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#turn;
    let release = () => {};
    this.#turn = new Promise((resolve) => (release = resolve));
    await before;
    this.#release = release;
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    this.#release();
  }

  /** A writer takes the write lock at once: one that took it half-way could fail where no waiting helps. */
  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    await connection.executeQuery(Query.raw(settings.accessMode === 'read only' ? 'begin' : 'begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(Query.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A full or failing disk makes SQLite roll back by itself, and what went wrong is what matters.
    await connection.executeQuery(Query.raw('rollback')).catch(() => {});
  }

  async destroy(): Promise<void> {
    await new Promise<void>((resolve, reject) => this.#sqlite.close((error) => (error ? reject(error) : resolve())));
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #sqlite: Sqlite;
  readonly #file: string;

  constructor(sqlite: Sqlite, file: string) {
    this.#sqlite = sqlite;
    this.#file = file;
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return readsRows(query) ? this.#all<Row>(query) : this.#run<Row>(query);
  }

  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Streaming is not supported by this dialect');
  }

  #all<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return new Promise((resolve, reject) => {
      this.#sqlite.all<Row>(query.sql, query.parameters, (error, rows) => (error ? reject(inWords(error, this.#file)) : resolve({ rows })));
    });
  }

  #run<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return new Promise((resolve, reject) => {
      const file = this.#file;
      this.#sqlite.run(query.sql, query.parameters, function (error) {
        if (error) reject(inWords(error, file));
        else resolve({ rows: [], insertId: BigInt(this.lastID), numAffectedRows: BigInt(this.changes) });
      });
    });
  }
}

function readsRows({ query }: CompiledQuery): boolean {
  switch (query.kind) {
    case 'InsertQueryNode':
    case 'UpdateQueryNode':
    case 'DeleteQueryNode':
    case 'MergeQueryNode':
      return query.returning !== undefined;
    default:
      return true;
  }
}
