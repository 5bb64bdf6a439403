import { describe, expect, test } from 'vitest';
import { analyse } from '../../analyse';
import { extract } from '../../extract';
import type { ConversionUnit } from '../../snapshot';

const DB = `
from contextlib import asynccontextmanager, contextmanager
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

SessionLocal = sessionmaker(create_engine("sqlite://"))
AsyncSessionLocal = async_sessionmaker(create_async_engine("sqlite+aiosqlite://"))

@contextmanager
def get_session():
    with SessionLocal() as session:
        yield session

@asynccontextmanager
async def get_async_session():
    async with AsyncSessionLocal() as session:
        yield session

def get_db():
    with SessionLocal() as session:
        yield session
`;

const SERVICE = `
from app.db import get_session

class OrderService:
    def save(self, order):
        with get_session() as session:
            session.add(order)
            session.commit()
`;

interface ExpectedUnit {
  /** Functions of the unit, in any order. */
  readonly together: readonly string[];
  /** `KIND SCOPE` of what lies around it. */
  readonly around?: readonly string[];
  /** What it waits for; absent: it is ready. */
  readonly waits?: RegExp;
}

/** @param expected unit by its title; units that are not named are not looked at */
function check(sources: Readonly<Record<string, string>>, expected: Readonly<Record<string, ExpectedUnit>>): void {
  const units = unitsIn({ 'app/db.py': DB, ...sources });
  const found = Object.fromEntries(Object.keys(expected).map((title) => [title, described(units.find((unit) => unit.title === title))]));
  const wanted = Object.fromEntries(
    Object.entries(expected).map(([title, { together, around = [], waits }]) => [title, { together: [...together].sort(), around: [...around].sort(), waits: waits === undefined ? '' : (expect.stringMatching(waits) as string) }]),
  );
  expect(found).toEqual(wanted);
}

function described(unit: ConversionUnit | undefined): unknown {
  if (unit === undefined) return 'no such unit';
  expect(unit.ready).toBe(unit.blockers.length === 0);
  return {
    together: unit.functions.map(({ path, scope }) => scope || path).sort(),
    around: unit.boundaries.map(({ kind, scope, path }) => `${kind} ${scope || path}`).sort(),
    waits: unit.blockers.join('; '),
  };
}

function unitsIn(sources: Readonly<Record<string, string>>): readonly ConversionUnit[] {
  const files = Object.entries(sources).map(([path, text]) => ({ path, blob: '', facts: extract('python', Buffer.from(text)) }));
  const config = { roots: [], services: {}, exempt: [] };
  const { units } = analyse(files, [], config, 'sqlalchemy-async');
  expect(analyse(files.toReversed(), [], config, 'sqlalchemy-async').units).toEqual(units);
  return units;
}

