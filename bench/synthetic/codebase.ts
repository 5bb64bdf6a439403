/**
 * A generated code base in the shape of a web application on SQLAlchemy: of ten files one holds models, five services,
 * two routes, one jobs and one tests, in packages of a hundred files. In two of three such groups all but the models
 * only compute, as most code does. What a file imports and calls lies in its own group and in the first package, so that
 * the links per file do not grow with the number of files; but methods have the same few names everywhere, so that
 * whatever goes by names alone does grow.
 */
import { numbersFrom } from './numbers';
import { computingFile, jobFile, modelFile, routeFile, serviceFile, testFile } from './files';

const PACKAGE = 100;

const KINDS = ['models', 'services', 'services', 'routes', 'services', 'services', 'tests', 'services', 'routes', 'jobs'] as const;

/** Paths of the generated Python files; the first is the database module. */
export function generatedPaths(files: number): string[] {
  return Array.from({ length: files }, (_, index) => pathOf(index));
}

/** Content of a file; `edition` rises with each edit, and with an odd one the file is converted to async. */
export function generatedFile(index: number, edition: number): string {
  if (index === 0) return DATABASE;
  const random = numbersFrom(index * 7919 + edition * 104_729);
  const isAsync = (index + edition) % 4 === 0;
  const around = { name: nameOf(index), isAsync, random, neighbours: neighboursOf(index) };
  const kind = kindOf(index);
  if (kind === 'models') return modelFile(around);
  if (Math.floor(index / KINDS.length) % 3 !== 0) return computingFile(around);
  return { services: serviceFile, routes: routeFile, tests: testFile, jobs: jobFile }[kind](around);
}

export const MANIFEST = 'fastapi>=0.100\nsqlalchemy>=2.0\nasyncpg\npsycopg2-binary\npytest-asyncio\n';

const DATABASE = `"""Engines and sessions of the application."""
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

engine = create_engine("postgresql://localhost/shop")
async_engine = create_async_engine("postgresql+asyncpg://localhost/shop")
SessionLocal = sessionmaker(bind=engine)
AsyncSessionLocal = async_sessionmaker(async_engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


@contextmanager
def session_scope() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


@asynccontextmanager
async def async_session_scope() -> AsyncIterator[AsyncSession]:
    async with AsyncSessionLocal() as session:
        yield session


def get_session() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


async def get_async_session() -> AsyncIterator[AsyncSession]:
    async with AsyncSessionLocal() as session:
        yield session
`;

type Kind = (typeof KINDS)[number];

function kindOf(index: number): Kind {
  return KINDS[index % KINDS.length] ?? 'services';
}

function pathOf(index: number): string {
  if (index === 0) return 'shop/database.py';
  const prefix = kindOf(index) === 'tests' ? 'test_' : '';
  return `shop/${packageOf(index)}/${kindOf(index)}/${prefix}${nameOf(index)}.py`;
}

function packageOf(index: number): string {
  return `area_${Math.floor(index / PACKAGE)}`;
}

function nameOf(index: number): string {
  return `part_${index}`;
}

/** What the file may import: the models and the services of the same ten files, and one service of the first package or the second. */
function neighboursOf(index: number): { models: string; services: { module: string; name: string }[] } {
  const ten = Math.floor(index / KINDS.length) * KINDS.length;
  // The database module has the place of the first models.
  const model = ten === 0 ? KINDS.length : ten;
  const service = (at: number) => ({ module: `shop.${packageOf(at)}.services.${nameOf(at)}`, name: nameOf(at) });
  const near = [ten + 1, ten + 2, ten + 4].filter((at) => at !== index).map(service);
  // In one of the first groups that know the database.
  const far = service((Math.floor(index / KINDS.length) % 4) * 3 * KINDS.length + 5);
  return { models: `shop.${packageOf(model)}.models.${nameOf(model)}`, services: far.name === nameOf(index) ? near : [...near, far] };
}
