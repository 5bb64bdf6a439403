import { links, type Place } from '../../lib/links';
import type { FileStatus } from '../../lib/migration';
import { FILE_PORTION, type FileCells, type ListedFile } from './file-cells';

/** One portion of a sorted list. */
export function filePortion(files: readonly ListedFile[], from: number, place: Place): FileCells[] {
  return files
    .slice(from, from + FILE_PORTION)
    .map(({ id, path, service, status, because, hazards, assignee, counts }) => [links.file(place, id), path, service, status, told(status, because), hazards, assignee, counts]);
}

/** What the figures of a row say already is not sent a second time. */
function told(status: FileStatus, because: string): string {
  return status === 'blocked' || status === 'needs attention' ? because : '';
}
