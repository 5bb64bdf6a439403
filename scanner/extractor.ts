import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { compileLess } from './compile-less';
import { extractContents, overBudget, type ExtractedContent, type ExtractJob } from './extract-content';

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

/** Below this, threads take longer to start and to compile, each for itself, than they save on two cores. */
export const WORTH_THREADS = 32 * 1024 * 1024;

/** What a thread may keep, in MB. The worst source of the largest size that is read needs a tenth of it. */
const THREAD_MEMORY = 2048;

/** Extracts `bytes` of sources, in threads where that pays and there is more than one core. */
export function startExtractor(bytes: number, cores = availableParallelism(), threadMemory = THREAD_MEMORY): Extractor {
  compileLess();
  return cores > 1 && bytes >= WORTH_THREADS ? new ThreadPool(Math.min(cores, 8), threadMemory) : INLINE;
}

const INLINE: Extractor = {
  extract: async (jobs) => extractContents(jobs),
  close: async () => {},
};

class ThreadPool implements Extractor {
  readonly #idle: Worker[];
  readonly #all: Worker[];
  readonly #waiting: ((worker: Worker | null) => void)[] = [];

  readonly #busy = new Set<Worker>();
  readonly #memory: number;
  #isClosed = false;

  constructor(size: number, memory: number) {
    this.#memory = memory;
    this.#all = Array.from({ length: size }, () => this.#start());
    this.#idle = [...this.#all];
  }

  async extract(jobs: readonly ExtractJob[]): Promise<readonly ExtractedContent[]> {
    const worker = await this.#take();
    if (worker === null) return this.#extractHere(jobs);
    this.#busy.add(worker);
    try {
      const answer = await ask(worker, { jobs });
      this.#busy.delete(worker);
      this.#give(worker);
      return answer.results;
    } catch (error) {
      this.#drop(worker);
      if (isOutOfMemory(error)) return this.#oneByOne(jobs);
      // The thread was killed: the rest is done by those that live, or here.
      return this.#extractHere(jobs);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#busy.clear();
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  async #extractHere(jobs: readonly ExtractJob[]): Promise<readonly ExtractedContent[]> {
    if (this.#isClosed) throw new Error('The extractor was closed');
    return INLINE.extract(jobs);
  }

  /** What took the memory of a thread would take that of this one, too: other threads find out which content it was. */
  async #oneByOne(jobs: readonly ExtractJob[]): Promise<readonly ExtractedContent[]> {
    const [first] = jobs;
    if (jobs.length === 1 && first) return [overBudget(first.language, `Reading it took more than ${this.#memory} MB of memory; not read.`)];
    const results: ExtractedContent[] = [];
    for (const job of jobs) results.push(...(await this.extract([job])));
    return results;
  }

  #start(): Worker {
    const worker = startThread(this.#memory);
    worker.once('error', (error) => {
      // Before anybody learns of the death, so that no one does the work here for want of a thread.
      if (!isOutOfMemory(error) || !this.#busy.has(worker)) return;
      const other = this.#start();
      this.#all.push(other);
      this.#give(other);
    });
    worker.once('exit', () => this.#drop(worker));
    return worker;
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
    this.#busy.delete(worker);
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

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** The build puts each `*.worker.ts` beside the bundle; run from source, the thread needs the loader that we run under. */
function startThread(memory: number): Worker {
  const fromSource = import.meta.url.endsWith('.ts');
  const url = new URL(fromSource ? './extract.worker.ts' : './extract.worker.js', import.meta.url);
  const execArgv = fromSource ? ['--import', createRequire(import.meta.url).resolve('tsx')] : [];
  const worker = new Worker(url, { execArgv, resourceLimits: { maxOldGenerationSizeMb: memory } });
  worker.on('error', () => {});
  worker.unref();
  return worker;
}
