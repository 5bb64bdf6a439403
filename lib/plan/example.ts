import type { FileResult, Usage } from '../../scanner/snapshot';
import { isOpen } from '../effort';
import { markdownCode } from '../escape';
import { asyncSketch } from '../sketch/async-sketch';
import { functionAround, type LineSpan } from '../sketch/python-text';
import { codeBlock } from './markdown';
import type { PlanSource } from './plan-source';

/** Longer functions teach no more than shorter ones. */
const MOST_LINES = 28;

export interface Example {
  readonly path: string;
  readonly span: LineSpan;
  readonly before: string;
  /** A mechanical sketch: see asyncSketch. */
  readonly after: string;
}

/**
 * A function of this codebase that shows a change best: short, with many kinds of usages among the wanted ones.
 * `worth`: what counts more than that, by the line of the usage. Null where there is none.
 */
export function findExample(source: PlanSource, files: readonly FileResult[], wanted: (usage: Usage) => boolean, worth: (path: string, line: number) => number = () => 0): Example | null {
  const candidates = files.flatMap((file) => {
    const text = source.sources.get(file.path);
    return text === undefined || file.language !== 'python' ? [] : candidatesIn(file, text, wanted).map((candidate) => ({ ...candidate, worth: worth(file.path, candidate.line) }));
  });
  candidates.sort((a, b) => b.worth - a.worth || b.score - a.score || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.span.from - b.span.from));
  return candidates[0] ?? null;
}

/** Before and after, with where it stands. */
export function exampleText(example: Example | null): string {
  if (example === null) return '';
  const place = markdownCode(`${example.path}:${example.span.from}`);
  return [`**Now**, at ${place}:`, codeBlock(example.before), '**Then**, a mechanical sketch to be read by a person:', codeBlock(example.after)].join('\n\n');
}

interface Candidate extends Example {
  readonly line: number;
  readonly score: number;
}

function candidatesIn(file: FileResult, text: string, wanted: (usage: Usage) => boolean): Candidate[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const seen = new Set<number>();
  const found: Candidate[] = [];
  for (const usage of file.usages) {
    if (!isOpen(usage) || !wanted(usage)) continue;
    const span = functionAround(lines, usage.line);
    if (!span || seen.has(span.from) || span.to - span.from >= MOST_LINES) continue;
    seen.add(span.from);
    const inside = file.usages.filter((other) => other.line >= span.from && other.line <= span.to);
    const before = dedent(lines.slice(span.from - 1, span.to));
    const after = dedent(asyncSketch(lines.join('\n'), file.usages, span).split('\n'));
    if (before === after) continue;
    // What the sketch leaves as it was is a poor example.
    const left = (after.match(/\.query\(/g) ?? []).length;
    const kinds = new Set(inside.map((other) => `${other.kind} ${other.method}`)).size;
    found.push({ path: file.path, line: usage.line, span, before, after, score: kinds * 4 - left * 8 - (span.to - span.from) / 4 });
  }
  return found;
}

function dedent(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent)).join('\n');
}
