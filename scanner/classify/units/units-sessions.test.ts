import { describe, test } from 'vitest';
import { check } from './testing/check-units';

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

  test('what hands a function its session by name must hand it the other one', () =>
    check(
      {
        'app/orders.py': `
from sqlalchemy.orm import Session

def store(db_session: Session, order):
    db_session.add(order)

def configure(bot):
    bot.command("store")(store)
`,
      },
      { store: { together: ['store'], around: ['unknown configure'], waits: /store in app\/orders.py is handed to command\(\)/ } },
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
