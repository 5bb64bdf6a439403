import { doneOf, FILE_STATUSES, progressOf, scopeOf, type FileStatus, type StateCounts } from '../../lib/migration';

export const FILE_SORTS = ['open', 'path', 'service', 'status', 'done', 'hazards'] as const;
export type FileSort = (typeof FILE_SORTS)[number];

export interface SortableFile {
  path: string;
  service: string;
  status: FileStatus;
  hazards: number;
  counts: StateCounts;
}

/** What the URL asks for; else the files with most left to do first. */
export function sortOf(value: string | string[] | undefined): FileSort {
  return FILE_SORTS.find((sort) => sort === value) ?? 'open';
}

const ORDERS: Record<FileSort, (a: SortableFile, b: SortableFile) => number> = {
  open: (a, b) => open(b) - open(a),
  path: () => 0,
  service: (a, b) => compare(a.service, b.service),
  status: (a, b) => FILE_STATUSES.indexOf(a.status) - FILE_STATUSES.indexOf(b.status),
  done: (a, b) => (progressOf(b.counts) ?? -1) - (progressOf(a.counts) ?? -1),
  hazards: (a, b) => b.hazards - a.hazards,
};

export function sortFiles<File extends SortableFile>(files: readonly File[], sort: FileSort): File[] {
  return [...files].sort((a, b) => ORDERS[sort](a, b) || compare(a.path, b.path));
}

function open(file: SortableFile): number {
  return scopeOf(file.counts) - doneOf(file.counts);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
