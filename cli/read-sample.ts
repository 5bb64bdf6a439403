import { createHash } from 'node:crypto';
import { opendir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { Failure } from '../lib/failure';
import { isManifest, type ExtractedFile, type Manifest } from '../scanner/analyse';
import { extract, languageOf } from '../scanner/extract';
import type { Language } from '../scanner/facts';
import { wantedFiles } from '../scanner/wanted';

export interface Sample {
  readonly files: readonly ExtractedFile[];
  readonly manifests: readonly Manifest[];
  /** Text by path, to show the lines that match. */
  readonly texts: ReadonlyMap<string, string>;
}

/** A sample is to be read in a moment: a larger folder is none. */
const MAX_FILES = 2000;
const MAX_BYTES = 1024 * 1024;

/** A file or a folder of code, whether or not git knows it. Symbolic links and installed packages are left out. */
export async function readSample(path: string, language: Language): Promise<Sample> {
  const status = await stat(path).catch(() => null);
  if (status === null) throw new Failure(`There is no file or folder ${path}.`);
  const names = status.isDirectory() ? await filesIn(path, language) : [path];
  const files: ExtractedFile[] = [];
  const manifests: Manifest[] = [];
  const texts = new Map<string, string>();
  for (const name of names.sort()) {
    const bytes = await readFile(name);
    if (bytes.length > MAX_BYTES) continue;
    const shown = status.isDirectory() ? relative(path, name).replaceAll(sep, '/') : basename(name);
    const blob = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
    const text = bytes.toString('utf8');
    if (isManifest(shown)) manifests.push({ path: shown, blob, text });
    if (languageOf(shown) !== language) continue;
    files.push({ path: shown, blob, facts: extract(language, bytes) });
    texts.set(shown, text);
  }
  return { files, manifests, texts };
}

async function filesIn(folder: string, language: Language): Promise<string[]> {
  const { wanted } = wantedFiles(language, () => false);
  const found: string[] = [];
  for await (const entry of await opendir(folder, { recursive: true })) {
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file).replaceAll(sep, '/');
    if (!entry.isFile() || path.startsWith('.git/') || !wanted(path)) continue;
    found.push(file);
    if (found.length > MAX_FILES) throw new Failure(`${folder} has more than ${MAX_FILES} files; name a part of it as the sample.`);
  }
  return found;
}
