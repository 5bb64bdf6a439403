/** What a scan reads: the files of one state of a repository, wherever they lie. */
import type { QualityNote } from './snapshot';

/** Larger sources are generated; they are named, not read. */
export const MAX_SOURCE_BYTES = 4 * 1024 * 1024;

export interface SourceFile {
  /** Slash-separated, relative to the repository's root, as shown. */
  readonly path: string;
  /** git blob id; null where it is only known once the file is read. */
  readonly blob: string | null;
  readonly size: number;
}

export interface SourceContent {
  readonly file: SourceFile;
  /** The id of these very bytes. */
  readonly blob: string;
  readonly content: Buffer;
}

/** Which files of a tree are wanted, by their shown path. */
export type Wanted = (path: string) => boolean;

export interface Source {
  /** Full commit id; null for a working tree with changes. */
  readonly commit: string | null;
  /** The commit, or the one below the working tree; null where nothing is committed. */
  readonly base: string | null;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Wanted files, by path. */
  readonly files: readonly SourceFile[];
  /** Every path of the tree, wanted or not. */
  readonly paths: ReadonlySet<string>;
  /** Wanted files that cannot be read, submodules, a shallow history. */
  readonly notes: readonly QualityNote[];
  /** The contents in the order asked for; what cannot be read is left out and comes as a note. */
  read(files: readonly SourceFile[], note: (note: QualityNote) => void): AsyncIterable<SourceContent>;
  /** Whether what was listed is still so: a working tree can change while it is read. */
  isUnchanged(): Promise<boolean>;
  close(): Promise<void>;
}

export function note(kind: QualityNote['kind'], path: string, message: string): QualityNote {
  return { kind, path, line: null, message };
}

export function tooLarge(path: string, size: number): QualityNote {
  return note('too-large', path, `${(size / 1_048_576).toFixed(1)} MB, more than the ${MAX_SOURCE_BYTES / 1_048_576} MB that a source may have; not read.`);
}

/** By code units, as everywhere: the order does not depend on the machine's language. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
