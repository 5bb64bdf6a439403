import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What git was asked: where, with which arguments, with which settings over those of the repository. */
export interface GitCall {
  readonly root: string;
  readonly settings: readonly (readonly [key: string, value: string])[];
  readonly args: readonly string[];
}

export interface GitResult {
  readonly output: Buffer;
  readonly errors: Buffer;
  /** null: it was stopped. */
  readonly code: number | null;
}

export interface RunnerTask {
  readonly id: number;
  readonly call: GitCall;
}

/** `result` null: git could not be started there. */
export interface RunnerAnswer {
  readonly id: number;
  readonly result: GitResult | null;
}

/**
 * A small process that starts git in place of this one. To start a program the system copies the tables of the memory of
 * whoever starts it: with a repository in memory that takes 20 ms of a processor for each GB, and nothing else goes on meanwhile.
 */
export class GitRunner {
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
