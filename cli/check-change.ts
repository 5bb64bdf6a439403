import type { Severity } from '../lib/migration';
import { exemptSnapshot } from '../lib/exemptions';
import { gate, type GateResult } from '../lib/gate';
import { wordsOf } from '../lib/words';
import { ProjectMemory } from '../scanner/project-memory';
import type { FactsStore } from '../scanner/facts-store';
import { rulesDigest } from '../scanner/rules';
import type { ScanSettings } from '../scanner/scan';
import type { Snapshot } from '../scanner/snapshot';
import { renamesBetween } from '../scanner/tree-diff';
import type { BoardExemptions } from './board-exemptions';
import { functionsIn } from './functions-in';
import { openSource, settingsOf, wantedIn, type OpenProject } from './open-project';
import { readState, type OpenState } from './read-snapshot';
import type { Snapshots } from './snapshot-cache';

export interface CheckStores {
  readonly facts: FactsStore;
  readonly board: BoardExemptions;
  /** Remembers the base between checks; null: nothing is remembered. */
  readonly snapshots: Snapshots | null;
  /** What states before these left, where some were read in this process. */
  readonly memory?: ProjectMemory | undefined;
}

/**
 * Judges the state that the project names against a commit. Both are read with the same configuration, that of the
 * project: a change of the configuration is no change of the code. Nothing is stored but what is derived.
 */
export async function checkChange(project: OpenProject, base: string, failOn: Severity, stores: CheckStores): Promise<GateResult> {
  const settings: ScanSettings = { ...settingsOf(project, stores.facts), withUnits: false };
  const opened: OpenState[] = [];
  const open = async (side: OpenProject) => {
    const state = await openSide(side);
    opened.push(state);
    return state;
  };
  let side: OpenState | undefined;
  const before = async () => (side ??= await open({ ...project, commit: base }));
  try {
    const known = (await stores.snapshots?.get(base, rulesDigest(settings), settings.toolVersion)) ?? null;
    // Of two states the second costs what changed; one alone is read faster by itself.
    const memory = stores.memory ?? new ProjectMemory({ isKept: known === null });
    const old = known ?? (await readBase(await before(), settings, stores.snapshots, memory));
    const after = await open(project);
    // With memory, a state that is the same again costs less than a list of the base's files.
    const isBase = stores.memory === undefined ? isSame(await before(), after) : after.source.commit === base;
    const now = isBase ? { ...old, commit: after.source.commit, at: after.source.at } : (await readState(after, settings, {}, memory)).snapshot;
    const renames = await renamesBetween(project.repository, base, after.source.base);
    const { board } = stores;
    const was = exemptSnapshot(old, board.of);
    // A file that the change moves is the file that somebody exempted.
    const is = exemptSnapshot(now, (path) => board.of(renames.get(path) ?? path));
    const rules = { failOn, renames, boardKnown: board.isKnown, words: wordsOf(project.pack.presentation.words) };
    const first = gate(was, is, rules);
    const suspects = new Set(first.findings.filter((finding) => finding.rule === 'new-legacy-usage').map((finding) => finding.path));
    if (suspects.size === 0) return first;
    return gate(was, is, { ...rules, functions: await functionsOfBoth(await before(), after, suspects, renames, was) });
  } finally {
    await Promise.all(opened.map((state) => state.source.close()));
  }
}

async function readBase(state: OpenState, settings: ScanSettings, cache: Snapshots | null, memory: ProjectMemory): Promise<Snapshot> {
  const { snapshot } = await readState(state, settings, {}, memory);
  await cache?.put(snapshot);
  return snapshot;
}

/** Whether both sides hold the same files with the same content: then the one is what the other is. */
function isSame(before: OpenState, after: OpenState): boolean {
  const [old, now] = [before.source.files, after.source.files];
  return old.length === now.length && old.every((file, index) => file.path === now[index]?.path && file.blob !== null && file.blob === now[index]?.blob);
}

/** Either side may be without any source: a first commit is a change, too. */
async function openSide(project: OpenProject): Promise<OpenState> {
  const files = wantedIn(project);
  return { source: await openSource(project, files), notes: files.notes() };
}

/** Only files that seem to have new code are looked into: whether a function is new or only has a new name. */
async function functionsOfBoth(before: OpenState, after: OpenState, suspects: ReadonlySet<string>, renames: ReadonlyMap<string, string>, was: Snapshot) {
  const known = new Set(was.files.map((file) => file.path));
  const gone = was.files.map((file) => file.path).filter((path) => !after.source.paths.has(path));
  const origins = new Set([...suspects].map((path) => (known.has(path) ? path : (renames.get(path) ?? path))));
  const [old, now] = [await functionsIn(before.source, new Set([...origins, ...gone])), await functionsIn(after.source, suspects)];
  return { before: (path: string) => old.get(path) ?? null, after: (path: string) => now.get(path) ?? null };
}
