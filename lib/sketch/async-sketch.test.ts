import { expect, test } from 'vitest';
import type { UsageKind } from '../migration';
import { asyncSketch, type SketchUsage } from './async-sketch';
import { functionAround } from './python-text';

/** Usages are marked in the source: `«session-operation:execute»`. */
function check(marked: string, expected: string): void {
  const usages: SketchUsage[] = [];
  const lines = marked.trim().split('\n').map((line, index) => {
    for (let match = MARK.exec(line); match; match = MARK.exec(line)) {
      const [mark, kind = '', name = ''] = match;
      usages.push({ kind: kind as UsageKind, state: 'sync', method: name, line: index + 1, column: match.index + 1, endColumn: match.index + 1 + name.length });
      line = line.replace(mark, name);
    }
    return line;
  });
  expect(asyncSketch(lines.join('\n'), usages, { from: 1, to: lines.length })).toBe(expected.trim());
}
const MARK = /«([\w-]+):(\w+)»/;

test('a service method', () => {
  check(
    `
def enqueue(self, ticket_id: str) -> Task:
    with self.db.«session-open:get_session»() as session:
        ticket = session.«session-operation:get»(Ticket, ticket_id)
        names = session.«session-operation:execute»(select(Task.name)).scalars().all()
        session.«session-operation:add»(task)
        session.«session-operation:commit»()
        return task`,
    `
async def enqueue(self, ticket_id: str) -> Task:
    async with self.db.get_session() as session:
        ticket = await session.get(Ticket, ticket_id)
        names = (await session.execute(select(Task.name))).scalars().all()
        session.add(task)
        await session.commit()
        return task`,
  );
});

test('a provider', () => {
  check(
    `
@contextmanager
def «session-provider:get_session»(self) -> Generator[Session, None, None]:
    session = self.SessionLocal()
    try:
        yield session
        session.«session-operation:commit»()
    finally:
        session.«session-operation:close»()`,
    `
@asynccontextmanager
async def get_session(self) -> AsyncIterator[AsyncSession]:
    session = self.SessionLocal()
    try:
        yield session
        await session.commit()
    finally:
        await session.close()`,
  );
});

test('engine and factory', () => {
  check(
    `
engine = «engine:create_engine»(url)
Local = «session-factory:sessionmaker»(bind=engine)`,
    `
engine = create_async_engine(url)
Local = async_sessionmaker(bind=engine)`,
  );
});

test('queries', () => {
  check(
    `
async def find(db: Session = Depends(get_db)):
    a = db.«legacy-query:query»(Task).filter(Task.id == x, Task.name.in_(["a)", b])).first()
    b = db.«legacy-query:query»(Task).filter_by(done=False).order_by(Task.id).all()
    c = (
        db.«legacy-query:query»(Task)
        .filter(Task.done.is_(True))  # only (done) ones
        .count()
    )
    d = db.«legacy-query:query»(Task.id, Task.name).all()
    e = db.«legacy-query:query»(Task).get(x)
    db.«legacy-query:query»(Task).filter(Task.old).delete()
    f = db.«legacy-query:query»(Task).filter(Task.old)`,
    `
async def find(db: AsyncSession = Depends(get_db)):
    a = (await db.execute(select(Task).where(Task.id == x, Task.name.in_(["a)", b])))).scalars().first()
    b = (await db.execute(select(Task).filter_by(done=False).order_by(Task.id))).scalars().all()
    c = (
        await db.scalar(select(func.count()).select_from(Task).where(Task.done.is_(True)))
    )
    d = (await db.execute(select(Task.id, Task.name))).all()
    e = await db.get(Task, x)
    await db.execute(delete(Task).where(Task.old))
    f = db.query(Task).filter(Task.old)`,
  );
});

test('what is done already stays', () => {
  check('async def f(session):\n    await session.«session-operation:commit»()', 'async def f(session):\n    await session.commit()');
});

test('the function around a line', () => {
  const lines = ['class A:', '    @decorated', '    def f(', '        self,', '    ) -> None:', '        if x:', '            return 1', '', '    # about g', '    def g(self): ...', 'y = 1'];
  expect(functionAround(lines, 7)).toEqual({ from: 2, to: 7 });
  expect(functionAround(lines, 10)).toEqual({ from: 10, to: 10 });
  expect(functionAround(lines, 11)).toBeNull();
  expect(functionAround(lines, 1)).toBeNull();
});

test('a fixture of pytest is run by its async plugin', () => {
  check(
    `
@pytest.fixture(scope="module")
def order(db):
    with db.«session-open:get_session»() as session:
        session.«session-operation:flush»()`,
    `
@pytest_asyncio.fixture(scope="module")
async def order(db):
    async with db.get_session() as session:
        await session.flush()`,
  );
});
