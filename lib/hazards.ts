/**
 * What each hazard is, in words for people: pages, reports and SARIF show these texts, the scanner takes the severity.
 * The rules themselves are in scanner/classify/hazards/. Imports nothing but the vocabulary.
 */
import type { Severity } from './migration';

export const HAZARD_RULE_NAMES = [
  'sync-session-in-async',
  'unawaited-operation',
  'unawaited-project-call',
  'await-on-sync',
  'query-on-async-session',
  'result-before-await',
  'sync-with-on-async',
  'lazy-load-in-async',
  'event-loop-in-thread',
  'shared-async-session',
  'sync-driver-for-async-engine',
  'async-fixture-without-plugin',
  'async-test-without-marker',
  'dual-api-left',
  'broken-provider-import',
] as const;
export type HazardRuleName = (typeof HAZARD_RULE_NAMES)[number];

/** Hazards that a conversion of the function settles by itself. */
export const SETTLED_BY_CONVERSION: ReadonlySet<string> = new Set<HazardRuleName>(['sync-session-in-async', 'await-on-sync', 'dual-api-left']);

export interface HazardText {
  readonly severity: Severity;
  /** A few words for lists. */
  readonly title: string;
  /** One sentence for a rule's index, as in SARIF. */
  readonly summary: string;
  /** One paragraph: what happens, when, and how it is put right. */
  readonly explanation: string;
  readonly before: string;
  readonly after: string;
}

