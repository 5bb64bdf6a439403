import { lstat, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DocumentError } from '../documents/read-document';
import { DEFAULT_CONFIG, type Config } from './config';
import { MAX_CONFIG_LENGTH, loadConfigs } from './load-config';

export const CONFIG_NAMES = ['awaited.yaml', 'awaited.yml'] as const;

/** Where a configuration may come from, most telling first. */
export interface ConfigPlaces {
  /** A file that the user named. */
  readonly file?: string | undefined;
  /** Text of `awaited.yaml` at the scanned revision, which the caller read from git; null: it has none. */
  readonly revisionText?: string | null | undefined;
  /** Root of a working tree that is scanned as it is. */
  readonly workingTree?: string | undefined;
  /** Database file: `<project>.awaited.yaml` or `awaited.yaml` in its folder. */
  readonly database?: string | undefined;
  readonly project?: string | undefined;
}

export interface FoundConfig {
  /** One for each migration. */
  readonly configs: readonly Config[];
  /** Shown to the user; null: the defaults. */
  readonly source: string | null;
  /** Folder that paths in the configuration start from; null: the root of the scanned revision. */
  readonly folder: string | null;
}

/** The configuration from the first place that has one, else the defaults. Throws DocumentError. */
export async function findConfig(places: ConfigPlaces): Promise<FoundConfig> {
  if (places.file !== undefined) {
    const text = await textOf(places.file);
    if (text === null) throw new DocumentError(`${places.file}: there is no such configuration file.`);
    return { configs: loadConfigs(text, places.file), source: places.file, folder: dirname(places.file) };
  }
  if (typeof places.revisionText === 'string') {
    return { configs: loadConfigs(places.revisionText, CONFIG_NAMES[0]), source: CONFIG_NAMES[0], folder: null };
  }
  for (const candidate of candidates(places)) {
    const text = await textOf(candidate);
    if (text !== null) return { configs: loadConfigs(text, candidate), source: candidate, folder: dirname(candidate) };
  }
  return { configs: [DEFAULT_CONFIG], source: null, folder: null };
}

function candidates({ workingTree, database, project }: ConfigPlaces): string[] {
  const names: string[] = [];
  if (workingTree !== undefined) names.push(...CONFIG_NAMES.map((name) => join(workingTree, name)));
  if (database !== undefined) {
    const beside = dirname(database);
    if (project !== undefined) names.push(...CONFIG_NAMES.map((name) => join(beside, `${project}.${name}`)));
    names.push(...CONFIG_NAMES.map((name) => join(beside, name)));
  }
  return names;
}

/** null where there is no such file. A symbolic link is refused: it may lead out of the repository. */
async function textOf(path: string): Promise<string | null> {
  const status = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw new DocumentError(`${path}: cannot be read (${error.code ?? 'unknown error'}).`, { cause: error });
  });
  if (status === null) return null;
  if (!status.isFile()) throw new DocumentError(`${path}: expected a regular file.`);
  if (status.size > MAX_CONFIG_LENGTH * 4) throw new DocumentError(`${path}: the file is too large for a configuration.`);
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new DocumentError(`${path}: cannot be read.`, { cause });
  }
}
