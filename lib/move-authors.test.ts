import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestRepository } from '../scanner/testing/repository';
import { moveAuthors, type AttributedMove } from './move-authors';

const repository = new TestRepository();
const commits: string[] = [];

function commit(author: string, files: Record<string, string | null>): void {
  commits.push(repository.commit(`2026-01-${String(commits.length + 5).padStart(2, '0')}T09:00:00Z`, files, `--author=${author} <${author}@example.org>`));
}

beforeAll(() => {
  commit('Ada', { 'orders.py': 'a = 1\nb = 1\nc = 1\n', 'stock.py': 'x = 1\n', 'old.py': 'y = 1\ny = 2\ny = 3\n', 'calls.py': 'z = 1\n' });
  commit('Grace', { 'orders.py': 'a = 2\nb = 1\nc = 1\n', 'stock.py': 'x = 2\n' });
  commit('Linus', { 'orders.py': 'a = 2\nb = 2\nc = 1\n' });
  commit('Linus', { 'old.py': null, 'new.py': 'y = 1\ny = 2\ny = 4\n', 'stock.py': 'x = 2\n\n' });
  commit('Grace', { 'stock.py': 'x = 2\n' });
});
afterAll(() => repository.remove());

async function check(expected: (string | null)[], ...moves: (Partial<AttributedMove> & { path: string })[]) {
  const found = await moveAuthors(repository.path, commits[0] ?? '', commits.at(-1) ?? '', moves.map(({ path, oldPath = path, line = 1 }) => ({ path, oldPath, line })));
  expect(found.map((one) => one?.author ?? null)).toEqual(expected);
}

test('of several who touched a file, whose commit the line is from', () => check(['Grace', 'Linus'], { path: 'orders.py', line: 1 }, { path: 'orders.py', line: 2 }));
test('one who alone touched it, also where the line is an old one', () => check(['Linus', 'Linus'], { path: 'new.py', oldPath: 'old.py', line: 1 }, { path: 'new.py', oldPath: 'old.py', line: null }));
test('nobody, where several touched the file and the usage is gone, or its line is an older one', () => check([null, null], { path: 'orders.py', line: null }, { path: 'orders.py', line: 3 }));
test('nobody, where the file was not touched', () => check([null], { path: 'calls.py' }));
test('nobody, where nothing lies between', async () => expect(await moveAuthors(repository.path, commits[1] ?? '', commits[1] ?? '', [{ path: 'orders.py', oldPath: 'orders.py', line: 1 }])).toEqual([null]));
