/** What the dependency lists of a project say about the packages that a move to async SQLAlchemy turns on. */

export interface Dependency {
  /** Normalized: lower case, dashes. */
  readonly name: string;
  /** `binary`, `asyncio` … */
  readonly extras: readonly string[];
  /** As written: `>=3.2.0,<4`; '' where any version does. */
  readonly version: string;
  readonly path: string;
  readonly line: number;
}

export interface ManifestText {
  readonly path: string;
  readonly text: string;
}

const KNOWN = new Set(
  (
    'sqlalchemy sqlmodel flask-sqlalchemy alembic greenlet psycopg psycopg2 psycopg2-binary psycopg-binary pg8000 asyncpg aiosqlite aiomysql asyncmy ' +
    'pymysql mysqlclient pyodbc aioodbc oracledb cx-oracle pytest pytest-asyncio anyio pytest-anyio fastapi starlette flask celery'
  ).split(' '),
);

/** Drivers that an async engine can use, with the name that goes into the URL. */
export const ASYNC_DRIVERS: Readonly<Record<string, string>> = {
  psycopg: 'postgresql+psycopg',
  'psycopg-binary': 'postgresql+psycopg',
  asyncpg: 'postgresql+asyncpg',
  aiosqlite: 'sqlite+aiosqlite',
  aiomysql: 'mysql+aiomysql',
  asyncmy: 'mysql+asyncmy',
  aioodbc: 'mssql+aioodbc',
  oracledb: 'oracle+oracledb_async',
};

/** Drivers that only a sync engine can use, with the usual one to take instead. */
export const SYNC_DRIVERS: Readonly<Record<string, string>> = {
  psycopg2: 'psycopg (3) or asyncpg',
  'psycopg2-binary': 'psycopg (3) or asyncpg',
  pg8000: 'psycopg (3) or asyncpg',
  pymysql: 'asyncmy or aiomysql',
  mysqlclient: 'asyncmy or aiomysql',
  pyodbc: 'aioodbc',
  'cx-oracle': 'oracledb',
};

/** Packages that matter here, in the order of files and lines. Anything else is left out. */
export function dependenciesIn(manifests: readonly ManifestText[]): Dependency[] {
  return manifests.flatMap(({ path, text }) => text.split('\n').flatMap((line, index) => dependenciesOf(line, path, index + 1)));
}

// `"psycopg[binary,pool]>=3.2.0,<4"`, `psycopg[binary]>=3`, `sqlalchemy = "^2.0"`, `sqlalchemy = { version = "^2.0", extras = ["asyncio"] }`
const QUOTED = /["']([A-Za-z][\w.-]*)\s*(?:\[([^\]"']*)\])?\s*([<>=!~][^"';#]*)?["']/g;
const BARE = /^\s*(?:-\s+)?([A-Za-z][\w.-]*)\s*(?:\[([^\]]*)\])?\s*([<>=!~][^;#]*)?\s*(?:[;#].*)?$/;
const TABLE = /^\s*["']?([A-Za-z][\w.-]*)["']?\s*=\s*(?:["']([^"']*)["']|\{(.*)\})/;

function dependenciesOf(line: string, path: string, number: number): Dependency[] {
  const isToml = /\.toml$|Pipfile$/.test(path);
  const table = isToml ? TABLE.exec(line) : null;
  if (table?.[1] && KNOWN.has(normalize(table[1]))) {
    const inline = table[3] ?? '';
    const extras = /extras\s*=\s*\[([^\]]*)\]/.exec(inline)?.[1]?.replace(/["']/g, '');
    return [dependency(table[1], extras, table[2] ?? /version\s*=\s*["']([^"']*)["']/.exec(inline)?.[1], path, number)];
  }
  const bare = /\.(txt|in|cfg|ya?ml)$/.test(path) ? BARE.exec(line) : null;
  const found = bare ? [bare] : [...line.matchAll(QUOTED)];
  return found.flatMap((match) => (match[1] && KNOWN.has(normalize(match[1])) ? [dependency(match[1], match[2], match[3], path, number)] : []));
}

function dependency(name: string, extras: string | undefined, version: string | undefined, path: string, line: number): Dependency {
  const list = (extras ?? '').split(',').map((extra) => extra.trim()).filter(Boolean);
  return { name: normalize(name), extras: list, version: (version ?? '').trim(), path, line };
}

function normalize(name: string): string {
  return name.toLowerCase().replace(/[._]+/g, '-');
}
