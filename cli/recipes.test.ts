/** The GitHub Action and the pre-commit hook that come along, run as those two run them. */
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { TestRepository } from '../scanner/testing/repository';
import { ORDERS } from './testing/awaited';
import { forEachTest, MONDAY } from './testing/for-each-test';
import { filledIn, type Context } from './testing/github-expression';

interface Action {
  inputs: Record<string, { default?: string; description: string }>;
  runs: { steps: { uses?: string; run?: string; shell?: string; env?: Record<string, string>; with?: Record<string, unknown> }[] };
}

const ROOT = join(import.meta.dirname, '..');
const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;
const [hook] = parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as { id: string; entry: string; language: string; pass_filenames: boolean; types_or: string[] }[];

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

const REFUND = `${ORDERS}
def refund(db: Session, order):
    db.delete(order)
`;

let repository: TestRepository;
let folder: string;
forEachTest((bench) => {
  ({ repository, folder } = bench);
  repository.commit(MONDAY, { 'orders.py': ORDERS });
});

/** A folder for $PATH, in which `npx --yes awaited@VERSION` is this code, as if the registry had it. */
function programs(): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const awaited = `exec ${JSON.stringify(process.execPath)} --import ${JSON.stringify(join(ROOT, 'node_modules/tsx/dist/loader.mjs'))} ${JSON.stringify(join(ROOT, 'cli/main.ts'))}`;
  writeFileSync(join(bin, 'npx'), `#!/bin/sh\ncase "$1 $2" in "--yes awaited@latest" | "--yes awaited@${version}") shift 2 ;; *) exit 64 ;; esac\n${awaited} "$@"\n`);
  chmodSync(join(bin, 'npx'), 0o755);
  return bin;
}

async function run(file: string, args: readonly string[], env: Record<string, string>): Promise<{ code: number; out: string; err: string }> {
  const variables = { NODE_ENV: 'test' as const, PATH: `${programs()}${delimiter}${process.env.PATH ?? ''}`, HOME: folder, ...env };
  return promisify(execFile)(file, args, { cwd: repository.path, env: variables }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, out: error.stdout, err: error.stderr }),
  );
}

/** Branches may have such names, and a runner hands them on as they are. */
const BASE = 'main$(touch${IFS}pwned)';

/** Every step of the action that is a script, as a runner runs it for a pull request. */
async function act(inputs: Record<string, string>) {
  const runner = join(folder, 'runner');
  mkdirSync(runner, { recursive: true });
  const summary = join(runner, 'summary.md');
  const defaults = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? '']));
  const context: Context = { inputs: { ...defaults, ...inputs }, github: { base_ref: BASE, sha: '0'.repeat(40) }, runner: { temp: runner, os: 'Linux' } };
  const results = [];
  for (const step of action.runs.steps) {
    if (step.run === undefined) continue;
    expect(step.shell).toBe('bash');
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, filledIn(value, context)]));
    // What GitHub gives to `shell: bash`.
    results.push(await run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], { ...env, GITHUB_STEP_SUMMARY: summary }));
  }
  expect(results).toHaveLength(1);
  return { ...results[0], summary: readFileSync(summary, 'utf8') };
}

describe('the action', () => {
  test('fails with annotations, a summary, SARIF and a comment where a branch adds legacy code', async () => {
    repository.git('update-ref', `refs/remotes/origin/${BASE}`, 'HEAD');
    repository.git('checkout', '-q', '-b', 'feature');
    repository.commit('2026-01-06T09:00:00Z', { 'orders.py': REFUND });
    const [sarif, comment] = [join(folder, 'a b.sarif'), join(folder, 'comment.md')];
    const { code, out, err, summary } = await act({ 'sarif-file': sarif, 'comment-file': comment });
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/^::error file=orders\.py,line=8/m);
    expect(JSON.parse(readFileSync(sarif, 'utf8'))).toMatchObject({ version: '2.1.0', runs: [{ results: [{ ruleId: 'new-legacy-usage' }, { ruleId: 'new-legacy-usage' }] }] });
    expect(readFileSync(comment, 'utf8')).toMatch(/^<!-- awaited-check -->\n\n### Awaited: 2 findings to fix/);
    expect(summary).toBe(readFileSync(comment, 'utf8'));
    expect(existsSync(join(folder, 'runner', 'awaited', 'awaited.db'))).toBe(true);
    expect(existsSync(join(repository.path, 'pwned'))).toBe(false);
  });

  test('passes where nothing is new, against a base of its own', async () => {
    repository.commit('2026-01-06T09:00:00Z', { 'README.md': 'Orders' });
    const { code, summary } = await act({ base: 'HEAD~1' });
    expect(code).toBe(0);
    expect(summary).toContain('### Awaited: passed');
  });

  test('describes every input, and pins what it uses to a major version', () => {
    for (const [name, input] of Object.entries(action.inputs)) expect(input.description, name).toMatch(/\.$/);
    for (const { uses } of action.runs.steps) if (uses !== undefined) expect(uses).toMatch(/^actions\/[a-z-]+@v\d+$/);
  });
});

describe('the pre-commit hook', () => {
  const commit = () => {
    const [program = '', ...args] = hook?.entry.split(' ') ?? [];
    return run(program, args, { AWAITED_DB: join(folder, 'hook.db') });
  };

  test('stops a commit with new legacy code, and lets others through', async () => {
    // Whoever pins a revision of the hook gets the package of that version.
    expect(hook).toMatchObject({ id: 'awaited-check', language: 'system', pass_filenames: false, entry: expect.stringMatching(new RegExp(`^npx --yes awaited@${version} check `)) as string });
    expect(hook?.types_or).toEqual(expect.arrayContaining(['python', 'ts']));
    repository.write({ 'orders.py': REFUND });
    repository.git('add', '--all');
    const stopped = await commit();
    expect([stopped.code, stopped.out]).toEqual([1, expect.stringContaining('Failed against')]);
    repository.write({ 'orders.py': `${ORDERS}\nTAX = 19\n` });
    repository.git('add', '--all');
    expect(await commit()).toMatchObject({ code: 0, out: expect.stringMatching(/^Passed/) as string });
  });
});
