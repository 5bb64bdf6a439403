import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { awaited } from './testing/awaited';

const TUTORIAL = readFileSync(join(import.meta.dirname, '../docs/write-a-pack.md'), 'utf8');

interface Fence {
  readonly language: string;
  readonly path: string;
  readonly text: string;
}

const fences: Fence[] = [...TUTORIAL.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map(([, language = '', path = '', text = '']) => ({ language, path, text }));

let folder: string;
const before = process.cwd();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'awaited-tutorial-'));
  vi.stubEnv('AWAITED_DB', join(folder, 'awaited.db'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** Commands of Awaited in this process, all others as the shell would. */
async function run(commands: string): Promise<string> {
  let said = '';
  for (const command of commands.trim().split('\n')) {
    const [name = '', ...args] = command.split(' ');
    if (name === 'awaited') {
      const { out, err } = await awaited(...args);
      said += out + err;
    } else said += execFileSync(name, args, { cwd: folder, encoding: 'utf8' });
  }
  return said;
}

test('the tutorial says what happens', async () => {
  let said: string | null = null;
  let compared = 0;
  for (const { language, path, text } of fences) {
    if (path !== '') {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    } else if (language === 'sh') said = await run(text);
    else {
      expect(said?.trimEnd()).toBe(text.trimEnd());
      said = null;
      compared++;
    }
  }
  expect(compared).toBe(fences.filter(({ language }) => language === 'sh').length);
  expect(compared).toBeGreaterThan(3);
});
