import { expect, test } from 'vitest';
import { dependenciesIn } from './dependencies';

test.each([
  ['pyproject.toml', '    "psycopg[binary,pool]>=3.2.0,<4",', 'psycopg[binary,pool] >=3.2.0,<4'],
  ['pyproject.toml', 'SQLAlchemy = "^2.0.25"', 'sqlalchemy[] ^2.0.25'],
  ['pyproject.toml', 'sqlalchemy = {version = "^2.0", extras = ["asyncio", "mypy"]}', 'sqlalchemy[asyncio,mypy] ^2.0'],
  ['requirements.txt', 'asyncpg==0.29.0  # fast', 'asyncpg[] ==0.29.0'],
  ['requirements.txt', 'Pytest_Asyncio ; python_version > "3.8"', 'pytest-asyncio[] '],
  ['setup.py', "install_requires=['sqlalchemy>=1.3', 'requests'],", 'sqlalchemy[] >=1.3'],
  ['requirements.txt', 'requests==2', ''],
  ['requirements.txt', '# sqlalchemy is great', ''],
])('%s: %s', (path, text, expected) => {
  expect(dependenciesIn([{ path, text }]).map((row) => `${row.name}[${row.extras.join(',')}] ${row.version}`).join('; ')).toBe(expected);
});