export const HAZARDS: Readonly<Record<HazardRuleName, HazardText>> = {
  'sync-session-in-async': {
    severity: 'warning',
    title: 'Sync session in async code',
    summary: 'A legacy session is used inside async def and stops the event loop.',
    explanation:
      'Every query of a sync session waits for the database on the thread that runs the event loop: while it waits, no other request, task or timer of the process goes on. It works in tests and under light load, and stalls under real load. Open an AsyncSession here, or hand the sync work to a thread with asyncio.to_thread until it is converted.',
    before: 'async def read_order(order_id: int):\n    with SessionLocal() as session:\n        return session.get(Order, order_id)',
    after: 'async def read_order(order_id: int):\n    async with AsyncSessionLocal() as session:\n        return await session.get(Order, order_id)',
  },
  'unawaited-operation': {
    severity: 'error',
    title: 'Session operation without await',
    summary: 'An operation of an AsyncSession is called and its coroutine is never awaited.',
    explanation:
      'Calling a coroutine method only makes a coroutine. Unless somebody awaits it, nothing reaches the database: a commit does not commit, a delete does not delete, and a result is a coroutine object without rows. Python reports it only as a RuntimeWarning when the object is collected. Put await in front, or hand the coroutine to gather, create_task or the caller.',
    before: 'session.add(order)\nsession.commit()',
    after: 'session.add(order)\nawait session.commit()',
  },
  'unawaited-project-call': {
    severity: 'error',
    title: 'Call of a coroutine function without await',
    summary: 'A function of the project that is a coroutine function is called and nobody awaits the result.',
    explanation:
      'The function became async def, and this caller did not follow: the body of the function does not run at all, and what the caller holds is a coroutine object, which is always true in a condition and has none of the attributes of the real result. Await the call; where the caller is a plain function, it must become async as well or use a bridge such as asyncio.run.',
    before: 'def run(self):\n    task = self.queue.next_task()\n    self.handle(task)',
    after: 'async def run(self):\n    task = await self.queue.next_task()\n    self.handle(task)',
  },
  'await-on-sync': {
    severity: 'error',
    title: 'Await on something sync',
    summary: 'await, or async with, stands before something that cannot be awaited.',
    explanation:
      'await needs a coroutine or another awaitable; a plain value raises TypeError after the call itself has been made. It happens with those methods of AsyncSession that only change memory (add, add_all, expunge, expire), with a session that is still a sync one, with rows of a result that is there already, and with a function of the project that is not async yet.',
    before: 'await session.add(order)\nawait session.commit()',
    after: 'session.add(order)\nawait session.commit()',
  },
  'query-on-async-session': {
    severity: 'error',
    title: 'query() on AsyncSession',
    summary: 'AsyncSession has neither query() nor the bulk_* methods.',
    explanation:
      'The legacy query interface was never carried over to AsyncSession: the attribute does not exist, and the first call raises AttributeError. Build the statement with select(), await session.execute(), and read the result. Bulk methods become execute() with insert() or update() and a list of dictionaries.',
    before: 'orders = session.query(Order).filter(Order.open).all()',
    after: 'result = await session.execute(select(Order).where(Order.open))\norders = result.scalars().all()',
  },
  'result-before-await': {
    severity: 'error',
    title: 'Result used before it is awaited',
    summary: 'A method or item of the result is asked of the coroutine, and await takes the wrong thing.',
    explanation:
      'await binds less tightly than a dot: in await session.execute(q).scalars() the call of scalars() comes first, on the coroutine, which has no such method. Put the await and its call in parentheses, or give the result a name.',
    before: 'orders = await session.execute(query).scalars().all()',
    after: 'orders = (await session.execute(query)).scalars().all()',
  },
  'sync-with-on-async': {
    severity: 'error',
    title: 'with on an async session',
    summary: 'A session, connection or transaction of the async kind is entered with a plain with.',
    explanation:
      'An async context manager has __aenter__ and __aexit__ only, so that a plain with raises at once. The provider has been converted and this place has not: use async with, which makes the function around it async def.',
    before: 'with self.db.get_session() as session:\n    session.add(order)',
    after: 'async with self.db.get_session() as session:\n    session.add(order)',
  },
  'lazy-load-in-async': {
    severity: 'warning',
    title: 'Lazy load in async code',
    summary: 'An attribute is read that may not be loaded, where nothing can be awaited.',
    explanation:
      'Reading a relationship that the query did not load, or any column after a commit has expired it, makes SQLAlchemy query on the spot. Under an AsyncSession there is no await to do that in, and it raises MissingGreenlet. Load the relationship with selectinload() in the query, await session.refresh(), use AsyncAttrs, or make the sessions with expire_on_commit=False.',
    before: 'order = await session.get(Order, order_id)\nreturn len(order.items)',
    after: 'order = await session.get(Order, order_id, options=[selectinload(Order.items)])\nreturn len(order.items)',
  },
  'event-loop-in-thread': {
    severity: 'warning',
    title: 'New event loop in a thread',
    summary: 'A thread runs an event loop of its own over an engine that another loop uses.',
    explanation:
      'The connections in the pool of an async engine belong to the event loop that opened them. A second loop in a worker thread gets such a connection sooner or later and fails with "attached to a different loop", often only under load. Give the coroutine to the one loop with run_coroutine_threadsafe, make the worker a task, or give the thread an engine of its own (or one with NullPool).',
    before: 'def run():\n    asyncio.run(process())\n\nthreading.Thread(target=run).start()',
    after: 'def run(loop):\n    asyncio.run_coroutine_threadsafe(process(), loop).result()',
  },
  'shared-async-session': {
    severity: 'error',
    title: 'One AsyncSession in several tasks',
    summary: 'Tasks that run at the same time use one AsyncSession.',
    explanation:
      'A session is one connection and one transaction, and may be used by one task at a time. Two operations at once raise InvalidRequestError ("another operation is in progress") or mix up their state. Await one after the other, or open a session inside each task.',
    before: 'await asyncio.gather(session.scalar(orders), session.scalar(invoices))',
    after: 'first = await session.scalar(orders)\nsecond = await session.scalar(invoices)',
  },
  'sync-driver-for-async-engine': {
    severity: 'error',
    title: 'Sync driver for an async engine',
    summary: 'An async engine is given a URL, or a set of dependencies, without an async driver.',
    explanation:
      'create_async_engine needs a driver that speaks asyncio: asyncpg or psycopg 3, aiosqlite, aiomysql or asyncmy. A URL without a driver means the default one of its dialect, and that is a sync one (psycopg2, sqlite3, mysqlclient): the engine refuses it when it is made. SQLAlchemy also needs greenlet, which from 2.1 on comes only with its asyncio extra.',
    before: 'engine = create_async_engine("postgresql://shop@db/shop")',
    after: 'engine = create_async_engine("postgresql+asyncpg://shop@db/shop")',
  },
  'async-fixture-without-plugin': {
    severity: 'warning',
    title: 'Async fixture that nothing runs',
    summary: 'A coroutine fixture is decorated with pytest.fixture while pytest-asyncio is in strict mode.',
    explanation:
      'In strict mode, its default, pytest-asyncio runs only the fixtures made with its own decorator. A coroutine under @pytest.fixture is handed to the test as it is, a coroutine or an async generator, and every test that uses it fails or tests nothing. Use @pytest_asyncio.fixture, or set asyncio_mode = "auto".',
    before: '@pytest.fixture\nasync def session():\n    ...',
    after: '@pytest_asyncio.fixture\nasync def session():\n    ...',
  },
  'async-test-without-marker': {
    severity: 'warning',
    title: 'Async test without a marker',
    summary: 'A coroutine test has no marker while pytest-asyncio is in strict mode.',
    explanation:
      'In strict mode pytest-asyncio runs only tests that are marked. A coroutine test without a marker is skipped with a warning or fails as not supported: nothing in it is tested. Mark the test, its class or its module with pytest.mark.asyncio, or set asyncio_mode = "auto".',
    before: 'async def test_ship(session):\n    ...',
    after: '@pytest.mark.asyncio\nasync def test_ship(session):\n    ...',
  },
  'dual-api-left': {
    severity: 'note',
    title: 'Sync provider that nobody uses',
    summary: 'A sync session provider still stands beside its async counterpart, and has no users left.',
    explanation:
      'While a migration is under way a module hands out both kinds of session. Nothing calls the sync one any more: what is left is code that the next person may use by mistake, and a sync engine with a pool of its own. Remove it with what only it needs.',
    before: 'def get_session(self): ...\n\nasync def get_async_session(self): ...',
    after: 'async def get_async_session(self): ...',
  },
  'broken-provider-import': {
    severity: 'error',
    title: 'Import of a provider that does not exist',
    summary: 'A session provider, factory or engine is imported from a module of the project that does not define it.',
    explanation:
      'The provider was renamed or removed and this import did not follow. At the top of a module it raises ImportError as soon as the module is imported; inside a function it waits until that function runs. Import the name that the module now defines, and convert the use with it.',
    before: 'from app.db import get_session',
    after: 'from app.db import get_async_session',
  },
};

/** The rule of a name that came from outside, such as a URL or a comment. */
export function hazardTextOf(rule: string): HazardText | undefined {
  return Object.hasOwn(HAZARDS, rule) ? HAZARDS[rule as HazardRuleName] : undefined;
}
