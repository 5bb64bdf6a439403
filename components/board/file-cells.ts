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
export type FileCells = [href: string, path: string, service: string, status: FileStatus, because: string, hazards: number, assignee: string | null, counts: StateCounts];

/** Rows of one page where scripts are off, and of one portion where they are on. */
export const FILE_PORTION = 200;
