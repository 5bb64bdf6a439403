import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { extractContent, type ExtractedContent } from './extract-content';
import type { Language } from './facts';

export interface ExtractJob {
  readonly language: Language;
  readonly content: Uint8Array;
}

export interface ExtractTask {
  readonly jobs: readonly ExtractJob[];
}

export interface ExtractAnswer {
  readonly results: readonly ExtractedContent[];
}

export interface Extractor {
  extract(jobs: readonly ExtractJob[]): Promise<readonly ExtractedContent[]>;
  close(): Promise<void>;
}

/** Below this, starting threads takes longer than they save. */
export const WORTH_THREADS = 16 * 1024 * 1024;

/** Extracts `bytes` of sources, in threads where that pays and there is more than one core. */
export function startExtractor(bytes: number, cores = availableParallelism()): Extractor {
  return cores > 1 && bytes >= WORTH_THREADS ? new ThreadPool(Math.min(cores, 8)) : INLINE;
}

const INLINE: Extractor = {
  extract: async (jobs) => jobs.map(({ language, content }) => extractContent(language, content)),
  close: async () => {},
};

class ThreadPool implements Extractor {
  readonly #idle: Worker[];
  readonly #all: Worker[];
  readonly #waiting: ((worker: Worker | null) => void)[] = [];

  constructor(size: number) {
    this.#all = Array.from({ length: size }, startThread);
    this.#idle = [...this.#all];
    for (const worker of this.#all) worker.once('exit', () => this.#drop(worker));
  }

  async extract(jobs: readonly ExtractJob[]): Promise<readonly ExtractedContent[]> {
    const worker = await this.#take();
    if (worker === null) return INLINE.extract(jobs);
    try {
      const answer = await ask(worker, { jobs });
      this.#give(worker);
      return answer.results;
    } catch {
      // The thread died (out of memory, killed): the rest is done by those that live, or here.
      this.#drop(worker);
      return INLINE.extract(jobs);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  #take(): Promise<Worker | null> {
    const worker = this.#idle.pop();
    if (worker) return Promise.resolve(worker);
    if (this.#all.length === 0) return Promise.resolve(null);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #give(worker: Worker): void {
    const next = this.#waiting.shift();
    if (next) next(worker);
    else this.#idle.push(worker);
  }

  #drop(worker: Worker): void {
    for (const list of [this.#all, this.#idle]) if (list.includes(worker)) list.splice(list.indexOf(worker), 1);
    if (this.#all.length === 0) for (const next of this.#waiting.splice(0)) next(null);
  }
}

function ask(worker: Worker, task: ExtractTask): Promise<ExtractAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (action: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit).unref();
      action();
    };
    const onMessage = (answer: ExtractAnswer) => settle(() => resolve(answer));
    const onError = (error: unknown) => settle(() => reject(error));
    const onExit = () => settle(() => reject(new Error('The thread ended')));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit).ref();
    worker.postMessage(task);
  });
}

/** The build puts each `*.worker.ts` beside the bundle; run from source, the thread needs the loader that we run under. */
function startThread(): Worker {
  const fromSource = import.meta.url.endsWith('.ts');
  const url = new URL(fromSource ? './extract.worker.ts' : './extract.worker.js', import.meta.url);
  const worker = new Worker(url, { execArgv: fromSource ? ['--import', createRequire(import.meta.url).resolve('tsx')] : [] });
  worker.on('error', () => {});
  worker.unref();
  return worker;
}
