import { createHash } from 'node:crypto';
import type { FileResult, Hazard, Usage } from '../../scanner/snapshot';

const digests = new WeakMap<FileResult, string>();

/** SHA-256 of everything a file result says, independent of the order of its keys. The same object is digested once. */
export function verdictDigest(file: FileResult): string {
  const known = digests.get(file);
  if (known !== undefined) return known;
  const content = [file.path, file.blob, file.language, file.service, file.category, file.lines, file.usages.map(usageContent), file.hazards.map(hazardContent)];
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  digests.set(file, digest);
  return digest;
}

function usageContent(usage: Usage): unknown[] {
  return [
    ...[usage.line, usage.column, usage.endLine, usage.endColumn, usage.kind, usage.state, usage.api, usage.method],
    ...[usage.awaited, usage.asyncContext, usage.scope, usage.ordinal, usage.confidence, usage.reason],
    usage.evidence.map((step) => [step.text, step.path, step.line]),
  ];
}

function hazardContent(hazard: Hazard): unknown[] {
  return [
    ...[hazard.line, hazard.column, hazard.endLine, hazard.endColumn, hazard.rule, hazard.severity, hazard.certainty],
    ...[hazard.scope, hazard.ordinal, hazard.message, hazard.exempt],
    hazard.evidence.map((step) => [step.text, step.path, step.line]),
  ];
}
