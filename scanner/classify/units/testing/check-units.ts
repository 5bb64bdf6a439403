/** Small projects, and the units expected of them. */
import { expect } from 'vitest';
import { analyse } from '../../../analyse';
import { extract } from '../../../extract';
import { packNamed } from '../../../packs/built-in';
import type { ConversionUnit } from '../../../snapshot';

/** A sync and an async provider side by side. */
export const DB = `
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

export const SERVICE = `
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
export function check(sources: Readonly<Record<string, string>>, expected: Readonly<Record<string, ExpectedUnit>>): void {
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

export function unitsIn(sources: Readonly<Record<string, string>>): readonly ConversionUnit[] {
  const files = Object.entries(sources).map(([path, text]) => ({ path, blob: '', facts: extract('python', Buffer.from(text)) }));
  const config = { roots: [], services: {}, exempt: [] };
  const pack = packNamed('sqlalchemy-async');
  const { units } = analyse(files, [], config, pack);
  expect(analyse(files.toReversed(), [], config, pack).units).toEqual(units);
  return units;
}
