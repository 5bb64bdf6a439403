import { Node } from '../../facts';
import { typeOf } from '../../link/expressions';
import { decoratorName } from '../../link/functions';
import type { SourceFile } from '../../link/source-file';
import { membersOf } from '../../link/types';
import type { Finding } from '../context';
import { oncePerState, type HazardFinding, type HazardRule, type Project } from './rule';

/** A sync provider beside an async one, after its last user has moved. */
export const dualApiLeft: HazardRule = {
  name: 'dual-api-left',
  wide: true,
  find: (project, file) => leftOver(project).get(file) ?? [],
};

interface Provider {
  readonly file: SourceFile;
  readonly scope: number;
  readonly finding: Finding;
  uses: number;
}

const leftOver = oncePerState((project) => {
  const found = new Map<SourceFile, HazardFinding[]>();
  const pairs = [...project.findings].flatMap(([file, findings]) => pairsIn(file, findings));
  if (pairs.length === 0) return found;
  countUses(project, new Set(pairs.flat(2)));
  for (const [sync, target] of pairs) {
    for (const provider of sync.filter((candidate) => candidate.uses === 0)) {
      const used = target.find((candidate) => candidate.uses > 0 && (target.length + sync.length === 2 || plainName(candidate) === plainName(provider)));
      if (used === undefined) continue;
      const { file, scope, finding } = provider;
      const list = found.get(file) ?? [];
      found.set(file, list);
      list.push({
        start: finding.start, end: finding.end, scope, certainty: 'certain',
        message: `Nothing uses ${file.qualifiedName(scope)} any more; ${used.finding.method} has taken its place.`,
        evidence: [{ text: `${used.file.qualifiedName(used.scope)} is the async one`, path: used.file.path, line: used.file.line(used.finding.start) }],
      });
    }
  }
  return found;
});

/** `get_session` for `get_async_session`, `aget_session` and `get_sync_session`: what the two have in common. */
function plainName(provider: Provider): string {
  return provider.finding.method.toLowerCase().replace(/async|sync/g, '').replace(/^a(?=get|open|session)/, '').replace(/_+/g, '');
}

/** Sync and async providers of one class or module. */
function pairsIn(file: SourceFile, findings: readonly Finding[]): [Provider[], Provider[]][] {
  if (/(^|\/)(tests?|testing)\/|(^|\/)(test_[^/]*|conftest)\.py$/.test(file.path)) return [];
  const places = new Map<number, [Provider[], Provider[]]>();
  for (const finding of findings) {
    if (finding.kind !== 'session-provider' || (finding.state !== 'sync' && finding.state !== 'async')) continue;
    const info = file.scope(finding.scope);
    if (!info.decorators.every((decorator) => /(^|\.)((async)?contextmanager|staticmethod|classmethod|property)$/.test(decoratorName(file, decorator)))) continue;
    if (info.name.startsWith('__') || file.scope(info.parent).kind === 'function') continue;
    const place = places.get(info.parent) ?? [[], []];
    places.set(info.parent, place);
    place[finding.state === 'sync' ? 0 : 1].push({ file, scope: finding.scope, finding, uses: 0 });
  }
  return [...places.values()].filter(([sync, target]) => sync.length > 0 && target.length > 0);
}

/** Counts reads of the providers' names that are one of them, or may be; an import alone uses nothing. */
function countUses(project: Project, providers: ReadonlySet<Provider>): void {
  const byName = new Map<string, Provider[]>();
  for (const provider of providers) {
    const list = byName.get(provider.finding.method);
    if (list === undefined) byName.set(provider.finding.method, [provider]);
    else list.push(provider);
  }
  for (const file of project.linker.files) {
    // One use of each is enough.
    if ([...providers].every(({ uses }) => uses > 0)) return;
    const ids = new Map(file.facts.names.flatMap((name, id): [number, Provider[]][] => (byName.has(name) ? [[id, byName.get(name) ?? []]] : [])));
    const aliases = new Set(file.facts.imports.filter((row) => byName.has(row.name) && row.alias !== '').map((row) => row.alias));
    if (ids.size === 0) continue;
    for (const [id, name] of file.facts.names.entries()) if (aliases.has(name)) ids.set(id, aliasedProviders(file, name, byName));
    const { kind, a, b, count } = file.facts.nodes;
    for (let node = 1; node < count; node++) {
      const id = kind[node] === Node.Name ? a[node] : kind[node] === Node.Attribute ? b[node] : undefined;
      const candidates = id === undefined ? undefined : ids.get(id);
      if (candidates !== undefined) countRead(project, file, node, candidates);
    }
  }
}

function aliasedProviders(file: SourceFile, alias: string, byName: ReadonlyMap<string, Provider[]>): Provider[] {
  return file.facts.imports.filter((row) => row.alias === alias).flatMap((row) => byName.get(row.name) ?? []);
}

function countRead(project: Project, file: SourceFile, node: number, candidates: readonly Provider[]): void {
  // A type is dear.
  if (candidates.every((provider) => provider.uses > 0)) return;
  const around = file.functionAround(file.scopeOfNode(node));
  const members = membersOf(typeOf(project.linker, file, node));
  const functions = members.flatMap((member) => (member.kind === 'function' ? [member.of] : member.kind === 'callable' && member.behind !== undefined ? [member.behind.of] : []));
  // A property gives its value, and a receiver that nothing resolves may be anything: each may be a use.
  const isOpen = functions.length === 0 || members.some((member) => member.kind === 'unknown');
  for (const provider of candidates) {
    if (provider.file === file && provider.scope === around) continue;
    if (isOpen || functions.some((of) => of.file === provider.file && of.scope === provider.scope)) provider.uses++;
  }
}
