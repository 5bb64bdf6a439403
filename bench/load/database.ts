/** A database of many files over many weeks, written as scans write it: every table is filled by the product's own code. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { DEFAULT_CONFIG } from '../../lib/config/config';
import { phaseFinder } from '../../lib/config/phases';
import { openDatabase } from '../../lib/db/open';
import { saveProject } from '../../lib/db/projects';
import { saveSnapshot } from '../../lib/db/save-scan';
import type { Category, State } from '../../lib/migration';
import { addWeeks, weekEnd } from '../../lib/weeks';
import type { FileResult, Snapshot, Usage } from '../../scanner/snapshot';
import { numbersFrom } from '../synthetic/numbers';

export interface Size {
  readonly files: number;
  readonly weeks: number;
  readonly usages: number;
}

const SLUG = 'large';
const LAST_WEEK = '2026-W46';
/** Of all files so many change in a week. */
const CHANGED = 0.005;
const METHODS = ['execute', 'add', 'commit', 'scalars', 'flush', 'query', 'get', 'delete'];
const CATEGORIES: readonly Category[] = ['service', 'route', 'model', 'test', 'worker', 'service'];

/** Writes the database unless it is there already; gives the project's slug. */
export async function writeLargeDatabase(file: string, size: Size, say: (text: string) => void): Promise<string> {
  if (existsSync(file)) return SLUG;
  const draft = `${file}.draft`;
  for (const end of ['', '-wal', '-shm']) rmSync(`${draft}${end}`, { force: true });
  const db = await openDatabase(draft);
  const { id } = await saveProject(db, { root: '/repositories/large', name: SLUG, pack: 'sqlalchemy-async', branch: 'main', config: JSON.stringify(DEFAULT_CONFIG) }, '2026-01-05T09:00:00Z');
  const random = numbersFrom(size.files);
  const perFile = size.usages / size.files;
  const files = Array.from({ length: size.files }, (_, index) => fileOf(index, 0, perFile));
  const phaseOf = phaseFinder(DEFAULT_CONFIG);
  for (let week = 0; week <= size.weeks; week++) {
    for (let count = 0; count < size.files * CHANGED; count++) {
      const index = random(size.files);
      files[index] = fileOf(index, (week / size.weeks) * 100, perFile);
    }
    const isLatest = week === size.weeks;
    const name = addWeeks(LAST_WEEK, week - size.weeks + 1);
    const at = `${weekEnd(isLatest ? LAST_WEEK : name)}T12:00:00.000Z`;
    const snapshot = snapshotOf(files, week, at);
    await saveSnapshot(db, {
      projectId: id,
      week: isLatest ? null : name,
      snapshot,
      ...(isLatest && { tree: { paths: new Set(files.map(({ path }) => path)), renames: new Map() } }),
      phaseOf,
      scannedAt: at,
      durationMs: 1000,
    });
    if (week % 20 === 0) say(`week ${week} of ${size.weeks}`);
  }
  await db.destroy();
  renameSync(draft, file);
  return SLUG;
}

function snapshotOf(files: readonly FileResult[], week: number, at: string): Snapshot {
  const commit = week.toString(16).padStart(40, '0');
  return { commit, at, toolVersion: '0.1.0', pack: 'sqlalchemy-async', rules: 'load', filesRead: files.length, bytesRead: files.length * 8000, files: [...files], units: [], quality: [] };
}

/** `converted`: how many in a hundred usages are on the target. */
function fileOf(index: number, converted: number, perFile: number): FileResult {
  const random = numbersFrom(index * 7919 + Math.round(converted * 100) + 1);
  const name = `part_${index}`;
  const usages = Array.from({ length: Math.max(1, Math.round(perFile * (0.5 + random(100) / 100))) }, (_, ordinal) => usageOf(name, ordinal, random(100) < converted ? 'async' : random(10) === 0 ? 'blocking' : 'sync', random));
  const category = CATEGORIES[index % CATEGORIES.length] ?? 'service';
  return { path: `shop/area_${Math.floor(index / 100)}/${category}/${name}.py`, blob: index.toString(16).padStart(40, '0'), language: 'python', service: `Area${Math.floor(index / 100)}Service`, category, lines: 200, usages, hazards: [] };
}

function usageOf(name: string, ordinal: number, state: State, random: (below: number) => number): Usage {
  const method = METHODS[random(METHODS.length)] ?? 'execute';
  const isAsync = state === 'async';
  const line = 10 + ordinal * 7;
  return {
    kind: method === 'query' ? 'legacy-query' : 'session-operation',
    state: isAsync && method === 'query' ? 'broken' : state,
    api: `${isAsync ? 'AsyncSession' : 'Session'}.${method}`,
    method,
    awaited: isAsync,
    asyncContext: state !== 'sync',
    scope: `${name}.step_${Math.floor(ordinal / 3)}`,
    ordinal,
    confidence: 'resolved',
    reason: `session ← self.db.get_session() ← DatabaseService.get_session yields ${isAsync ? 'AsyncSession' : 'Session'}`,
    evidence: [{ text: 'self.db.get_session()', path: 'shop/database.py', line: 20 }],
    line,
    column: 9,
    endLine: line,
    endColumn: 9 + method.length,
  };
}
