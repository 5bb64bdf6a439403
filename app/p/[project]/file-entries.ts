import 'server-only';
import { phaseFinder } from '../../../lib/config/phases';
import { listAssignments, type Assignment } from '../../../lib/db/read/assignments';
import { countErrors, listConverted, listFiles, type FileRow } from '../../../lib/db/read/files';
import { listQualityNotes } from '../../../lib/db/read/quality';
import { stampOf } from '../../../lib/db/read/snapshots';
import { fileVerdictOf, soakReference } from '../../../lib/file-status';
import type { FileStatus } from '../../../lib/migration';
import { derivedPerFile } from '../../derived';
import { unitIndexOf } from './unit-index';
import type { View } from './view';

interface FoundEntry extends FileRow {
  phase: string | null;
  status: FileStatus;
  /** Why it has that status, in a clause. */
  because: string;
}

export type FileEntry = FoundEntry & Assignment;

/** Every file of the snapshot shown, with its derived status, its phase and what people said. */
export async function fileEntriesOf(view: View): Promise<FileEntry[]> {
  const { db, project } = view;
  const found = await foundEntriesOf(view);
  const assignments = await listAssignments(db, project.id);
  return found.map((file) => ({ ...file, ...(assignments.get(file.id) ?? NOBODY) }));
}

const NOBODY: Assignment = { assignee: null, due: null };

/** What follows from the snapshot, the soak time and the phases. */
async function foundEntriesOf({ db, snapshot, weeks, project }: View): Promise<FoundEntry[]> {
  if (!snapshot) return [];
  const { phases, soakDays } = project.config;
  // Files that were completely async already when the soak time began; null where no history says otherwise.
  const reference = soakReference(weeks, snapshot.at, soakDays);
  return derivedPerFile(`files ${stampOf(snapshot)} ${reference ? stampOf(reference) : ''} ${JSON.stringify(phases)}`, async () => {
    const files = await listFiles(db, snapshot.id);
    const { readiness } = await unitIndexOf(db, snapshot);
    const errors = await countErrors(db, snapshot.id);
    const unread = new Set((await listQualityNotes(db, snapshot.id)).flatMap((note) => (note.kind === 'unparsed' ? [note.path] : [])));
    const soaked = reference ? await listConverted(db, reference.id) : null;
    const phaseOf = phaseFinder(project.config);
    return files.map((file) => {
      const verdict = fileVerdictOf(file.counts, {
        ...(readiness.get(file.path) ?? { ready: false, blockers: [] }),
        errors: errors.get(file.id) ?? 0,
        unread: unread.has(file.path),
        soaked: soaked === null || soaked.has(file.id),
      }, project.words.done);
      const language = file.language as 'python' | 'typescript' | 'other';
      return { ...file, ...verdict, phase: phaseOf({ ...file, language }) };
    });
  });
}
