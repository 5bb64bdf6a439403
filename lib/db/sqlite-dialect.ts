/** Kysely over node-sqlite3: one connection that writes, and any number beside it that only read. */
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult, TransactionSettings } from 'kysely';
import { CompiledQuery as Query, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { Database as Sqlite } from 'sqlite3';
import { inWords } from './sqlite-failures';

export interface Handles {
  readonly writer: Sqlite;
  /** Without any, the writer reads as well, and whoever reads waits for whoever writes. */
  readonly readers: readonly Sqlite[];
  /** What errors call the database. */
  readonly file: string;
}

export function sqliteDialect(handles: Handles): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(handles),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class SqliteDriver implements Driver {
  readonly #handles: Handles;
  readonly #writer: Pool;
  readonly #readers: Pool;

  constructor(handles: Handles) {
    const connectionTo = (sqlite: Sqlite) => new SqliteConnection(sqlite, handles.file);
    this.#handles = handles;
    this.#writer = new Pool([connectionTo(handles.writer)]);
    this.#readers = handles.readers.length > 0 ? new Pool(handles.readers.map(connectionTo)) : this.#writer;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<LentConnection> {
    return new LentConnection(this.#writer, this.#readers);
  }

  async releaseConnection(connection: LentConnection): Promise<void> {
    connection.giveBack();
  }

  /** A writer takes the write lock at once: one that took it half-way could fail where no waiting helps. */
  async beginTransaction(connection: LentConnection, settings: TransactionSettings): Promise<void> {
    const isRead = settings.accessMode === 'read only';
    await connection.take(isRead);
    await connection.executeQuery(Query.raw(isRead ? 'begin' : 'begin immediate'));
  }

  async commitTransaction(connection: LentConnection): Promise<void> {
    await connection.executeQuery(Query.raw('commit'));
  }

  async rollbackTransaction(connection: LentConnection): Promise<void> {
    // A full or failing disk makes SQLite roll back by itself, and what went wrong is what matters.
    await connection.executeQuery(Query.raw('rollback')).catch(() => {});
  }

  async destroy(): Promise<void> {
    const { writer, readers } = this.#handles;
    await Promise.all([...readers, writer].map((sqlite) => new Promise<void>((resolve, reject) => sqlite.close((error) => (error ? reject(error) : resolve())))));
  }
}

/** Connections that are lent to one caller at a time, in the order in which they came. */
class Pool {
  readonly #idle: SqliteConnection[];
  readonly #waiting: ((connection: SqliteConnection) => void)[] = [];

  constructor(connections: readonly SqliteConnection[]) {
    this.#idle = [...connections];
  }

  take(): Promise<SqliteConnection> {
    const connection = this.#idle.pop();
    return connection ? Promise.resolve(connection) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  give(connection: SqliteConnection): void {
    const next = this.#waiting.shift();
    if (next) next(connection);
    else this.#idle.push(connection);
  }
}

/** What Kysely is given: its first query says whether it is to read or to write. */
class LentConnection implements DatabaseConnection {
  readonly #writer: Pool;
  readonly #readers: Pool;
  #held: { readonly connection: SqliteConnection; readonly from: Pool } | null = null;

  constructor(writer: Pool, readers: Pool) {
    this.#writer = writer;
    this.#readers = readers;
  }

  async take(isRead: boolean): Promise<SqliteConnection> {
    if (this.#held) return this.#held.connection;
    const from = isRead ? this.#readers : this.#writer;
    const connection = await from.take();
    this.#held = { connection, from };
    return connection;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return (await this.take(query.query.kind === 'SelectQueryNode')).executeQuery<Row>(query);
  }

  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Streaming is not supported by this dialect');
  }

  giveBack(): void {
    this.#held?.from.give(this.#held.connection);
    this.#held = null;
  }
}

class SqliteConnection {
  readonly #sqlite: Sqlite;
  readonly #file: string;

  constructor(sqlite: Sqlite, file: string) {
    this.#sqlite = sqlite;
    this.#file = file;
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return readsRows(query) ? this.#all<Row>(query) : this.#run<Row>(query);
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