describe('who calls it', () => {
  test('an async route awaits it at no cost', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'app/routes.py': `
from fastapi import APIRouter
from app.orders import OrderService
router = APIRouter()

@router.post("/orders")
async def create(order):
    OrderService().save(order)
`,
      },
      { 'OrderService.save': { together: ['OrderService.save'], around: ['async create'] } },
    ));

  test('a sync route becomes async with it', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'app/routes.py': `
from fastapi import APIRouter
from app.orders import OrderService
router = APIRouter()

@router.post("/orders")
def create(order):
    OrderService().save(order)
`,
      },
      { 'OrderService.save': { together: ['OrderService.save', 'create'], around: ['route create'] } },
    ));

  test('a view of Flask runs in a thread', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'app/views.py': `
from flask import Flask
from app.orders import OrderService
app = Flask(__name__)

@app.route("/orders")
def create():
    OrderService().save(None)
`,
      },
      { 'OrderService.save': { together: ['OrderService.save', 'create'], around: ['thread create'], waits: /create in app\/views.py is a view of a WSGI framework/ } },
    ));

  test('callers of callers, across files', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'app/imports.py': `
from app.orders import OrderService

class Importer:
    def __init__(self, orders: OrderService):
        self.orders = orders

    def one(self, row):
        self.orders.save(row)

    def all(self, rows):
        for row in rows:
            self.one(row)
`,
      },
      { 'OrderService.save': { together: ['Importer.all', 'Importer.one', 'OrderService.save'] } },
    ));

  test('a script', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'scripts/seed.py': `
from app.orders import OrderService

def main():
    OrderService().save(None)

if __name__ == "__main__":
    main()
`,
      },
      { 'OrderService.save': { together: ['OrderService.save', 'main'], around: ['cli scripts/seed.py'] } },
    ));

  test('a command', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'app/manage.py': `
import click
from app.orders import OrderService

@click.command()
def seed():
    OrderService().save(None)
`,
      },
      { 'OrderService.save': { together: ['OrderService.save', 'seed'], around: ['cli seed'] } },
    ));

  test('a thread', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'app/worker.py': `
import threading
from app.orders import OrderService

def work():
    OrderService().save(None)

def start():
    threading.Thread(target=work).start()
`,
      },
      { 'OrderService.save': { together: ['OrderService.save', 'work'], around: ['thread start'], waits: /work in app\/worker.py is run in a thread by start/ } },
    ));

  test('to_thread in async code: the bridge falls away', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'app/jobs.py': `
import asyncio
from app.orders import OrderService

def work():
    OrderService().save(None)

async def tick():
    await asyncio.to_thread(work)
`,
      },
      { 'OrderService.save': { together: ['OrderService.save', 'work'], around: ['async tick'] } },
    ));

  test('a Celery task', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'app/tasks.py': `
from celery import shared_task
from app.orders import OrderService

@shared_task
def save_order():
    OrderService().save(None)
`,
      },
      { 'OrderService.save': { together: ['OrderService.save', 'save_order'], around: ['worker save_order'], waits: /is a task/ } },
    ));

  test('tests only', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'tests/test_orders.py': `
from app.orders import OrderService

def test_save():
    OrderService().save(None)
`,
      },
      { 'OrderService.save': { together: ['OrderService.save'], around: ['test test_save'] } },
    ));

  test('code that runs on import', () =>
    check(
      { 'app/orders.py': SERVICE, 'app/setup.py': 'from app.orders import OrderService\nOrderService().save(None)\n' },
      { 'OrderService.save': { together: ['OrderService.save'], around: ['module app/setup.py'], waits: /while app\/setup.py is imported/ } },
    ));

  test('recursion', () =>
    check(
      {
        'app/tree.py': `
from app.db import get_session

def walk(node):
    with get_session() as session:
        session.merge(node)
    for child in node.children:
        visit(child)

def visit(node):
    walk(node)
`,
      },
      { walk: { together: ['visit', 'walk'] } },
    ));

  test('nobody: it can go', () => check({ 'app/orders.py': SERVICE }, { 'OrderService.save': { together: ['OrderService.save'] } }));
});

