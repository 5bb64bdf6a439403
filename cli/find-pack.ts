/** A pack by its name, or a team's own by the path of its document. What a repository says is not trusted: data of a bounded size, from within it. */
import { lstat, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, sep } from 'node:path';
import { posix } from 'node:path';
import { nearest } from '../lib/documents/nearest';
import { Failure } from '../lib/failure';
import { fileAt, type Repository } from '../scanner/git';
import { BUILT_IN, packNamed } from '../scanner/packs/built-in';
import type { Pack } from '../scanner/packs/pack';
import { MAX_PACK_LENGTH, ownPack, readPackDocument } from '../scanner/packs/read-pack';

/** Where the path of a pack starts from. */
export type PackHome =
  | { readonly kind: 'folder'; readonly folder: string; /** Folder that the file must not lead out of; null: people named it themselves. */ readonly within: string | null }
  | { readonly kind: 'revision'; readonly repository: Repository; readonly commit: string };

/** Throws `Failure` where there is no such pack, or it is not as it should be. */
export async function findPack(name: string, home: PackHome): Promise<Pack> {
  if (!isPath(name)) {
    if (BUILT_IN.some((candidate) => candidate === name)) return packNamed(name);
    const meant = nearest(name, BUILT_IN);
    throw new Failure(`There is no pack ${name}${meant === null ? '' : ` (did you mean ${meant}?)`}: choose one of ${BUILT_IN.join(', ')}, or name the file of your own, such as ./packs/httpx.pack.yaml.`);
  }
  const read = home.kind === 'folder' ? fromFolder(home.folder, home.within) : fromRevision(home.repository, home.commit);
  const text = await read(name, name);
  const { stubs = [] } = readPackDocument(text, name);
  const files: string[] = [];
  for (const stub of stubs) {
    if (isAbsolute(stub) || stub.split(/[\\/]/).includes('..')) throw new Failure(`${name}: stubs: ${stub} lies elsewhere, expected a file beside the pack or below it.`);
    files.push(await read(join(dirname(name), stub), `${basename(stub)} of ${name}`));
  }
  const pack = ownPack(text, name, files);
  if (BUILT_IN.some((taken) => taken === pack.name)) throw new Failure(`${name}: pack: ${pack.name} is a pack of Awaited, expected another name.`);
  return pack;
}

/** `./httpx.pack.yaml`, `tools/httpx.yml` */
export function isPath(name: string): boolean {
  return /[\\/]|\.ya?ml$/i.test(name);
}

type Read = (path: string, shown: string) => Promise<string>;

function fromFolder(folder: string, within: string | null): Read {
  return async (path, shown) => {
    const file = isAbsolute(path) ? path : join(folder, path);
    const status = await lstat(file).catch(() => null);
    if (status === null) throw new Failure(`There is no file ${shown} in ${folder}.`);
    if (!status.isFile()) throw new Failure(`${shown}: expected a regular file.`);
    if (within !== null && !(await realpath(file)).startsWith(`${await realpath(within)}${sep}`)) throw new Failure(`${shown} lies outside of ${within}; name it with --pack if you trust it.`);
    if (status.size > MAX_PACK_LENGTH * 4) throw new Failure(`${shown}: the file is too large for a pack.`);
    return bounded(await readFile(file, 'utf8'), shown);
  };
}

function fromRevision(repository: Repository, commit: string): Read {
  return async (path, shown) => {
    const place = posix.normalize(path.replaceAll('\\', '/'));
    const content = place.startsWith('../') || isAbsolute(place) ? null : await fileAt(repository, commit, place);
    if (content === null) throw new Failure(`There is no file ${shown} in the repository at ${commit.slice(0, 10)}.`);
    return bounded(content.toString('utf8'), shown);
  };
}

function bounded(text: string, shown: string): string {
  if (text.length > MAX_PACK_LENGTH) throw new Failure(`${shown}: the file has ${text.length} characters, expected at most ${MAX_PACK_LENGTH}.`);
  return text;
}
