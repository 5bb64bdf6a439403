import { describe, expect, test } from 'vitest';
import { DB, unitsIn } from './testing/check-units';

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
