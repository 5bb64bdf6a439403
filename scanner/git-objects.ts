import { once } from 'node:events';
import { startGit, type Repository } from './git';

export interface GitObject {
  readonly id: string;
  /** null where the repository lacks the object (a partial or damaged clone). */
  readonly content: Buffer | null;
}

/** Reads any number of objects through one `git cat-file --batch`. */
export class ObjectReader {
  readonly #child;
  readonly #output;
  #buffered: Buffer[] = [];
  #length = 0;

  constructor(repository: Repository) {
    this.#child = startGit(repository, ['cat-file', '--batch']);
    this.#child.stderr.resume();
    // The reader of the output learns of a broken pipe by its end.
    this.#child.stdin.on('error', () => {});
    this.#output = this.#child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** In the order asked for. One call at a time, each read to its end. */
  async *read(ids: readonly string[]): AsyncGenerator<GitObject> {
    for (const id of ids) if (!/^[0-9a-f]+$/.test(id)) throw new Error(`Not an object id: ${id}`);
    this.#child.stdin.write(ids.map((id) => `${id}\n`).join(''));
    for (const id of ids) {
      // `<id> blob <size>` or `<id> missing`
      const [, type, size] = (await this.#line()).split(' ');
      if (type === 'missing' || size === undefined) {
        yield { id, content: null };
        continue;
      }
      const content = await this.#take(Number(size));
      await this.#take(1);
      yield { id, content };
    }
  }

  async close(): Promise<void> {
    this.#child.stdin.end();
    this.#child.stdout.destroy();
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
  }

  async #line(): Promise<string> {
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

  async #take(size: number): Promise<Buffer> {
    while (this.#length < size) await this.#more();
    const whole = this.#whole();
    this.#keep(whole.subarray(size));
    return whole.subarray(0, size);
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
    const next = await this.#output.next();
    if (next.done) throw new Error('git cat-file ended early');
    this.#buffered.push(next.value);
    this.#length += next.value.length;
  }
}
