import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type QueryExecutorProvider } from 'kysely';
import sqlite3 from 'sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate, MIGRATIONS } from './migrate';
import { openDatabase, openShared } from './open';
import { backUp, integrityProblems } from './sqlite-upkeep';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'awaited-db-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, 'deep', 'awaited.db');

describe('opening a database', () => {
  test('creates the file, its folder and the tables, once', async () => {
    await (await openDatabase(file())).destroy();
    const db = await openDatabase(file());
    await db.insertInto('project').values(PROJECT).execute();
    expect(await db.selectFrom('project').select('slug').execute()).toEqual([{ slug: 'orders' }]);
    expect(await integrityProblems(db)).toEqual([]);
    await db.destroy();
    expect(readdirSync(join(folder, 'deep')).filter((name) => name.includes('before'))).toEqual([]);
  });

  test('lets two processes create it at the same time', async () => {
    const both = await Promise.all([openDatabase(file()), openDatabase(file())]);
    await Promise.all(both.map((db) => db.destroy()));
  });

  test('a rolled-back transaction leaves nothing, and the next caller gets the connection', async () => {
    const db = await openDatabase(':memory:');
    const failing = db.transaction().execute(async (trx) => {
      await trx.insertInto('project').values(PROJECT).execute();
      throw new Error('power cut');
    });
    const reading = db.selectFrom('project').selectAll().execute();
    await expect(failing).rejects.toThrow('power cut');
    expect(await reading).toEqual([]);
    await db.destroy();
  });

  test('readers see the old state until a write is whole', async () => {
    const writer = await openDatabase(file());
    const reader = await openDatabase(file());
    await writer.transaction().execute(async (trx) => {
      await trx.insertInto('project').values(PROJECT).execute();
      expect(await reader.selectFrom('project').selectAll().execute()).toEqual([]);
    });
    expect(await reader.selectFrom('project').selectAll().execute()).toHaveLength(1);
    await writer.destroy();
    await reader.destroy();
  });
});

describe('a database that a server shares among its pages', () => {
  test('reads while an edit waits for a scan to have written', async () => {
    const scan = await openDatabase(file());
    const server = await openShared(file(), 2);
    let edit: Promise<unknown> | undefined;
    await scan.transaction().execute(async (trx) => {
      await trx.insertInto('project').values(PROJECT).execute();
      edit = server.insertInto('project').values({ ...PROJECT, slug: 'sales', root: '/sales' }).execute();
      expect(await Promise.all([1, 2, 3].map(() => server.selectFrom('project').selectAll().execute()))).toEqual([[], [], []]);
      expect(await server.transaction().setAccessMode('read only').execute((read) => read.selectFrom('project').selectAll().execute())).toEqual([]);
    });
    await edit;
    expect((await server.selectFrom('project').select('slug').orderBy('slug').execute()).map((row) => row.slug)).toEqual(['orders', 'sales']);
    await server.destroy();
    await scan.destroy();
  });

  test('sees its own edits at once', async () => {
    const server = await openShared(file(), 2);
    for (let count = 1; count <= 20; count++) {
      await server.insertInto('project').values({ ...PROJECT, slug: `p${count}`, root: `/p${count}` }).execute();
      expect(await server.selectFrom('project').select('slug').execute()).toHaveLength(count);
    }
    await server.destroy();
  });
});

describe('a database that cannot be used is refused in one sentence and left as it was', () => {
  async function check(content: Buffer | string, sentence: RegExp) {
    const path = join(folder, 'awaited.db');
    writeFileSync(path, content);
    await expect(openDatabase(path)).rejects.toThrow(sentence);
    expect(statSync(path).size).toBe(Buffer.byteLength(content));
  }

  test('not a database', () => check('name,count\n'.repeat(100), /awaited\.db is not a database; name another file/));

  test('cut off in the middle', async () => {
    await (await openDatabase(file())).destroy();
    truncateSync(file(), 6000);
    await expect(openDatabase(file())).rejects.toThrow(/is damaged; put a backup in its place/);
  });

  test('of another program', async () => {
    const db = await openDatabase(file());
    await sql`drop table schema_migration`.execute(db);
    await db.destroy();
    await expect(openDatabase(file())).rejects.toThrow(/is a database of another program/);
  });

  test('of another program, to the last byte', async () => {
    const other = new sqlite3.Database(join(folder, 'other.db'));
    await new Promise<void>((done, fail) => other.exec('create table book (title text)', (error) => (error ? fail(error) : done())));
    await new Promise<void>((done) => other.close(() => done()));
    const before = readFileSync(join(folder, 'other.db'));
    await expect(openDatabase(join(folder, 'other.db'))).rejects.toThrow(/other\.db is a database of another program/);
    expect(readFileSync(join(folder, 'other.db'))).toEqual(before);
  });

  test('from a newer version', async () => {
    const db = await openDatabase(file());
    await sql`insert into schema_migration values (999, '0999-future', '2030-01-01')`.execute(db);
    await db.destroy();
    await expect(openDatabase(file())).rejects.toThrow(/written by a newer version of Awaited; update Awaited/);
  });

  test('in a folder that is a file', async () => {
    writeFileSync(join(folder, 'deep'), '');
    await expect(openDatabase(file())).rejects.toThrow(/name another file with --db/);
  });

  test.skipIf(process.getuid?.() === 0)('in a folder that may not be written', async () => {
    chmodSync(folder, 0o500);
    await expect(openDatabase(file())).rejects.toThrow(/cannot be written/);
  });
});

describe('migrating', () => {
  const next = { name: '9999-owners', up: async (db: QueryExecutorProvider) => void (await sql`create table owner (name text)`.execute(db)) };

  test('backs the file up first', async () => {
    const db = await openDatabase(file());
    await db.insertInto('project').values(PROJECT).execute();
    await migrate(db, file(), [...MIGRATIONS, next]);
    await db.destroy();
    const backup = readdirSync(join(folder, 'deep')).find((name) => name.includes('before-9999-owners')) ?? '';
    copyFileSync(join(folder, 'deep', backup), join(folder, 'old.db'));
    const old = await openDatabase(join(folder, 'old.db'));
    expect(await old.selectFrom('project').select('slug').execute()).toEqual([{ slug: 'orders' }]);
    await old.destroy();
  });

  test('a failed migration leaves the old schema usable', async () => {
    const db = await openDatabase(file());
    const broken = {
      name: '9999-broken',
      up: async (trx: QueryExecutorProvider) => {
        await sql`drop table audit`.execute(trx);
        await sql`create tabel owner`.execute(trx);
      },
    };
    await expect(migrate(db, file(), [...MIGRATIONS, broken])).rejects.toThrow();
    await db.destroy();
    const again = await openDatabase(file());
    expect(await again.selectFrom('audit').selectAll().execute()).toEqual([]);
    await again.destroy();
  });
});

test('a backup is a database of its own', async () => {
  const db = await openDatabase(file());
  await db.insertInto('project').values(PROJECT).execute();
  await backUp(db, join(folder, 'copy.db'));
  await db.destroy();
  const copy = await openDatabase(join(folder, 'copy.db'));
  expect(await copy.selectFrom('project').select('slug').execute()).toEqual([{ slug: 'orders' }]);
  await copy.destroy();
});

const PROJECT = {
  slug: 'orders',
  name: 'orders',
  root: '/repositories/orders',
  pack: 'sqlalchemy-async',
  branch: 'main',
  config: '{}',
  created_at: '2026-01-05T09:00:00Z',
};
