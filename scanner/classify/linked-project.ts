/** A project as it goes from state to state: linked, with the judgements about each file kept until what they rest on changes. */
import type { ExtractedFile, Manifest } from '../analyse';
import { eachWithinTime } from '../deadline';
import { Linker } from '../link/linker';
import type { SettingsFile } from '../link/path-mappings';
import type { Found, Reads } from '../link/reads';
import type { SourceFile } from '../link/source-file';
import { libraryOf } from '../packs/library-facts';
import type { Pack } from '../packs/pack';
import { extractExpression } from '../python/extract';
import { Bridges } from './bridges';
import { BaseNames } from './base-names';
import { findingsOf } from './classify-file';
import type { Context, Finding } from './context';
import { findHazards, type FoundHazard } from './hazards/find-hazards';
import { ProjectAnswers } from './hazards/project-answers';
import type { FindingsByFile, Project } from './hazards/rule';
import { Roles } from './roles';
import { EVERYWHERE, FollowedSpread } from './spread/spread';
import { Units } from './units/find-units';
import type { ConversionUnit, FileResult } from '../snapshot';

/** What every verdict rests on beside the source files. */
export interface ProjectSetting {
  /** Import roots of the configuration. */
  readonly roots: readonly string[];
  /** What says where imports of TypeScript lead. */
  readonly settings: readonly SettingsFile[];
  /** Whether anything of the pack's libraries is used at all. */
  readonly relevant: boolean;
}

export class LinkedProject {
  readonly context: Context;
  readonly #findings = new WeakMap<SourceFile, Found<readonly Finding[]>>();
  readonly #hazards = new WeakMap<SourceFile, Found<readonly FoundHazard[]>>();
  readonly #answers: ProjectAnswers;
  readonly #units: Units;

  constructor(
    pack: Pack,
    private readonly setting: ProjectSetting,
    isKept: boolean,
    private readonly budgetMs: number,
  ) {
    const { roots, settings, relevant } = setting;
    const linker = new Linker(libraryOf(pack), { isKept, roots, settings, bridges: pack.bridges, suggestive: pack.guess.names, hints: pack.hints, parseExpression: extractExpression });
    const roles = new Roles(linker, pack);
    this.context = { linker, pack, roles, bridges: new Bridges(linker), spread: pack.language === 'python' ? new FollowedSpread(linker, roles) : EVERYWHERE, bases: new BaseNames(linker.reads, [...pack.baseFunctions]), relevant };
    this.#answers = new ProjectAnswers(linker.reads);
    this.#units = new Units(this.context);
  }

  /** Whether a state of this setting can be the next one of this project. */
  isFor({ roots, settings, relevant }: ProjectSetting): boolean {
    const mine = this.setting;
    const sameSettings = settings.length === mine.settings.length && settings.every(({ path, text }, index) => path === mine.settings[index]?.path && text === mine.settings[index].text);
    return relevant === mine.relevant && roots === mine.roots && sameSettings;
  }

  /**
   * Takes in a state, with all its usages found. Throws `OverdueItem` with a file that takes longer than it may: nothing of
   * this is of use then.
   * @param files all source files, by path
   * @param homes folders with a project file
   */
  update(files: readonly ExtractedFile[], manifests: readonly Manifest[], homes: ReadonlySet<string>): Project {
    const { linker, bases, spread } = this.context;
    const { gone, come, changed } = linker.update(files, homes);
    if (gone.size > 0 || come.length > 0 || changed.length > 0) {
      linker.reads.changeEverything();
      linker.reads.change([...changed, ...linker.reads.unnoticed(() => bases.update(linker.files))]);
      linker.reads.change(spread.update(gone, come, this.budgetMs));
    }
    const found = new Map<SourceFile, Found<readonly Finding[]>>();
    eachWithinTime(linker.files, this.budgetMs, (file) => {
      found.set(file, this.#kept(this.#findings, file, () => findingsOf(this.context, file)));
    });
    const project: Project = { ...this.context, findings: new Findings(linker.reads, found), manifests, answers: this.#answers };
    linker.reads.change(this.#answers.update(project));
    return project;
  }

  /** The hazards of a file of the state that was taken in last. */
  hazardsOf(project: Project, file: SourceFile): readonly FoundHazard[] {
    const narrow = this.#kept(this.#hazards, file, () => findHazards(project, file, { wide: false })).value;
    const wide = this.context.linker.reads.unnoticed(() => findHazards(project, file, { wide: true }));
    return wide.length === 0 ? narrow : [...narrow, ...wide];
  }

  /** The units of the state that was taken in last. */
  unitsOf(project: Project, results: readonly FileResult[]): ConversionUnit[] {
    return this.#units.of(project, results);
  }

  #kept<V>(table: WeakMap<SourceFile, Found<V>>, file: SourceFile, find: () => V): Found<V> {
    const known = table.get(file);
    if (known !== undefined && !known.reads.stale) return known;
    const found = this.context.linker.reads.finding(find);
    table.set(file, found);
    return found;
  }
}

class Findings implements FindingsByFile {
  constructor(
    private readonly reads: Reads,
    private readonly found: ReadonlyMap<SourceFile, Found<readonly Finding[]>>,
  ) {}

  get(file: SourceFile): readonly Finding[] | undefined {
    const known = this.found.get(file);
    if (known === undefined) return undefined;
    this.reads.note(known.reads);
    return known.value.length > 0 ? known.value : undefined;
  }

  *values(): Iterable<readonly Finding[]> {
    for (const { value } of this.found.values()) if (value.length > 0) yield value;
  }

  *[Symbol.iterator](): Iterator<readonly [SourceFile, readonly Finding[]]> {
    for (const [file, { value }] of this.found) if (value.length > 0) yield [file, value];
  }
}
