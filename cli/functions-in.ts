import { extract, languageOf } from '../scanner/extract';
import type { FileFacts } from '../scanner/facts';
import type { Source } from '../scanner/source';

/** Qualified names of all functions and classes of some files, by path. */
export async function functionsIn(source: Source, paths: ReadonlySet<string>): Promise<Map<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  const files = source.files.filter((file) => paths.has(file.path));
  for await (const { file, content } of source.read(files, () => {})) {
    const language = languageOf(file.path);
    if (language) found.set(file.path, qualifiedNames(extract(language, content)));
  }
  return found;
}

function qualifiedNames({ scopes }: FileFacts): Set<string> {
  const names: string[] = [];
  scopes.forEach((scope, index) => {
    const outer = index === 0 ? '' : (names[scope.parent] ?? '');
    names.push(scope.name === '' ? outer : outer === '' ? scope.name : `${outer}.${scope.name}`);
  });
  return new Set(names);
}
