/** Alembic's `context.configure(connection=…)`: the place that online migrations go through. */
import type { SourceFile } from '../link/source-file';
import type { Finding } from './context';

export function migrationEnv(file: SourceFile, others: readonly Finding[]): Finding[] {
  if (!file.facts.imports.some((row) => row.module === 'alembic' && row.name === 'context')) return [];
  const isAsync = others.some((finding) => finding.state === 'async' && (finding.kind === 'engine' || finding.kind === 'connection-operation'));
  const findings: Finding[] = [];
  for (const node of file.calls()) {
    if (file.describe(file.a(node)) !== 'context.configure') continue;
    if (!file.argumentsOf(node).keywords.has('connection')) continue;
    const end = file.end(file.a(node));
    findings.push({
      start: end - 'configure'.length, end, scope: file.scopeOfNode(node), kind: 'migration-env', state: isAsync ? 'async' : 'sync', api: 'context.configure', method: 'configure',
      awaited: false, guessed: false, why: isAsync ? 'migrations run on an async engine' : 'migrations run on a sync engine', origin: undefined,
    });
  }
  return findings;
}
