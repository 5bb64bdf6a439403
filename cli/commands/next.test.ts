import { expect, test } from 'vitest';
import type { TestRepository } from '../../scanner/testing/repository';
import { awaited } from '../testing/awaited';
import { forEachTest, MONDAY } from '../testing/for-each-test';

const SHOP = `
from sqlalchemy.ext.asyncio import async_sessionmaker
from sqlalchemy.orm import sessionmaker

SessionLocal = sessionmaker()
AsyncSessionLocal = async_sessionmaker()


def place(order):
    with SessionLocal() as session:
        session.add(order)
        session.commit()


def checkout(order):
    place(order)


async def route(order):
    checkout(order)
`;

let repository: TestRepository;
forEachTest((bench) => {
  repository = bench.repository;
  repository.commit(MONDAY, { 'shop.py': SHOP });
});

test('next prints the units in their order', async () => {
  const { code, out } = await awaited('next', repository.path);
  expect(code).toBe(0);
  expect(out).toBe('1  place  (shop.py)\n   ready · 2 functions in 1 file · unlocks 3 usages\n\n1 unit of conversion, 1 ready. awaited explain FILE:FUNCTION shows one.\n');
});

test('next tells programs as JSON, as many as they want', async () => {
  expect(JSON.parse((await awaited('next', repository.path, '--limit', '1', '--json')).out)).toMatchObject([{ id: 'shop.py:place', ready: true, unblocks: 3, functions: [{ scope: 'place' }, { scope: 'checkout', calls: ['shop.py:place'] }] }]);
  expect(await awaited('next', repository.path, '--limit', 'none')).toMatchObject({ code: 2 });
});

test('explain prints what must become async with a function', async () => {
  const { out } = await awaited('explain', `${repository.path}/shop.py:checkout`);
  expect(out.split('\n')).toEqual([
    'place: ready · 2 functions in 1 file · unlocks 3 usages',
    '',
    'Become async together:',
    '  shop.py:9  place, 3 usages',
    '  shop.py:15  checkout',
    '      calls place',
    '',
    'Entered from:',
    '  shop.py:20  route (async def, awaits it at no cost)',
    '',
  ]);
});

test('explain says why a function is in no unit', async () => {
  expect((await awaited('explain', `${repository.path}/shop.py:route`)).out).toMatch(/^shop\.py:route is in no unit of conversion: .* In this file these are: place, checkout\.\n$/);
});
