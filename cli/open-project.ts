import type { Command } from 'commander';
import type { Config } from '../lib/config/config';
import { CONFIG_NAMES, findConfig } from '../lib/config/find-config';
import { matcherOf } from '../lib/config/glob';
import { FactsCache } from '../lib/db/facts-cache';
import { databaseFile } from '../lib/db/location';
import { openDatabase, type Db } from '../lib/db/open';
import { Failure } from '../lib/failure';
import { FACTS_VERSION } from '../scanner/facts';
import { NO_STORE, type FactsStore } from '../scanner/facts-store';
import { fileAt, headCommit, openRepository, resolveCommit, type Repository } from '../scanner/git';
import { openRevision } from '../scanner/revision-source';
import { packNamed } from '../scanner/packs/built-in';
import type { ScanSettings } from '../scanner/scan';
import type { Source } from '../scanner/source';
import { wantedFiles, type WantedFiles } from '../scanner/wanted';
import { openWorkingTree } from '../scanner/working-tree-source';
import { boardExemptions, NO_BOARD, type BoardExemptions } from './board-exemptions';
import { VERSION } from './version';

export interface ProjectOptions {
  readonly db?: string;
  readonly config?: string;
  readonly rev?: string;
}

/** A repository with its configuration, ready to be scanned. */
export interface OpenProject {
  readonly repository: Repository;
  readonly config: Config;
  /** Where the configuration came from; null: the defaults. */
  readonly configSource: string | null;
  /** What `--rev` names; null: the working tree. */
  readonly commit: string | null;
}

export function withProjectOptions(command: Command): Command {
  return command.option('--db <file>', 'database file (default: $AWAITED_DB, else awaited.db in your data folder)').option('--config <file>', 'configuration (default: awaited.yaml of the repository, else beside the database)');
}

/** Throws `Failure` for anything that is not as it should be. */
export async function openProject(path: string, options: ProjectOptions): Promise<OpenProject> {
  const repository = await openRepository(path);
  const commit = await commitToRead(repository, options.rev);
  const { config, source } = await findConfig({
    file: options.config,
    revisionText: commit === null ? undefined : await configAt(repository, commit),
    workingTree: commit === null ? repository.root : undefined,
    database: options.db ?? databaseFile(),
    project: repository.name,
  });
  return { repository, config, configSource: source, commit };
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
  return wantedFiles(packNamed(project.config.pack).language, matcherOf(project.config.exclude));
}

export async function openSource(project: OpenProject, files: WantedFiles): Promise<Source> {
  return project.commit === null
    ? openWorkingTree(project.repository, files.wanted, () => new Date())
    : openRevision(project.repository, project.commit, files.wanted);
}

export function settingsOf(project: OpenProject, store: FactsStore): ScanSettings {
  const { pack, roots, services, exempt, exclude, phases } = project.config;
  return { pack: packNamed(pack), config: { roots, services, exempt }, exclude, more: { phases }, toolVersion: VERSION, store };
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
    return await use(factsIn(db), await boardExemptions(db, project));
  } finally {
    await db.destroy();
  }
}
