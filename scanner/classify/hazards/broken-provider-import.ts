import type { Binding } from '../../facts';
import { bindingType } from '../../link/names';
import type { SourceFile } from '../../link/source-file';
import type { HazardFinding, HazardRule, Project } from './rule';

/** `from app.db import get_session`, where `app/db.py` has no such name. */
export const brokenProviderImport: HazardRule = {
  name: 'broken-provider-import',
  find(project, file) {
    if (!project.relevant) return [];
    return file.facts.bindings.flatMap((binding) => (binding.kind === 'import' ? missing(project, file, binding) : []));
  },
};

/** `get_db`, `get_async_session`, `SessionLocal`, `async_session_maker`, `engine`; not `UserSession`, which is a model. */
const PROVIDER = /^_?(get_|create_|make_|provide_|open_|new_|with_|use_)?((async|sync|db|database|test|scoped|readonly|read_only)_?)*(session|sessions|db|engine|session_?(maker|local|factory|scope|context|manager)|sessionmaker)(_(async|sync|context|scope|dependency|dep|local|factory|maker|ctx|manager))*$/i;

function missing(project: Project, file: SourceFile, binding: Binding): HazardFinding[] {
  const row = file.facts.imports[binding.row];
  if (row?.kind !== 'from' || !PROVIDER.test(row.name)) return [];
  const type = bindingType(project.linker, file, binding);
  if (type.kind !== 'missing' || isGuarded(file, binding.block)) return [];
  const target = project.linker.modules.resolve(file, row.module);
  // A package without `__init__.py`.
  if (target.kind !== 'project' || target.file === undefined) return [];
  return [{
    start: row.start,
    end: row.start + row.name.length,
    scope: file.scopeOfBlock(binding.block),
    certainty: 'certain',
    message: `${target.file.path} does not define ${row.name}: the import raises ImportError.`,
    evidence: instead(target.file),
  }];
}

/** What the module does have to offer. */
function instead(file: SourceFile): HazardFinding['evidence'] {
  const offers = [...file.bindingsOf(0).values()].flatMap((bindings) => bindings.slice(0, 1)).filter((binding) => binding.kind !== 'import' && PROVIDER.test(binding.name));
  return offers.slice(0, 3).map((binding) => ({ text: `${binding.name} is there`, path: file.path, line: file.line(binding.at) }));
}

/** Inside `try`, somebody counts on the error. */
function isGuarded(file: SourceFile, block: number): boolean {
  for (let at = block; at > 0; at = file.facts.blocks[at]?.parent ?? -1) if (file.facts.blocks[at]?.kind === 'try') return true;
  return false;
}
