/** Database drivers: dependencies in manifests, and URL literals that name one. */
import { Node, type FileFacts } from '../facts';
import type { SourceFile } from '../link/source-file';
import type { Pack } from '../packs/pack';
import type { Finding } from './context';

const URL_DRIVER = /^[a-z][a-z0-9]*\+([a-z0-9_]+):\/\//i;

/** `"postgresql+asyncpg://…"` in code. */
export function urlDrivers(pack: Pack, file: SourceFile): Finding[] {
  const findings: Finding[] = [];
  const { kind, count } = file.facts.nodes;
  for (let node = 1; node < count; node++) {
    if (kind[node] !== Node.String && kind[node] !== Node.Format) continue;
    const driver = URL_DRIVER.exec(file.name(file.a(node)))?.[1]?.toLowerCase();
    const mode = driver === undefined ? undefined : pack.drivers[driver];
    if (driver === undefined || mode === undefined) continue;
    findings.push({
      start: file.start(node), end: file.end(node), scope: file.scopeOfNode(node), kind: 'driver', state: mode === 'target' ? 'async' : 'sync', api: driver, method: driver,
      awaited: false, guessed: false, why: mode === 'target' ? 'an async engine can use it' : 'only a sync engine can use it', origin: undefined,
    });
  }
  return findings;
}

export interface ManifestDriver {
  readonly line: number;
  readonly column: number;
  readonly name: string;
  readonly api: string;
  readonly mode: 'legacy' | 'target';
}

/** Packages whose name is another one's with more: `psycopg2-binary` is psycopg2. */
const SAME = new Map([['psycopg2-binary', 'psycopg2'], ['mysql-connector-python', 'mysqlconnector']]);

/** Drivers among the dependencies that a manifest lists, with places of their names. */
export function manifestDrivers(pack: Pack, text: string): ManifestDriver[] {
  const found: ManifestDriver[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (/^\s*(#|;|\/\/)/.test(line)) continue;
    const url = /[a-z][a-z0-9]*\+([a-z0-9_]+):\/\//i.exec(line);
    const ofUrl = url?.[1]?.toLowerCase() ?? '';
    const urlMode = pack.drivers[ofUrl];
    if (url !== null && urlMode !== undefined) {
      found.push({ line: index + 1, column: url.index + url[0].indexOf('+') + 2, name: ofUrl, api: ofUrl, mode: urlMode });
      continue;
    }
    for (const match of line.matchAll(/(^|["'\s,[-])([A-Za-z][A-Za-z0-9_.-]*)(?=\s*(\[[^\]]*\])?\s*([=<>~!^;,"'\]@]|$))/g)) {
      const name = match[2] ?? '';
      const normal = name.toLowerCase().replaceAll('_', '-');
      const mode = pack.drivers[normal];
      if (mode === undefined) continue;
      found.push({ line: index + 1, column: match.index + (match[1]?.length ?? 0) + 1, name, api: SAME.get(normal) ?? normal, mode });
    }
  }
  return found;
}

const using = new WeakMap<FileFacts, Map<Pack, boolean>>();

/** Whether a file imports one of the pack's libraries. */
export function usesLibrary(pack: Pack, facts: FileFacts): boolean {
  let ofFile = using.get(facts);
  if (ofFile === undefined) using.set(facts, (ofFile = new Map<Pack, boolean>()));
  let uses = ofFile.get(pack);
  if (uses === undefined) ofFile.set(pack, (uses = facts.imports.some((row) => pack.isImportedBy(row.module))));
  return uses;
}
