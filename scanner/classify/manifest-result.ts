/** What a manifest says: the drivers it lists, as usages. */
import type { Manifest } from '../analyse';
import type { Pack } from '../packs/pack';
import type { FileResult, Hazard, Usage } from '../snapshot';
import { manifestDrivers } from './drivers';

/** One result, none where the manifest has nothing to tell. */
export function manifestResult(pack: Pack, manifest: Manifest, hazards: readonly Hazard[]): FileResult[] {
  const drivers = manifestDrivers(pack, manifest.text);
  if (drivers.length === 0 && hazards.length === 0) return [];
  const ordinals = new Map<string, number>();
  const usages = drivers.map((driver): Usage => {
    const ordinal = ordinals.get(driver.api) ?? 0;
    ordinals.set(driver.api, ordinal + 1);
    const reason = driver.mode === 'target' ? 'an async engine can use it' : 'only a sync engine can use it';
    return {
      line: driver.line, column: driver.column, endLine: driver.line, endColumn: driver.column + driver.name.length,
      kind: 'driver', state: driver.mode === 'target' ? 'async' : 'sync', api: driver.api, method: driver.api, awaited: false, asyncContext: false,
      scope: '', ordinal, confidence: 'resolved', reason, evidence: [{ text: `${driver.name} is a dependency`, path: manifest.path, line: driver.line }],
    };
  });
  return [{ path: manifest.path, blob: manifest.blob, language: 'other', service: 'Project files', category: 'database', lines: manifest.text.split('\n').length, usages, hazards }];
}
