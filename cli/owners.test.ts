import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRepository } from '../scanner/git';
import { TestRepository } from '../scanner/testing/repository';
import { ownersAt } from './owners';

let repository: TestRepository;
const commits: Record<string, string> = {};

beforeAll(() => {
  repository = new TestRepository();
  commits.none = repository.commit('2026-01-05T09:00:00Z', { 'app/orders.py': '' });
  commits.some = repository.commit('2026-01-06T09:00:00Z', { '.github/CODEOWNERS': '# who\n* @shop/all\n/app/ @shop/app ada@example.org # comment\napp/legacy/\n*.sql @dba\n' });
});
afterAll(() => repository.remove());

async function owners(commit: string, ...paths: string[]): Promise<[string, string[]][]> {
  return [...(await ownersAt(await openRepository(repository.path), commits[commit] ?? '', paths))];
}

test('the last rule that matches names the owners, and may name none', async () => {
  expect(await owners('some', 'app/orders.py', 'app/legacy/old.py', 'tests/x.py', 'app/q.sql')).toEqual([
    ['app/orders.py', ['@shop/app', 'ada@example.org']],
    ['tests/x.py', ['@shop/all']],
    ['app/q.sql', ['@dba']],
  ]);
});

test('without a file nobody owns anything, and odd names are nobody’s', async () => {
  expect(await owners('none', 'app/orders.py')).toEqual([]);
  expect(await owners('some', '../x.py', './y.py', '')).toEqual([]);
});