describe('what is not known is said', () => {
  test('handed to somebody by name', () =>
    check(
      {
        'app/orders.py': `${SERVICE}
def on_order(bus, orders: OrderService):
    bus.subscribe("order", orders.save)
`,
      },
      { 'OrderService.save': { together: ['OrderService.save'], around: ['unknown on_order'], waits: /is handed to subscribe\(\) in on_order/ } },
    ));

  test('kept in a dictionary', () =>
    check(
      { 'app/orders.py': `${SERVICE}\nHANDLERS = {"save": OrderService().save}\n` },
      { 'OrderService.save': { together: ['OrderService.save'], around: ['unknown app/orders.py'], waits: /is kept by name/ } },
    ));

  test('a call on something unresolved', () =>
    check(
      {
        'app/orders.py': SERVICE.replaceAll('save', 'save_order'),
        'app/other.py': `
def run(container):
    container.resolve("orders").save_order(None)
`,
      },
      { 'OrderService.save_order': { together: ['OrderService.save_order'], around: ['unknown run'], waits: /calls something named save_order/ } },
    ));

  test('a call on what may be this and something unresolved', () =>
    check(
      {
        'app/orders.py': SERVICE.replaceAll('save', 'save_order'),
        'app/other.py': `
def run(container, test):
    service = container.resolve("orders") if test else None
    service.save_order(None)
`,
      },
      { 'OrderService.save_order': { together: ['OrderService.save_order'], around: ['unknown run'], waits: /calls something named save_order/ } },
    ));

  test('called in a lambda', () =>
    check(
      { 'app/orders.py': `${SERVICE}\ndef each(rows):\n    return sorted(rows, key=lambda row: OrderService().save(row))\n` },
      { 'OrderService.save': { together: ['OrderService.save'], around: ['unknown each'], waits: /lambda/ } },
    ));

  test('a constructor cannot be async', () =>
    check(
      {
        'app/cache.py': `
from app.db import get_session

class Cache:
    def __init__(self):
        with get_session() as session:
            self.rows = session.execute("select 1").all()
`,
      },
      { 'Cache.__init__': { together: ['Cache.__init__'], around: ['unknown Cache.__init__'], waits: /called by Python itself/ } },
    ));

  test('a decorator that nothing describes', () =>
    check(
      { 'app/orders.py': SERVICE.replace('    def save', '    @traced("save")\n    def save').replace('from app', 'from tracing import traced\nfrom app') },
      { 'OrderService.save': { together: ['OrderService.save'], around: ['unknown OrderService.save'], waits: /wrapped by @traced/ } },
    ));
});

describe('whose session it is', () => {
  test('a helper that is given a session goes with all who give it one', () =>
    check(
      {
        'app/orders.py': `
from app.db import get_session

def store(session, order):
    session.add(order)

def save(order):
    with get_session() as session:
        store(session, order)
        session.commit()

async def replace(order):
    with get_session() as session:
        store(session, order)
`,
      },
      { store: { together: ['replace', 'save', 'store'] } },
    ));

  test('a helper that only adds stays a plain function for callers without a session', () =>
    check(
      {
        'app/orders.py': `
from sqlalchemy.orm import Session

def store(session: Session, order):
    session.add(order)

def later(order):
    return store(None, order)
`,
      },
      { store: { together: ['store'] } },
    ));

  test('methods share the session of their constructor', () =>
    check(
      {
        'app/repository.py': `
from sqlalchemy.orm import Session

class Orders:
    def __init__(self, session: Session):
        self.session = session

    def one(self, id):
        return self.session.get(object, id)

    def all(self):
        return self.session.execute("select 1").all()
`,
        'app/report.py': `
from app.db import get_session
from app.repository import Orders

def report():
    with get_session() as session:
        return Orders(session).all()
`,
      },
      { 'report': { together: ['Orders.__init__', 'Orders.all', 'Orders.one', 'report'] } },
    ));

  test('a nested function uses the session around it', () =>
    check(
      {
        'app/orders.py': `
from app.db import get_session

def save(orders):
    with get_session() as session:
        def one(order):
            session.merge(order)
        for order in orders:
            one(order)
`,
      },
      { save: { together: ['save', 'save.one'] } },
    ));

  test('a route with an injected session stands alone', () =>
    check(
      {
        'app/routes.py': `
from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session
from app.db import get_db
router = APIRouter()

@router.get("/orders")
def orders(db: Session = Depends(get_db)):
    return db.execute("select 1").all()
`,
      },
      { orders: { together: ['orders'], around: ['route orders'] } },
    ));
});

