import { afterEach, beforeEach, expect, test } from 'vitest';
import { runGitHere } from '../scanner/git';
import { GitRunner } from './git-runner';
import { TestRepository } from '../scanner/testing/repository';

let repository: TestRepository;
let runner: GitRunner | null;
beforeEach(() => {
  repository = new TestRepository();
  repository.commit('2026-01-05T09:00:00Z', { 'orders.py': `${'x = 1\n'.repeat(50_000)}` });
  runner = GitRunner.start();
});
afterEach(() => {
  runner?.close();
  repository.remove();
});

const call = (...args: string[]) => ({ root: repository.path, settings: [['core.abbrev', '8']] as const, args });

async function ready(): Promise<GitRunner> {
  if (runner === null) throw new Error('There is no runner');
  await expect.poll(async () => runner?.run(call('--version')), { timeout: 20_000 }).not.toBeNull();
  return runner;
}

test('gives what git gives, to the byte, whether it does well or ill', async () => {
  const there = await ready();
  for (const args of [['rev-parse', '--short', 'HEAD'], ['cat-file', 'blob', 'HEAD:orders.py'], ['cat-file', 'blob', 'HEAD:missing.py'], ['no-such-command']]) {
    const result = await there.run(call(...args));
    expect(result).toEqual(await runGitHere(call(...args)));
    expect(Buffer.isBuffer(result?.output)).toBe(true);
  }
});

test('answers many at once', async () => {
  const there = await ready();
  const answers = await Promise.all(Array.from({ length: 20 }, (_, number) => there.run(call('rev-parse', `--short=${number + 10}`, 'HEAD'))));
  expect(answers.map((answer) => answer?.output.toString().trim().length)).toEqual(Array.from({ length: 20 }, (_, number) => number + 10));
});

test('leaves to others what it cannot start, and what comes after its end', async () => {
  const there = await ready();
  expect(await there.run({ ...call('status'), root: `${repository.path}/gone` })).toBeNull();
  const asked = there.run(call('rev-parse', 'HEAD'));
  there.close();
  expect(await asked).toBeNull();
  expect(await there.run(call('rev-parse', 'HEAD'))).toBeNull();
});
