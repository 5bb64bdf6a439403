/** Python's SQLAlchemy from `Session` to `AsyncSession`. */
import { FRAMEWORK_LIBRARY } from './library/frameworks';
import { PYTHON_LIBRARY } from './library/python';
import { SQLALCHEMY_LIBRARY } from './library/sqlalchemy';
import type { Pack } from './pack';

export const SQLALCHEMY_ASYNC: Pack = {
  name: 'sqlalchemy-async',
  library: { ...PYTHON_LIBRARY, ...FRAMEWORK_LIBRARY, ...SQLALCHEMY_LIBRARY },
  roles: {
    'sqlalchemy.orm.Session': { role: 'session', mode: 'legacy', api: 'Session' },
    'sqlalchemy.orm.scoped_session': { role: 'session', mode: 'legacy', api: 'Session' },
    'sqlalchemy.ext.asyncio.AsyncSession': { role: 'session', mode: 'target', api: 'AsyncSession' },
    'sqlalchemy.ext.asyncio.async_scoped_session': { role: 'session', mode: 'target', api: 'AsyncSession' },
    'sqlalchemy.orm.sessionmaker': { role: 'session-factory', mode: 'legacy', api: 'sessionmaker' },
    'sqlalchemy.ext.asyncio.async_sessionmaker': { role: 'session-factory', mode: 'target', api: 'async_sessionmaker' },
    'flask_sqlalchemy.SQLAlchemy': { role: 'session-factory', mode: 'legacy', api: 'SQLAlchemy' },
    'sqlalchemy.Engine': { role: 'engine', mode: 'legacy', api: 'Engine' },
    'sqlalchemy.ext.asyncio.AsyncEngine': { role: 'engine', mode: 'target', api: 'AsyncEngine' },
    'sqlalchemy.Connection': { role: 'connection', mode: 'legacy', api: 'Connection' },
    'sqlalchemy.ext.asyncio.AsyncConnection': { role: 'connection', mode: 'target', api: 'AsyncConnection' },
    'sqlalchemy.orm.Query': { role: 'query', mode: 'legacy', api: 'Query' },
    'sqlalchemy.orm.DeclarativeBase': { role: 'model-base', mode: 'legacy', api: 'DeclarativeBase' },
    'sqlalchemy.orm.DeclarativeBaseNoMeta': { role: 'model-base', mode: 'legacy', api: 'DeclarativeBaseNoMeta' },
  },
  extensions: ['sqlmodel.Session', 'sqlmodel.ext.asyncio.session.AsyncSession'],
  memberKinds: { query: 'legacy-query' },
  removed: new Set(['query', 'bulk_insert_mappings', 'bulk_save_objects', 'bulk_update_mappings']),
  factories: new Set(['sqlalchemy.orm.sessionmaker', 'sqlalchemy.orm.scoped_session', 'sqlalchemy.ext.asyncio.async_sessionmaker', 'sqlalchemy.ext.asyncio.async_scoped_session', 'flask_sqlalchemy.SQLAlchemy']),
  baseFunctions: new Set(['sqlalchemy.orm.declarative_base', 'sqlalchemy.orm.registry.generate_base']),
  baseMixins: new Set(['sqlalchemy.ext.asyncio.AsyncAttrs']),
  engines: new Set([
    'sqlalchemy.create_engine',
    'sqlalchemy.engine_from_config',
    'sqlalchemy.ext.asyncio.create_async_engine',
    'sqlalchemy.ext.asyncio.async_engine_from_config',
  ]),
  passing: new Set([
    'builtins.next', 'builtins.anext', 'builtins.getattr', 'builtins.iter', 'builtins.aiter',
    'typing.cast', 'contextlib.closing', 'contextlib.aclosing', 'contextlib.nullcontext',
    'contextlib.ExitStack.enter_context', 'contextlib.AsyncExitStack.enter_async_context', 'contextlib.ExitStack.push',
    'contextlib.contextmanager', 'contextlib.asynccontextmanager', 'functools.partial', 'functools.lru_cache', 'functools.cache',
    'fastapi.Depends', 'fastapi.Security', 'asyncio.run', 'asyncio.wait_for', 'asyncio.gather', 'asyncio.shield', 'asyncio.create_task', 'asyncio.ensure_future',
    'asyncio.to_thread', 'asyncio.AbstractEventLoop.run_until_complete', 'asyncio.AbstractEventLoop.run_in_executor',
    'dataclasses.field', 'contextvars.ContextVar.get', 'weakref.ref.__call__', 'weakref.proxy',
  ]),
  drivers: {
    psycopg2: 'legacy', 'psycopg2-binary': 'legacy', psycopg2cffi: 'legacy', pg8000: 'legacy', mysqlclient: 'legacy', mysqldb: 'legacy', pymysql: 'legacy', pymssql: 'legacy', pyodbc: 'legacy', cx_oracle: 'legacy', pysqlite: 'legacy', mysqlconnector: 'legacy', 'mysql-connector-python': 'legacy',
    asyncpg: 'target', psycopg: 'target', psycopg3: 'target', aiosqlite: 'target', aiomysql: 'target', asyncmy: 'target', aioodbc: 'target', oracledb: 'target', psycopg_async: 'target',
  },
  guess: { names: /(^|_)(session|sess|db|database)$/i, methods: new Set(['query', 'commit', 'rollback', 'flush', 'scalars', 'scalar', 'add_all', 'refresh', 'expunge', 'expunge_all', 'expire_all', 'bulk_save_objects', 'bulk_insert_mappings', 'bulk_update_mappings']) },
  hints: [{ method: 'query', argument: new Set(['sqlalchemy.orm.DeclarativeBase', 'sqlalchemy.orm.DeclarativeBaseNoMeta', 'flask_sqlalchemy.Model', 'sqlmodel.SQLModel']), gives: 'sqlalchemy.orm.Session' }],
  notOperations: new Set(['query_property']),
  bridges: new Set([
    'sqlalchemy.ext.asyncio.AsyncSession.run_sync', 'sqlalchemy.ext.asyncio.async_scoped_session.run_sync', 'sqlalchemy.ext.asyncio.AsyncConnection.run_sync',
    'asyncio.to_thread', 'asyncio.AbstractEventLoop.run_in_executor', 'starlette.concurrency.run_in_threadpool', 'anyio.to_thread.run_sync', 'asgiref.sync.sync_to_async',
  ]),
};
