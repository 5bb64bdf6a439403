import 'server-only';
import { phaseFinder } from '../../../lib/config/phases';
import { countErrors, listConverted, listFiles, type FileRow } from '../../../lib/db/read/files';
import { listQualityNotes } from '../../../lib/db/read/quality';
import { listUnits } from '../../../lib/db/read/units';
import { fileVerdictOf, readinessByFile, soakReference } from '../../../lib/file-status';
import type { FileStatus } from '../../../lib/migration';
import type { View } from './view';

export interface FileEntry extends FileRow {
  phase: string | null;
  status: FileStatus;
  /** Why it has that status, in a clause. */
  because: string;
}

/** Every file of the snapshot shown, with its derived status and its phase. */
export async function fileEntriesOf(view: View): Promise<FileEntry[]> {
  const { db, snapshot, project } = view;
  if (!snapshot) return [];
  const files = await listFiles(db, snapshot.id);
  const readiness = readinessByFile(await listUnits(db, snapshot.id));
  const errors = await countErrors(db, snapshot.id);
  const unread = new Set((await listQualityNotes(db, snapshot.id)).flatMap((note) => (note.kind === 'unparsed' ? [note.path] : [])));
  const soaked = await soakedFiles(view);
  const phaseOf = phaseFinder(project.config);
  return files.map((file) => {
    const verdict = fileVerdictOf(file.counts, {
      ...(readiness.get(file.path) ?? { ready: false, blockers: [] }),
      errors: errors.get(file.id) ?? 0,
      unread: unread.has(file.path),
      soaked: soaked === null || soaked.has(file.id),
    });
    const language = file.language as 'python' | 'typescript' | 'other';
    return { ...file, ...verdict, phase: phaseOf({ ...file, language }) };
  });
}

/** Files that were completely async already when the soak time began; null where no history says otherwise. */
async function soakedFiles({ db, snapshot, weeks, project }: View): Promise<Set<number> | null> {
  const reference = soakReference(weeks, snapshot?.at ?? '', project.config.soakDays);
  return reference ? listConverted(db, reference.id) : null;
}
