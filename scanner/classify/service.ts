/** The unit the team talks about: a service class, a router, a worker, or what the configuration maps. */
import picomatch from 'picomatch';
import { CATEGORY_LABELS, type Category } from '../../lib/migration';
import type { SourceFile } from '../link/source-file';
import type { Finding } from './context';
import { moduleName, stemOf } from './module-name';

export type ServiceNames = (file: SourceFile, category: Category, findings: readonly Finding[]) => string;

/** @param services glob → name, `{name}` standing for the file's stem; the first match wins */
export function serviceNames(services: Readonly<Record<string, string>>): ServiceNames {
  const rules = Object.entries(services).map(([glob, name]) => ({ matches: picomatch(glob, { dot: true }), name }));
  return (file, category, findings) => {
    const rule = rules.find((candidate) => candidate.matches(file.path));
    if (rule !== undefined) return rule.name.replaceAll('{name}', stemOf(file.path));
    return derived(file, category, findings);
  };
}

function derived(file: SourceFile, category: Category, findings: readonly Finding[]): string {
  switch (category) {
    case 'test':
    case 'migration-env':
    case 'model':
    case 'script':
      return CATEGORY_LABELS[category];
    case 'route':
      return `API · ${moduleName(file.path)}`;
    case 'worker':
      return `Worker · ${moduleName(file.path)}`;
    default:
      return busiestClass(file, findings) ?? moduleName(file.path);
  }
}

/** The top-level class with most usages, where most of the file's usages are in it. */
function busiestClass(file: SourceFile, findings: readonly Finding[]): string | undefined {
  const classes = new Set(file.facts.scopes.flatMap((scope) => (scope.kind === 'class' && scope.parent === 0 ? [scope.name] : [])));
  const counts = new Map<string, number>();
  for (const finding of findings) {
    const [first = ''] = file.qualifiedName(finding.scope).split('.', 1);
    if (classes.has(first)) counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  const [best] = [...counts].sort((left, right) => right[1] - left[1]);
  return best !== undefined && best[1] * 2 >= findings.length ? best[0] : undefined;
}
