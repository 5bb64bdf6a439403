import type { z } from 'zod';
import { progressIn, type fileShape } from '../../../../../../lib/api/shapes';
import type { FileEntry } from '../../../../../p/[project]/file-entries';

export function publishedFile(entry: FileEntry): z.output<typeof fileShape> {
  const { id, path, service, category, phase, language, lines, status, because, hazards, assignee, due, owners, counts } = entry;
  return { file: id, path, service, category, phase, language, lines, status, because, hazards, assignee, due, owners, ...progressIn(counts) };
}
