import { exemptSnapshot } from '../lib/exemptions';
import { Failure } from '../lib/failure';
import { languageOf } from '../scanner/extract';
import type { Language } from '../scanner/facts';
import type { ProjectMemory } from '../scanner/project-memory';
import { scan, type ScanHooks, type ScanSettings } from '../scanner/scan';
import type { QualityNote, Snapshot } from '../scanner/snapshot';
import { note, type Source } from '../scanner/source';
import type { TreeMemory } from '../scanner/tree-memory';
import type { BoardExemptions } from './board-exemptions';
import { openSource, wantedIn, type OpenProject } from './open-project';

export interface ReadSnapshot {
  readonly snapshot: Snapshot;
  /** The commit, or the one below the working tree. */
  readonly base: string | null;
  readonly paths: ReadonlySet<string>;
}

/** A state that can be scanned. The caller closes its source. */
export interface OpenState {
  readonly source: Source;
  readonly notes: readonly QualityNote[];
}

/** Scans the state that the project names, without storing it. Throws `Failure` where there is nothing to scan. */
export async function readSnapshot(project: OpenProject, settings: ScanSettings, board: BoardExemptions): Promise<ReadSnapshot> {
  const state = await openState(project);
  try {
    const read = await readState(state, settings);
    return { ...read, snapshot: exemptSnapshot(read.snapshot, board.of) };
  } finally {
    await state.source.close();
  }
}

export async function openState(project: OpenProject, memory?: TreeMemory): Promise<OpenState> {
  const files = wantedIn(project);
  const source = await openSource(project, files, memory);
  try {
    refuseNothing(project, source);
    return { source, notes: [...files.notes(), ...shallowNote(project)] };
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** The files are not those of the commit any more that they were when the scan began. */
export class ChangedMeanwhile extends Failure {
  constructor() {
    super('The working tree changed while it was read; scan again when the checkout or rebase has finished, or name a revision with --rev.');
  }
}

/** What the scan finds; what people exempted on a board is not laid over it yet. */
export async function readState({ source, notes }: OpenState, settings: ScanSettings, hooks: ScanHooks = {}, memory?: ProjectMemory): Promise<ReadSnapshot> {
  const snapshot = await scan(source, settings, { ...hooks, notes: [...notes, ...(hooks.notes ?? [])] }, memory);
  // A clean tree is stored as its commit: what was checked out meanwhile must not be taken for it.
  if (source.commit !== null && !(await source.isUnchanged())) throw new ChangedMeanwhile();
  return { snapshot, base: source.base, paths: source.paths };
}

const LANGUAGES: Readonly<Record<Language, string>> = { python: 'Python', typescript: 'TypeScript or JavaScript' };

function refuseNothing(project: OpenProject, source: Source): void {
  const { language } = project.pack;
  if (source.files.some((file) => languageOf(file.path) === language)) return;
  const { root } = project.repository;
  if (source.paths.size === 0) throw new Failure(`${root} has no files yet; there is nothing to scan.`);
  const where = project.commit === null ? '' : ` at ${project.commit.slice(0, 8)}`;
  const first = source.notes.length > 0 ? ` that can be read (${source.notes[0]?.path}: ${source.notes[0]?.message})` : '';
  throw new Failure(`${root}${where} has no ${LANGUAGES[language]} source${first}; there is nothing to scan.`);
}

function shallowNote(project: OpenProject): QualityNote[] {
  if (!project.repository.isShallow) return [];
  return [note('shallow', '', 'A shallow clone: older history is missing. Run "git fetch --unshallow" to have it.')];
}
