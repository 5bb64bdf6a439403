import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRepository } from '../scanner/git';
import { TestRepository } from '../scanner/testing/repository';
import { ownersAt, OwnersHistory } from './owners';

let repository: TestRepository;
const commits: Record<string, string> = {};

beforeAll(() => {
  repository = new TestRepository();
  commits.none = repository.commit('2026-01-05T09:00:00Z', { 'app/orders.py': '' });
  commits.some = repository.commit('2026-01-06T09:00:00Z', { '.github/CODEOWNERS': '# who\n* @shop/all\n/app/ @shop/app ada@example.org # comment\napp/legacy/\n*.sql @dba\n' });
});
afterAll(() => repository.remove());

async function owners(commit: string, ...paths: string[]): Promise<[string, string[]][]> {
  const ownersOf = await ownersAt(await openRepository(repository.path), commits[commit] ?? '');
  return paths.flatMap((path): [string, string[]][] => (ownersOf(path).length > 0 ? [[path, [...ownersOf(path)]]] : []));
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

test('along a branch each commit is judged by the file it has, as it would be alone', async () => {
  const line = [commits.none ?? '', commits.some ?? ''];
  const commit = (day: string, files: Record<string, string | null>) => void line.push(repository.commit(`2026-01-${day}T09:00:00Z`, files));
  commit('07', { 'app/orders.py': 'x = 1\n' });
  commit('08', { CODEOWNERS: '* @shop/root\n' });
  repository.git('checkout', '-q', '-b', 'side', line[1] ?? '');
  repository.commit('2026-01-09T09:00:00Z', { '.github/CODEOWNERS': '* @shop/side\n' });
  repository.git('checkout', '-q', 'main');
  repository.git('merge', '-q', '--no-ff', '-m', 'Merge', 'side');
  line.push(repository.git('rev-parse', 'HEAD').trim());
  commit('10', { '.github/CODEOWNERS': null });
  commit('11', { CODEOWNERS: null });
  const opened = await openRepository(repository.path);
  const history = await OwnersHistory.of(opened, line);
  const owners = [];
  for (const id of line) {
    owners.push((await history.at(id))('app/orders.py').join(' '));
    expect((await history.at(id))('app/q.sql')).toEqual((await ownersAt(opened, id))('app/q.sql'));
  }
  expect(owners).toEqual(['', '@shop/app ada@example.org', '@shop/app ada@example.org', '@shop/app ada@example.org', '@shop/side', '@shop/root', '']);
});
