import { describe, expect, test } from 'vitest';
import { DB, SERVICE, check, unitsIn } from './testing/check-units';

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