describe('what has one name', () => {
  test('an override goes with the method of its base', () =>
    check(
      {
        'app/stores.py': `
from app.db import get_session

class Store:
    def save(self, order): ...

class SqlStore(Store):
    def save(self, order):
        with get_session() as session:
            session.merge(order)

class MemoryStore(Store):
    def save(self, order):
        self.orders = [order]

def checkout(store: Store):
    store.save(None)
`,
      },
      { 'SqlStore.save': { together: ['MemoryStore.save', 'SqlStore.save', 'Store.save', 'checkout'] } },
    ));

  test('a property is read, not called', () =>
    check(
      {
        'app/orders.py': `
from app.db import get_session

class Order:
    @property
    def lines(self):
        with get_session() as session:
            return session.execute("select 1").all()

def total(order: Order):
    return len(order.lines)
`,
      },
      { 'Order.lines': { together: ['Order.lines', 'total'], around: ['unknown Order.lines'], waits: /is a property/ } },
    ));
});

describe('providers', () => {
  const legacy = DB.replace(/^.*[Aa]sync.*$/gm, '').replace(/^ {4}async with[^]*?yield session$/m, '').replace('        yield session\n\ndef get_db', '\ndef get_db');

  test('without an async one everything waits for it, and it is the first to be done', () => {
    const sources = { 'app/db.py': legacy.slice(0, legacy.indexOf('def get_db')), 'app/orders.py': SERVICE };
    const [first, second] = unitsIn(sources);
    expect(first).toMatchObject({ id: 'app/db.py:get_session', ready: true, note: 'Add one beside it that hands out an AsyncSession: 1 function waits for it.' });
    expect(second).toMatchObject({ id: 'app/orders.py:OrderService.save', ready: false, blockers: ['no async provider yet: get_session in app/db.py hands out a sync session'] });
  });

  test('with an async one beside it, it goes last', () =>
    check(
      { 'app/orders.py': SERVICE },
      { get_session: { together: ['get_session'], waits: /^1 function still takes sync sessions from get_session$/ }, 'OrderService.save': { together: ['OrderService.save'] } },
    ));
});

describe('files that are converted as a whole', () => {
  test('tests', () =>
    check(
      {
        'tests/test_orders.py': `
from app.db import get_session

def test_one():
    with get_session() as session:
        session.commit()

def test_two():
    with get_session() as session:
        session.commit()
`,
      },
      { 'tests/test_orders.py': { together: ['test_one', 'test_two'] } },
    ));

  test('migrations stay sync', () =>
    check(
      {
        'migrations/versions/0a1b_orders.py': `
from alembic import op
from sqlalchemy.orm import Session

def upgrade():
    Session(op.get_bind()).commit()
`,
      },
      { 'migrations/versions/0a1b_orders.py': { together: ['upgrade'], waits: /Alembic/ } },
    ));
});

describe('the order', () => {
  test('what unlocks most per function comes first, tests after the application', () => {
    const units = unitsIn({
      'app/db.py': DB,
      'app/orders.py': `
from app.db import get_session

def little():
    with get_session() as session:
        session.commit()

def much():
    with get_session() as session:
        session.commit()
        session.commit()
        session.commit()

def caller():
    little()
`,
      'tests/test_much.py': `
from app.db import get_session

def test_much():
    with get_session() as session:
        session.commit()
        session.commit()
        session.commit()
        session.commit()
        session.commit()
`,
    });
    expect(units.filter((unit) => unit.ready).map((unit) => unit.title)).toEqual(['much', 'get_db', 'little', 'tests/test_much.py']);
  });

  test('where very many share their sessions, helpers may wait behind run_sync', () => {
    const routes = Array.from({ length: 60 }, (_, index) => `
def use_${index}():
    with get_session() as session:
        store(session, ${index})
        session.commit()
`);
    const units = unitsIn({ 'app/db.py': DB, 'app/orders.py': `from app.db import get_session\n\ndef store(session, order):\n    session.merge(order)\n${routes.join('')}` });
    expect(units.find((unit) => unit.title === 'use_7')).toMatchObject({ functions: [{ scope: 'use_7' }], bridged: ['app/orders.py:store'], ready: true });
    expect(units.find((unit) => unit.title === 'store')).toMatchObject({ ready: false, blockers: ['more than 60 functions call it, directly or not: convert those first'] });
  });
});
