/** link and classify: from the facts of all files to what the migration must know about them. */
import { dirname } from 'node:path/posix';
import { categoryOf } from './classify/category';
import { usagesOf } from './classify/classify-file';
import type { Finding } from './classify/context';
import { usesLibrary } from './classify/drivers';
import { Exemptions } from './classify/exemptions';
import { hazardsOf, manifestHazards, type FoundHazard } from './classify/hazards/find-hazards';
import type { Project } from './classify/hazards/rule';
import { LinkedProject, type ProjectSetting } from './classify/linked-project';
import { manifestResult } from './classify/manifest-result';
import { serviceNames, type ServiceNames } from './classify/service';
import { eachWithinTime, excessOf, UndoneItem, withinTime, type Excess } from './deadline';
import type { FileFacts } from './facts';
import { SourceFile } from './link/source-file';
import type { Pack } from './packs/pack';
import type { ConversionUnit, FileResult } from './snapshot';

/** One source file of the project, extracted. */
export interface ExtractedFile {
  /** Slash-separated, relative to the repository's root. */
  readonly path: string;
  /** git blob id, or the id the content would have. */
  readonly blob: string;
  readonly facts: FileFacts;
}

/** A small text file that says something about dependencies, URLs or test settings (see `isManifest`). */
export interface Manifest {
  readonly path: string;
  readonly blob: string;
  readonly text: string;
}

/** The part of the configuration that decides verdicts; all of it may be empty. */
export interface AnalysisConfig {
  /** Import roots such as `src`; empty: found from the files. */
  readonly roots: readonly string[];
  /** Glob → service name, `{name}` standing for the file's stem; the first match wins. */
  readonly services: Readonly<Record<string, string>>;
  readonly exempt: readonly { readonly path: string; readonly reason: string }[];
}

export interface Analysis {
  /** Files with a usage or a hazard, by path. */
  readonly files: readonly FileResult[];
  readonly units: readonly ConversionUnit[];
  /** Why there are none, where finding them could not be brought to its end. */
  readonly unitsMissing?: Excess;
  /** Files that could not be judged to their end: what they hold is not counted, and nothing is known of what others get from them. */
  readonly notJudged: readonly NotJudged[];
}

export interface NotJudged {
  readonly path: string;
  readonly excess: Excess;
}

/** What takes longer would never end: no file of real code takes a second. */
const BUDGET_MS = 60_000;
/** Each costs its budget; with so many it is not the files. */
const MOST_UNDONE = 10;

export interface AnalyserOptions {
  readonly isKept: boolean;
  /** For one file. */
  readonly budgetMs?: number;
  /** For all units. */
  readonly unitsMs?: number;
}

const MANIFEST = /(^|\/)(pyproject\.toml|setup\.(py|cfg)|requirements[^/]*\.(txt|in)|requirements\/[^/]+\.(txt|in)|Pipfile|environment\.ya?ml|[jt]sconfig[^/]*\.json|alembic\.ini|pytest\.ini|tox\.ini|package\.json)$/;

/** Whether a path names a file that `analyse` wants as a manifest. */
export function isManifest(path: string): boolean {
  return MANIFEST.test(path);
}

/** Analyses one state. For several states of a project, one `Analyser` does again only what changed. */
export function analyse(files: readonly ExtractedFile[], manifests: readonly Manifest[], config: AnalysisConfig, pack: Pack): Analysis {
  return new Analyser(config, pack, { isKept: false }).analyse(files, manifests);
}

/** Keeps what it concludes from one state to the next; with `isKept: false` it is good for one state, and a third faster with that. */
export class Analyser {
  readonly #exemptions: Exemptions;
  readonly #serviceOf: ServiceNames;
  readonly #results = new WeakMap<SourceFile, KnownResult>();
  /** Contents that could not be judged. */
  readonly #undone = new WeakMap<FileFacts, Excess>();
  /** Falls with each state whose units are not found in time, so that a history of such states ends. */
  #unitsMs: number;
  #known: LinkedProject | undefined;
  #last: { readonly files: readonly ExtractedFile[]; readonly manifests: readonly Manifest[]; readonly analysis: Analysis; readonly hasUnits: boolean } | undefined;

  constructor(
    private readonly config: AnalysisConfig,
    private readonly pack: Pack,
    private readonly options: AnalyserOptions = { isKept: true },
  ) {
    this.#exemptions = new Exemptions(config.exempt);
    this.#serviceOf = serviceNames(config.services);
    this.#unitsMs = this.#mostUnitsMs;
  }

