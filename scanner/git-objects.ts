import { once } from 'node:events';
import { GitError, startGit, startProblem, type GitProcess, type Repository } from './git';

export interface GitObject {
  readonly id: string;
  /** null where the repository lacks the object (a partial or damaged clone). */
  readonly content: Buffer | null;
}

/** Reads any number of objects through one `git cat-file --batch`, and sizes through one `--batch-check`. */
export class ObjectReader {
  readonly #repository: Repository;
  #contents: BatchProcess | null = null;
  #checks: BatchProcess | null = null;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** In the order asked for. One call at a time, each read to its end. */
  async *read(ids: readonly string[]): AsyncGenerator<GitObject> {
    if (ids.length === 0) return;
    const batch = (this.#contents ??= new BatchProcess(this.#repository, '--batch'));
    batch.ask(ids);
    for (const id of ids) {
      const size = sizeIn(await batch.line());
      if (size === null) {
        yield { id, content: null };
        continue;
      }
      const content = await batch.take(size);
      await batch.take(1);
      yield { id, content };
    }
  }

  /** Sizes in bytes by id; an object that the repository lacks is left out. */
  async sizes(ids: readonly string[]): Promise<Map<string, number>> {
    const sizes = new Map<string, number>();
    if (ids.length === 0) return sizes;
    const batch = (this.#checks ??= new BatchProcess(this.#repository, '--batch-check'));
    batch.ask(ids);
    for (const id of ids) {
      const size = sizeIn(await batch.line());
      if (size !== null) sizes.set(id, size);
    }
    return sizes;
  }

  async close(): Promise<void> {
    await Promise.all([this.#contents?.close(), this.#checks?.close()]);
  }
}

/** Of `<id> blob <size>`; null for `<id> missing`. */
function sizeIn(line: string): number | null {
  const [, type, size] = line.split(' ');
  return type === 'missing' || size === undefined ? null : Number(size);
}

/** So much of what git complains of is kept. */
const MAX_COMPLAINT = 4096;

class BatchProcess {
  readonly #root: string;
  readonly #mode: string;
  readonly #child: GitProcess;
  readonly #output: AsyncIterator<Buffer>;
  #buffered: Buffer[] = [];
  #length = 0;
  #complaint = '';
  #startError: Error | null = null;

  constructor(repository: Repository, mode: '--batch' | '--batch-check') {
    this.#root = repository.root;
    this.#mode = mode;
    this.#child = startGit(repository, ['cat-file', mode]);
    this.#child.on('error', (error) => (this.#startError = error));
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#complaint = (this.#complaint + text).slice(0, MAX_COMPLAINT)));
    // The reader of the output learns of a broken pipe by its end.
    this.#child.stdin.on('error', () => {});
    this.#output = this.#child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  ask(ids: readonly string[]): void {
    for (const id of ids) if (!/^[0-9a-f]+$/.test(id)) throw new Error(`Not an object id: ${id}`);
    this.#child.stdin.write(ids.map((id) => `${id}\n`).join(''));
  }

  async line(): Promise<string> {
    for (;;) {
      const whole = this.#whole();
      const end = whole.indexOf(10);
      if (end >= 0) {
        this.#keep(whole.subarray(end + 1));
        return whole.toString('utf8', 0, end);
      }
      await this.#more();
    }
  }

  async take(size: number): Promise<Buffer> {
    while (this.#length < size) await this.#more();
    const whole = this.#whole();
    this.#keep(whole.subarray(size));
    return whole.subarray(0, size);
  }

  async close(): Promise<void> {
    this.#child.stdin.end();
    this.#child.stdout.destroy();
    if (this.#child.pid === undefined) return;
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
  }

  #whole(): Buffer {
    const [first] = this.#buffered;
    const whole = this.#buffered.length === 1 && first ? first : Buffer.concat(this.#buffered);
    this.#buffered = [whole];
    return whole;
  }

  #keep(rest: Buffer): void {
    this.#buffered = [rest];
    this.#length = rest.length;
  }

  async #more(): Promise<void> {
    const next = await this.#output.next().catch(() => null);
    if (next === null || next.done) throw await this.#problem();
    this.#buffered.push(next.value);
    this.#length += next.value.length;
  }

  /** Why the output ended before all answers came. */
  async #problem(): Promise<Error> {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid !== undefined && exitCode === null && signalCode === null) await once(this.#child, 'exit');
    if (this.#startError) return startProblem(this.#startError, this.#root);
    return new GitError(this.#root, ['cat-file', this.#mode], this.#child.exitCode, this.#complaint);
  }
}
