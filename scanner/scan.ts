/** A scan: one state of a repository from source to Snapshot. Knows nothing of the database. */
import { isManifest, type Analysis, type AnalysisConfig, type ExtractedFile, type Manifest } from './analyse';
import { analysisNotes } from './analysis-notes';
import { languageOf } from './extract';
import { extractFiles } from './extract-files';
import type { FactsStore } from './facts-store';
import type { Pack } from './packs/pack';
import { ProjectMemory } from './project-memory';
import { rulesDigest } from './rules';
import type { QualityNote, Snapshot } from './snapshot';
import { note, type Source, type SourceFile } from './source';

/** What is the same for all states of a project. */
export interface ScanSettings {
  readonly pack: Pack;
  readonly config: AnalysisConfig;
  readonly exclude: readonly string[];
  /** What else decides the figures of a snapshot, for its `rules`. */
  readonly more?: unknown;
  readonly toolVersion: string;
  readonly store: FactsStore;
  /** `false` where nobody looks at the units of conversion. */
  readonly withUnits?: boolean;
}

export interface ScanProgress {
  readonly phase: 'extract' | 'link';
  readonly files: number;
  readonly filesTotal: number;
  readonly bytes: number;
  readonly bytesTotal: number;
}

export interface ScanHooks {
  readonly onProgress?: (progress: ScanProgress) => void;
  /** Notes beside those of the source. */
  readonly notes?: readonly QualityNote[];
}

/** `memory` is handed from one scan of a project to the next: only what changed is worked out again. */
export async function scan(source: Source, settings: ScanSettings, hooks: ScanHooks = {}, memory = new ProjectMemory({ isKept: false })): Promise<Snapshot> {
  const sources = source.files.filter((file) => languageOf(file.path) === settings.pack.language);
  const bytesTotal = sources.reduce((sum, file) => sum + file.size, 0);
  const notes: QualityNote[] = [...source.notes, ...(hooks.notes ?? [])];
  const addNote = (added: QualityNote) => void notes.push(added);
  const progress = (phase: ScanProgress['phase'], done: { files: number; bytes: number }) =>
    hooks.onProgress?.({ phase, ...done, filesTotal: sources.length, bytesTotal });
  const files = await extractFiles(source, sources, { memory: memory.facts, store: settings.store, note: addNote, onProgress: (done) => progress('extract', done) });
  memory.facts.keepOnly(files);
  const manifests = await readManifests(source, source.files.filter((file) => isManifest(file.path)), addNote);
  progress('link', { files: sources.length, bytes: bytesTotal });
  const analysis = memory.analyser(settings.config, settings.pack).analyse(files, manifests, settings.withUnits ?? true);
  notes.push(...analysisNotes(analysis));
  return snapshotOf(source, files, analysis, notes, bytesTotal, settings);
}

function snapshotOf(
  source: Source,
  files: readonly ExtractedFile[],
  analysis: Analysis,
  notes: readonly QualityNote[],
  bytesRead: number,
  settings: ScanSettings,
): Snapshot {
  return {
    commit: source.commit,
    at: source.at,
    toolVersion: settings.toolVersion,
    pack: settings.pack.name,
    rules: rulesDigest(settings),
    filesRead: files.length,
    bytesRead,
    files: analysis.files,
    units: analysis.units,
    quality: orderedNotes(notes),
  };
}

/** Larger manifests are no hand-written ones. */
const MAX_MANIFEST_BYTES = 1024 * 1024;

async function readManifests(source: Source, files: readonly SourceFile[], addNote: (note: QualityNote) => void): Promise<Manifest[]> {
  const small = files.filter((file) => file.size <= MAX_MANIFEST_BYTES);
  for (const file of files) if (file.size > MAX_MANIFEST_BYTES) addNote(note('too-large', file.path, 'Larger than a manifest; not read.'));
  const manifests: Manifest[] = [];
  for await (const { file, blob, content } of source.read(small, addNote)) {
    manifests.push({ path: file.path, blob, text: content.toString('utf8').replace(/^\ufeff/, '') });
  }
  return manifests;
}

/** Each once, and in an order that does not depend on which thread was faster. */
export function orderedNotes(notes: readonly QualityNote[]): QualityNote[] {
  const keyed = new Map(notes.map((entry) => [JSON.stringify([entry.path, entry.line ?? 0, entry.kind, entry.message]), entry]));
  return [...keyed].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, entry]) => entry);
}