  /**
   * Gives what it would give of this state alone; a file is taken for unchanged where its facts are the very same object.
   * @param withUnits `false` leaves them out, for whoever does not look at them: they cost as much as anything
   */
  analyse(files: readonly ExtractedFile[], manifests: readonly Manifest[], withUnits = true): Analysis {
    // The order of files must not show in what is found.
    const sorted = [...files].sort((left, right) => (left.path < right.path ? -1 : 1));
    const last = this.#last;
    if (last !== undefined && (last.hasUnits || !withUnits) && areSame(last.files, sorted, (file) => file.facts) && areSame(last.manifests, manifests, (manifest) => manifest.text)) return last.analysis;
    for (let undone = 0; ; undone++) {
      try {
        const judged = this.#analyse(sorted.filter(({ facts }) => !this.#undone.has(facts)), manifests, withUnits);
        const analysis = { ...judged, notJudged: sorted.flatMap(({ path, facts }) => this.#notJudged(path, facts)) };
        if (this.options.isKept) this.#last = { files: sorted, manifests, analysis, hasUnits: withUnits };
        return analysis;
      } catch (error) {
        // A state that was taken in half must not be what the next one is held against.
        this.#known = undefined;
        this.#last = undefined;
        if (!(error instanceof UndoneItem)) throw error;
        const path = fileOf(error.item)?.path;
        const facts = sorted.find((file) => file.path === path)?.facts;
        if (facts === undefined || undone === MOST_UNDONE) throw error;
        this.#undone.set(facts, error.excess);
      }
    }
  }

  /** Whether every file of the last state was judged in time: another time, on a machine that does less else, it may be. */
  get isWhole(): boolean {
    return this.#last?.analysis.notJudged.every(({ excess }) => excess !== 'time') ?? true;
  }

  #analyse(files: readonly ExtractedFile[], manifests: readonly Manifest[], withUnits: boolean): Omit<Analysis, 'notJudged'> {
    const settings = manifests.filter(({ path }) => this.pack.language === 'typescript' && /(^|\/)(package|[jt]sconfig[^/]*)\.json$/.test(path));
    const homes = new Set(manifests.filter(({ path }) => !/(^|\/)[jt]sconfig[^/]*\.json$/.test(path)).map(({ path }) => (dirname(path) === '.' ? '' : dirname(path))));
    const relevant = manifests.some(({ text }) => this.pack.namedIn(text)) || files.some(({ facts }) => usesLibrary(this.pack, facts));
    const setting: ProjectSetting = { roots: this.config.roots, settings, relevant };
    if (this.#known?.isFor(setting) !== true) this.#known = new LinkedProject(this.pack, setting, this.options.isKept, this.#budgetMs);
    const known = this.#known;
    const project = known.update(files, manifests, homes);
    const results: FileResult[] = [];
    const blobs = new Map(files.map(({ path, blob }) => [path, blob]));
    eachWithinTime(project.linker.files, this.#budgetMs, (file) => {
      const result = this.#resultOf(project, file, known.hazardsOf(project, file), blobs.get(file.path) ?? '');
      if (result !== undefined) results.push(result);
    });
    if (relevant) {
      for (const manifest of manifests) {
        results.push(...manifestResult(this.pack, manifest, manifestHazards(project, manifest, this.#exemptions.ofPath(manifest.path))));
      }
    }
    results.sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
    return { files: results, ...(withUnits && this.pack.judgements.has('units') ? this.#units(known, project, results) : { units: [] }) };
  }

  #units(known: LinkedProject, project: Project, results: readonly FileResult[]): Pick<Analysis, 'units' | 'unitsMissing'> {
    try {
      const units = withinTime(this.#unitsMs, () => known.unitsOf(project, results));
      this.#unitsMs = this.#mostUnitsMs;
      return { units };
    } catch (error) {
      const excess = excessOf(error);
      if (excess === undefined) throw error;
      // What was being asked is half answered.
      this.#known = undefined;
      this.#unitsMs = Math.max(Math.ceil(this.#mostUnitsMs / 12), Math.ceil(this.#unitsMs / 2));
      return { units: [], unitsMissing: excess };
    }
  }

  #notJudged(path: string, facts: FileFacts): NotJudged[] {
    const excess = this.#undone.get(facts);
    return excess === undefined ? [] : [{ path, excess }];
  }

  get #mostUnitsMs(): number {
    return this.options.unitsMs ?? BUDGET_MS;
  }

  get #budgetMs(): number {
    return this.options.budgetMs ?? BUDGET_MS;
  }

  #resultOf(project: Project, file: SourceFile, found: readonly FoundHazard[], blob: string): FileResult | undefined {
    const findings = project.findings.get(file) ?? [];
    if (findings.length === 0 && found.length === 0) return undefined;
    const known = this.#results.get(file);
    if (known !== undefined && known.findings === findings && known.found === found && known.result.blob === blob) return known.result;
    const result = this.#newResult(file, findings, found, blob);
    this.#results.set(file, { findings, found, result });
    return result;
  }

  #newResult(file: SourceFile, findings: readonly Finding[], found: readonly FoundHazard[], blob: string): FileResult {
    const exempt = this.#exemptions.of(file);
    const hazards = hazardsOf(file, found, exempt);
    const category = categoryOf(file, findings);
    return {
      path: file.path,
      blob,
      language: file.facts.language,
      service: this.#serviceOf(file, category, findings),
      category,
      lines: file.facts.lineStarts.length,
      usages: usagesOf(file, findings, exempt),
      hazards,
    };
  }
}

/** What is told of a file, and what it was made from. */
interface KnownResult {
  readonly findings: readonly Finding[];
  readonly found: readonly FoundHazard[];
  readonly result: FileResult;
}

/** The file that a piece of work is about: itself, or what the work says. */
function fileOf(item: unknown): SourceFile | undefined {
  if (item instanceof SourceFile) return item;
  return typeof item === 'object' && item !== null && 'file' in item && item.file instanceof SourceFile ? item.file : undefined;
}

/** Whether two lists hold the same blobs at the same paths, read in the same way. */
function areSame<T extends { readonly path: string; readonly blob: string }>(left: readonly T[], right: readonly T[], content: (item: T) => unknown): boolean {
  return left.length === right.length && left.every((item, index) => {
    const other = right[index];
    return other !== undefined && item.path === other.path && item.blob === other.blob && content(item) === content(other);
  });
}
