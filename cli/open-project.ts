import { resolve } from 'node:path';
import { commonConfig, DEFAULT_CONFIG, type Config } from '../lib/config/config';
import { CONFIG_NAMES, findConfig, type FoundConfig } from '../lib/config/find-config';
import { matcherOf } from '../lib/config/glob';
import { FactsCache } from '../lib/db/facts-cache';
import { databaseFile } from '../lib/db/location';
import { openDatabase, type Db } from '../lib/db/open';
import { Failure } from '../lib/failure';
import { FACTS_VERSION } from '../scanner/facts';
import { NO_STORE, type FactsStore } from '../scanner/facts-store';
import { fileAt, headCommit, openRepository, resolveCommit, type Repository } from '../scanner/git';
import { openRevision } from '../scanner/revision-source';
import type { Pack } from '../scanner/packs/pack';
import type { ScanSettings } from '../scanner/scan';
import type { Source } from '../scanner/source';
import { wantedFiles, type WantedFiles } from '../scanner/wanted';
import type { TreeMemory } from '../scanner/tree-memory';
import { openWorkingTree } from '../scanner/working-tree-source';
import { boardExemptions, NO_BOARD, type BoardExemptions } from './board-exemptions';
import { findPack, isPath, type PackHome } from './find-pack';
import type { ProjectOptions } from './project-options';
import { VERSION } from './version';

/** A repository with the configuration of one migration, ready to be scanned. */
export interface OpenProject {
  readonly repository: Repository;
  readonly config: Config;
  /** Where the configuration came from; null: the defaults. */
  readonly configSource: string | null;
  readonly pack: Pack;
  /** What `--rev` names; null: the working tree. */
  readonly commit: string | null;
}

/** For commands that answer for one migration. Throws `Failure` for anything that is not as it should be. */
export async function openProject(path: string, options: ProjectOptions): Promise<OpenProject> {
  const [project, ...others] = await openProjects(path, options);
  if (project === undefined || others.length > 0) {
    const names = [project, ...others].flatMap((one) => (one === undefined ? [] : [one.pack.name]));
    throw new Failure(`${project?.configSource ?? path} has ${names.length} migrations; choose one with --pack: ${names.join(', ')}.`);
  }
  return project;
}

/** All migrations of a repository, or the one that `--pack` names. */
export async function openProjects(path: string, options: ProjectOptions): Promise<OpenProject[]> {
  const repository = await openRepository(path);
  const commit = await commitToRead(repository, options.rev);
  const found = await findConfig({
    file: options.config,
    revisionText: commit === null ? undefined : await configAt(repository, commit),
    workingTree: commit === null ? repository.root : undefined,
    database: options.db ?? databaseFile(),
    project: repository.name,
  });
  const open = async (config: Config, home: PackHome): Promise<OpenProject> => {
    const pack = await findPack(config.pack, home);
    const migration = config.migration === DEFAULT_CONFIG.migration && config.pack !== DEFAULT_CONFIG.pack ? pack.title : config.migration;
    return { repository, config: { ...config, migration }, configSource: found.source, pack, commit };
  };
  const home = homeOf(found, repository, commit);
  const { pack } = options;
  if (pack !== undefined) {
    const written = found.configs.find((config) => config.pack === pack);
    if (written !== undefined) return [await open(written, home)];
  }
  // One that is not wanted may be broken.
  if (pack !== undefined && isPath(pack)) return [await open(commonConfig(found.configs[0] ?? DEFAULT_CONFIG, resolve(pack)), { kind: 'folder', folder: process.cwd(), within: null })];
  const projects: OpenProject[] = [];
  for (const config of found.configs) projects.push(await open(config, home));
  refuseSameName(projects, found.source);
  if (pack === undefined) return projects;
  const named = projects.find((project) => project.pack.name === pack);
  return [named ?? (await open(commonConfig(found.configs[0] ?? DEFAULT_CONFIG, pack), home))];
}

/** What lies in the repository stays in it; a file that people named or put beside their database is theirs. */
function homeOf({ folder, source }: FoundConfig, repository: Repository, commit: string | null): PackHome {
  if (folder === null && commit !== null && source !== null) return { kind: 'revision', repository, commit };
  const at = folder ?? repository.root;
  return { kind: 'folder', folder: at, within: at === repository.root ? repository.root : null };
}

/** The board knows a migration by its repository and the name of its pack. */
function refuseSameName(projects: readonly OpenProject[], source: string | null): void {
  for (const [index, { pack }] of projects.entries()) {
    if (projects.findIndex((other) => other.pack.name === pack.name) < index) throw new Failure(`${source ?? 'The configuration'} names two packs that are both called ${pack.name}; give one of them another name.`);
  }
}

/** Null for the working tree. A bare repository has none. */
async function commitToRead(repository: Repository, revision: string | undefined): Promise<string | null> {
  if (revision !== undefined) return resolveCommit(repository, revision);
  if (!repository.isBare) return null;
  const head = await headCommit(repository);
  if (head === null) throw new Failure(`${repository.root} has no commits on its default branch; name a revision with --rev.`);
  return head;
}

async function configAt(repository: Repository, commit: string): Promise<string | null> {
  for (const name of CONFIG_NAMES) {
    const content = await fileAt(repository, commit, name);
    if (content) return content.toString('utf8');
  }
  return null;
}

export function wantedIn(project: OpenProject): WantedFiles {
  return wantedFiles(project.pack.language, matcherOf(project.config.exclude));
}

export async function openSource(project: OpenProject, files: WantedFiles, memory?: TreeMemory): Promise<Source> {
  return project.commit === null
    ? openWorkingTree(project.repository, files.wanted, () => new Date(), memory)
    : openRevision(project.repository, project.commit, files.wanted);
}

export function settingsOf(project: OpenProject, store: FactsStore): ScanSettings {
  const { roots, services, exempt, exclude, phases } = project.config;
  return { pack: project.pack, config: { roots, services, exempt }, exclude, more: { phases }, toolVersion: VERSION, store };
}

export function factsIn(db: Db): FactsStore {
  return new FactsCache(db, FACTS_VERSION, new Date().toISOString().slice(0, 10));
}

export const FACTS_KEPT_DAYS = 90;

/** Forgets facts that nobody used for so many days; gives how many. */
export function pruneFacts(db: Db, days: number, now: Date): Promise<number> {
  const before = new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
  return new FactsCache(db, FACTS_VERSION, before).prune(before);
}

/** What a database remembers for commands that work without one just as well: facts of earlier scans, and what people exempted. */
export async function withStores<T>(project: OpenProject, options: ProjectOptions, use: (facts: FactsStore, board: BoardExemptions) => Promise<T>): Promise<T> {
  const db = await openDatabase(options.db ?? databaseFile()).catch((error: unknown) => {
    if (options.db !== undefined) throw error;
    return null;
  });
  if (db === null) return use(NO_STORE, NO_BOARD);
  try {
    return await use(asFarAsPossible(factsIn(db)), await boardExemptions(db, project));
  } finally {
    await db.destroy();
  }
}

/** What is only remembered must not fail a command that stores nothing: on a full or locked disk facts are made anew. */
function asFarAsPossible(store: FactsStore): FactsStore {
  const unless = (error: unknown): void => {
    if (!(error instanceof Failure)) throw error;
  };
  return {
    get: (language, blobs) => store.get(language, blobs).catch((error: unknown) => (unless(error), new Map())),
    put: (entries) => store.put(entries).catch(unless),
  };
}
