/** What a rule about hazards is given, and what it finds. The words about each rule are in lib/hazards.ts. */
import type { HazardRuleName } from '../../../lib/hazards';
import type { SourceFile } from '../../link/source-file';
import type { Evidence } from '../../snapshot';
import type { Context, Finding } from '../context';
import type { ProjectAnswers } from './project-answers';

/** The linked project with all usages found: rules judge files against it. */
export interface Project extends Context {
  readonly findings: FindingsByFile;
  readonly manifests: readonly ManifestText[];
  readonly answers: ProjectAnswers;
}

/** Usages by file, those without any left out. */
export interface FindingsByFile extends Iterable<readonly [SourceFile, readonly Finding[]]> {
  /** Whoever asks depends on what these rest on. */
  get(file: SourceFile): readonly Finding[] | undefined;
  values(): Iterable<readonly Finding[]>;
}

export interface ManifestText {
  readonly path: string;
  readonly text: string;
}

/** Severity and title come from the rule. `start` and `end` are offsets in the file that was judged. */
export interface HazardFinding {
  readonly start: number;
  readonly end: number;
  readonly scope: number;
  readonly certainty: 'certain' | 'possible';
  readonly message: string;
  readonly evidence: readonly Evidence[];
}

/** A hazard in a manifest, which has lines and no facts. */
export interface ManifestFinding {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly certainty: 'certain' | 'possible';
  readonly message: string;
  readonly evidence: readonly Evidence[];
}

export interface HazardRule {
  readonly name: HazardRuleName;
  /** Its findings in one file rest on the whole project: each state asks for them anew. */
  readonly wide?: boolean;
  find(project: Project, file: SourceFile): readonly HazardFinding[];
  findInManifest?(project: Project, manifest: ManifestText): readonly ManifestFinding[];
}

/** What a wide rule finds in all files, found when it is first asked about one of a state. */
export function oncePerState<T>(compute: (project: Project) => T): (project: Project) => T {
  const known = new WeakMap<Project, { readonly value: T }>();
  return (project) => {
    let entry = known.get(project);
    if (entry === undefined) known.set(project, (entry = { value: compute(project) }));
    return entry.value;
  };
}

/** Answers that hold for one file, computed when somebody first asks. */
export function oncePerFile<T>(compute: (file: SourceFile) => T): (file: SourceFile) => T {
  const known = new WeakMap<SourceFile, { readonly value: T }>();
  return (file) => {
    file.noteRead();
    let entry = known.get(file);
    if (entry === undefined) known.set(file, (entry = { value: compute(file) }));
    return entry.value;
  };
}
