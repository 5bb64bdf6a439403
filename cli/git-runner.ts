import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { startGitBy, type GitCall, type GitResult, type Starter } from '../scanner/git';

export interface RunnerTask {
  readonly id: number;
  readonly call: GitCall;
}

/** `result` null: git could not be started there. */
export interface RunnerAnswer {
  readonly id: number;
  readonly result: GitResult | null;
}

/** From now on git is started by another process, for who is going to hold much in memory; gives what ends that. */
export function startGitElsewhere(): () => void {
  const runner = GitRunner.start();
  if (runner === null) return () => {};
  const end = startGitBy(runner);
  return () => {
    end();
    runner.close();
  };
}

/**
 * A small process that starts git in place of this one. To start a program the system copies the tables of the memory of
 * whoever starts it: with a repository in memory that takes 20 ms of a processor for each GB, and nothing else goes on meanwhile.
 */
export class GitRunner implements Starter {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (result: GitResult | null) => void>();
  #isReady = false;
  #asked = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message: RunnerAnswer | 'ready') => {
      if (message === 'ready') this.#isReady = true;
      else this.#settle(message.id, message.result);
    });
    child.on('error', () => this.#end());
    child.on('exit', () => this.#end());
    child.on('disconnect', () => this.#end());
    child.unref();
    child.channel?.unref();
  }

  /** null where there is none to start. */
  static start(): GitRunner | null {
    const fromSource = import.meta.url.endsWith('.ts');
    const file = fileURLToPath(new URL(fromSource ? './git.worker.ts' : './git.worker.js', import.meta.url));
    if (!existsSync(file)) return null;
    const execArgv = fromSource ? ['--import', createRequire(import.meta.url).resolve('tsx')] : [];
    return new GitRunner(fork(file, { execArgv, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }));
  }

  /** null where it is not ready yet, or not there any more: whoever asks starts git by itself then. */
  run(call: GitCall): Promise<GitResult | null> {
    if (!this.#isReady) return Promise.resolve(null);
    const id = this.#asked++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#child.channel?.ref();
      this.#child.send({ id, call } satisfies RunnerTask, (error) => {
        if (error) this.#settle(id, null);
      });
    });
  }

  close(): void {
    this.#isReady = false;
    if (this.#child.connected) this.#child.disconnect();
  }

  #settle(id: number, result: GitResult | null): void {
    this.#waiting.get(id)?.(result);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#child.channel?.unref();
  }

  #end(): void {
    this.#isReady = false;
    for (const id of [...this.#waiting.keys()]) this.#settle(id, null);
  }
}
