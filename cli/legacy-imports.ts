import type { LegacyImport } from '../lib/verify/verify-source';
import { extract, languageOf } from '../scanner/extract';
import { positionOf } from '../scanner/facts';
import type { Source } from '../scanner/source';

/** What the old API is imported as. A type-checking import counts, too: somebody still writes against it. */
const LEGACY: Readonly<Record<string, readonly string[]>> = {
  sqlalchemy: ['create_engine', 'engine_from_config'],
  'sqlalchemy.engine': ['create_engine', 'engine_from_config'],
  'sqlalchemy.orm': ['Session', 'sessionmaker', 'scoped_session', 'Query'],
  'sqlalchemy.orm.session': ['Session', 'sessionmaker'],
  'sqlalchemy.orm.scoping': ['scoped_session'],
  sqlmodel: ['Session', 'create_engine'],
};

/** Imports of the old API in the source files that `wanted` lets through, by path and line. */
export async function legacyImportsIn(source: Source, wanted: (path: string) => boolean): Promise<LegacyImport[]> {
  const found: LegacyImport[] = [];
  const files = source.files.filter((file) => languageOf(file.path) === 'python' && wanted(file.path));
  for await (const { file, content } of source.read(files, () => {})) {
    if (!content.includes('sqlalchemy') && !content.includes('sqlmodel')) continue;
    const facts = extract('python', content);
    for (const row of facts.imports) {
      if (row.kind !== 'from' || !LEGACY[row.module]?.includes(row.name)) continue;
      found.push({ path: file.path, line: positionOf(facts, row.start).line, name: `${row.module}.${row.name}` });
    }
  }
  return found.sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
}
