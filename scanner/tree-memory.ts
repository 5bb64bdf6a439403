import { statSync } from 'node:fs';
import { join } from 'node:path';
import { askGit, displayPath, runGit, type Repository } from './git';

/** An entry of git's index: a file in conflict has one for each side. */
export interface IndexEntry {
  /** As `git ls-files -v` says it: `S` for what a sparse checkout leaves out, in small letters where git is told not to look at the file. */
  readonly tag: string;
  readonly mode: string;
  readonly blob: string;
  readonly raw: Buffer;
  readonly path: string;
}

/** What one look at a working tree leaves for the next: the index, read anew only when git has written it anew, and sizes. */
export class TreeMemory {
  #identity: string | null = null;
  #entries: Promise<readonly IndexEntry[]> = Promise.resolve([]);
  /** Of files that were on the disk as the index has them, by path. */
  readonly sizes = new Map<string, number>();

  /** The entries of the index: the very same ones while it is the very same file. */
  index(repository: Repository): Promise<readonly IndexEntry[]> {
    // Taken before git reads: what is written meanwhile is seen the next time.
    const identity = identityOf(join(repository.gitDir, 'index'));
    if (identity === null || identity !== this.#identity) {
      this.sizes.clear();
      this.#identity = identity;
      this.#entries = this.#read(repository);
      this.#entries.catch(() => (this.#identity = null));
    }
    return this.#entries;
  }

  async #read(repository: Repository): Promise<readonly IndexEntry[]> {
    const [entries, isOfDisk] = await Promise.all([readIndex(repository), isSparse(repository)]);
    if (isOfDisk) this.#identity = null;
    return entries;
  }
}

/** git writes an index anew under another name and moves it here. */
function identityOf(file: string): string | null {
  const status = statSync(file, { bigint: true, throwIfNoEntry: false });
  return status ? [status.dev, status.ino, status.size, status.mtimeNs, status.ctimeNs].join() : null;
}

/** In a sparse checkout git says by what lies on the disk whether a file is left out: the same index, another answer. */
async function isSparse(repository: Repository): Promise<boolean> {
  const answer = await askGit(repository, ['config', '--type=bool', '--get', 'core.sparseCheckout']);
  return answer?.toString().trim() === 'true';
}

async function readIndex(repository: Repository): Promise<IndexEntry[]> {
  return Array.from(fields(await runGit(repository, ['ls-files', '-z', '--stage', '-v'])), (entry) => {
    // `H 100644 <id> 0\t<path>`
    const tab = entry.indexOf(9);
    const [tag = '', mode = '', blob = ''] = entry.toString('latin1', 0, tab).split(' ');
    const raw = entry.subarray(tab + 1);
    return { tag, mode, blob, raw, path: displayPath(raw) };
  });
}

/** What git prints with `-z`. */
export function* fields(listing: Buffer): Generator<Buffer> {
  for (let start = 0; start < listing.length; ) {
    const end = listing.indexOf(0, start);
    yield listing.subarray(start, end);
    start = end + 1;
  }
}
