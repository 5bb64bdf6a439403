import type { PlanSource } from '../lib/plan/plan-source';
import { isManifest } from '../scanner/analyse';
import { languageOf } from '../scanner/extract';
import type { Snapshot } from '../scanner/snapshot';
import type { Source } from '../scanner/source';

export type ReadSources = Pick<PlanSource, 'sources' | 'manifests' | 'relationships'>;

/** A relation between models, of SQLAlchemy or SQLModel: `tasks = relationship("Task")`, `Relationship(back_populates=…)`. */
const RELATIONSHIP = /=\s*(?:\w+\.)?[rR]elationship\(/;

/** The texts that a document quotes: manifests and the files with usages; of the others only what is counted in them. */
export async function readSources(source: Source, snapshot: Snapshot): Promise<ReadSources> {
  const quoted = new Set(snapshot.files.map((file) => file.path));
  const sources = new Map<string, string>();
  const manifests: { path: string; text: string }[] = [];
  const relationships: { path: string; line: number }[] = [];
  for await (const { file, content } of source.read(source.files, () => {})) {
    const text = content.toString('utf8').replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
    if (isManifest(file.path)) manifests.push({ path: file.path, text });
    if (quoted.has(file.path)) sources.set(file.path, text);
    if (languageOf(file.path) === 'python' && text.includes('elationship(')) {
      text.split('\n').forEach((line, index) => {
        if (RELATIONSHIP.test(line)) relationships.push({ path: file.path, line: index + 1 });
      });
    }
  }
  return { sources, manifests, relationships };
}
