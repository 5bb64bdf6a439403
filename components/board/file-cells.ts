import type { Category, FileStatus, StateCounts } from '../../lib/migration';

export interface ListedFile {
  id: number;
  path: string;
  service: string;
  category: Category;
  status: FileStatus;
  because: string;
  hazards: number;
  assignee: string | null;
  counts: StateCounts;
}

/** A row as it travels to the browser: thousands of them must stay small. */
export type FileCells = [id: number, path: string, service: string, status: FileStatus, because: string, hazards: number, assignee: string | null, counts: StateCounts];

/** Rows of one page where scripts are off, and of one portion where they are on. */
export const FILE_PORTION = 200;

/** One portion of a sorted list. */
export function fileCells(files: readonly ListedFile[], from: number): FileCells[] {
  return files.slice(from, from + FILE_PORTION).map(({ id, path, service, status, because, hazards, assignee, counts }) => [id, path, service, status, told(status, because), hazards, assignee, counts]);
}

/** What the figures of a row say already is not sent a second time. */
function told(status: FileStatus, because: string): string {
  return status === 'blocked' || status === 'needs attention' ? because : '';
}
