import type { UsageKind } from './migration';

export interface BeforeAfter {
  before: string;
  after: string;
  /** What to watch out for; '' where nothing. */
  note: string;
}

/** Methods that an AsyncSession has as plain functions: they only change what is in memory. */
const NOT_AWAITED = new Set(['add', 'add_all', 'expire', 'expire_all', 'expunge', 'expunge_all', 'in_transaction', 'is_modified', 'in_nested_transaction', 'get_bind', 'is_active']);

/** What one kind of usage becomes, told with the method that is used. */
export function beforeAfterOf(kind: UsageKind, method: string): BeforeAfter {
  switch (kind) {
    case 'session-operation':
      return operation(method);
    case 'legacy-query':
      return {
        before: 'order = session.query(Order).filter(Order.id == order_id).first()',
        after: 'result = await session.execute(select(Order).where(Order.id == order_id).limit(1))\norder = result.scalars().first()',
        note: 'AsyncSession has no query(). Load relationships that are read later with selectinload().',
      };
    case 'session-open':
      return {
        before: `with ${method === 'Session' ? 'Session(engine)' : `db.${method}()`} as session:\n    …`,
        after: `async with ${method === 'Session' ? 'AsyncSession(engine)' : `db.${method}()`} as session:\n    …`,
        note: 'The function around it becomes async def, and so do its callers.',
      };
    case 'session-parameter':
      return { before: `def place(${method}: Session) -> None:`, after: `async def place(${method}: AsyncSession) -> None:`, note: 'Callers must pass an AsyncSession and await the call.' };
    case 'session-provider':
      return {
        before: '@contextmanager\ndef get_session(self) -> Iterator[Session]:\n    with self.factory() as session:\n        yield session',
        after: '@asynccontextmanager\nasync def get_session(self) -> AsyncIterator[AsyncSession]:\n    async with self.factory() as session:\n        yield session',
        note: 'Keep the old provider under its own name until its last user is converted.',
      };
    case 'session-factory':
      return { before: 'factory = sessionmaker(engine)', after: 'factory = async_sessionmaker(engine, expire_on_commit=False)', note: 'Without expire_on_commit=False an attribute read after a commit loads lazily, which fails.' };
    case 'engine':
      return { before: 'engine = create_engine(url)', after: 'engine = create_async_engine(url)', note: 'The URL must name a driver that can be used asynchronously: psycopg, asyncpg, aiosqlite.' };
    case 'connection-operation':
      return { before: `with engine.connect() as connection:\n    connection.${method}(…)`, after: `async with engine.connect() as connection:\n    await connection.${method}(…)`, note: '' };
    case 'model-base':
      return { before: 'class Base(DeclarativeBase):', after: 'class Base(AsyncAttrs, DeclarativeBase):', note: 'AsyncAttrs lets code await a relationship: await order.awaitable_attrs.lines.' };
    case 'migration-env':
      return { before: 'with connectable.connect() as connection:\n    do_run_migrations(connection)', after: 'async with connectable.connect() as connection:\n    await connection.run_sync(do_run_migrations)', note: 'Alembic itself stays sync; only its connection changes. Leaving it sync is a choice too: exempt it.' };
    case 'driver':
      return { before: 'postgresql+psycopg2://…', after: 'postgresql+psycopg://…  or  postgresql+asyncpg://…', note: 'greenlet must be among the dependencies.' };
    case 'call':
    case 'reference':
      return { before: method, after: '…', note: '' };
  }
}

function operation(method: string): BeforeAfter {
  const call = `session.${method}(…)`;
  if (NOT_AWAITED.has(method)) return { before: call, after: call, note: 'Stays as it is: on an AsyncSession this is a plain function. Awaiting it fails.' };
  if (method === 'begin' || method === 'begin_nested') return { before: `with session.${method}():`, after: `async with session.${method}():`, note: '' };
  const note = ['execute', 'scalars', 'stream'].includes(method) ? 'Await first, then read the result: (await session.execute(…)).scalars().' : '';
  return { before: call, after: `await ${call}`, note };
}
