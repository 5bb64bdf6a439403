/** Real git repositories for tests, built in a temporary folder with fixed dates. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export class TestRepository {
  readonly path: string;

  constructor(...options: string[]) {
    this.path = mkdtempSync(join(tmpdir(), 'awaited-repository-'));
    this.git('init', '-q', '-b', 'main', ...options);
    this.git('config', 'core.autocrlf', 'false');
  }

  git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.path, encoding: 'utf8', env: { ...process.env, ...IDENTITY } });
  }

  /** Writes files; null removes one. */
  write(files: Readonly<Record<string, string | Buffer | null>>): this {
    for (const [name, content] of Object.entries(files)) {
      const file = join(this.path, name);
      if (content === null) {
        rmSync(file);
        continue;
      }
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    return this;
  }

  /** Writes files and commits everything at a date; gives the commit id. */
  commit(date: string, files: Readonly<Record<string, string | Buffer | null>> = {}, ...options: string[]): string {
    this.write(files);
    this.git('add', '--all');
    execFileSync('git', ['commit', '-q', '--allow-empty', '-m', `State of ${date}`, ...options], {
      cwd: this.path,
      env: { ...process.env, ...IDENTITY, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    });
    return this.git('rev-parse', 'HEAD').trim();
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
};
