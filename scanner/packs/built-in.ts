/** The packs that come with Awaited: documents of `documents/`, which the build puts beside the command, read already. */
import { existsSync, readFileSync } from 'node:fs';
import type { PackDocument } from './document';
import type { Pack } from './pack';
import { builtInPack, readPackDocument } from './read-pack';

export const BUILT_IN = ['sqlalchemy-async', 'flask-sqlalchemy-2', 'typeorm-datasource', 'nextauth-v5'] as const;

const known = new Map<string, Pack>();

/** Read once per process. @throws Error in one sentence when there is no such pack */
export function packNamed(name: string): Pack {
  if (!BUILT_IN.some((candidate) => candidate === name)) throw new Error(`There is no pack "${name}"; choose one of ${BUILT_IN.join(', ')}.`);
  let pack = known.get(name);
  if (pack === undefined) known.set(name, (pack = readBuiltIn(name)));
  return pack;
}

function readBuiltIn(name: string): Pack {
  const folder = new URL('./documents/', import.meta.url);
  const built = new URL(`${name}.json`, folder);
  const document = existsSync(built) ? (JSON.parse(readFileSync(built, 'utf8')) as PackDocument) : readPackDocument(readFileSync(new URL(`${name}.yaml`, folder), 'utf8'), `${name}.yaml`);
  return builtInPack(document, (document.stubs ?? []).map((file) => readFileSync(new URL(file, folder), 'utf8')));
}
