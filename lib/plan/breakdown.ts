import type { FileResult } from '../../scanner/snapshot';
import { isOpen } from '../effort';
import { markdownCode, markdownText } from '../escape';
import { CATEGORIES, CATEGORY_LABELS } from '../migration';
import { counted } from '../status-report-words';
import { figuresOf } from './figures';
import { section, table } from './markdown';
import type { PlanSource } from './plan-source';

/** Every file that must change, by category, most operations first. */
export function breakdown({ snapshot }: PlanSource): string {
  const open = snapshot.files.filter((file) => file.usages.some(isOpen));
  const parts = CATEGORIES.map((category) => {
    const files = open.filter((file) => file.category === category).sort(byOperations);
    const figures = figuresOf(files);
    return section(3, `${CATEGORY_LABELS[category]} (${counted(files.length, 'file')}, ${counted(figures.operations, 'operation')})`, table(['File', 'Service', 'Opens', 'Operations', 'query()', 'Other', 'Blocking'], files.map(row)));
  });
  const shown = parts.filter((part, index) => open.some((file) => file.category === CATEGORIES[index]) && part !== '');
  return section(2, 'File-by-file breakdown', ...shown);
}

function row(file: FileResult): (string | number)[] {
  const figures = figuresOf([file]);
  const other = figures.usages - figures.opens - figures.operations;
  return [markdownCode(file.path), markdownText(file.service), figures.opens, figures.operations, figures.queries, other, figures.blocking];
}

function byOperations(a: FileResult, b: FileResult): number {
  return figuresOf([b]).operations - figuresOf([a]).operations || figuresOf([b]).usages - figuresOf([a]).usages || (a.path < b.path ? -1 : 1);
}
