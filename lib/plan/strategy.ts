import { effortOf, isOpen } from '../effort';
import { markdownCode, markdownText } from '../escape';
import { counted } from '../status-report-words';
import { figuresOf } from './figures';
import { bullets, section } from './markdown';
import type { PlanSource } from './plan-source';

/** How many services or files of a phase are named. */
const MOST_NAMED = 12;

/** The phases by week, with what belongs to each. */
export function strategy({ phases }: PlanSource): string {
  const parts = phases.map(({ name, weeks, files }) => {
    const figures = figuresOf(files);
    const span = weeks.from === weeks.to ? `week ${weeks.from}` : `weeks ${weeks.from}–${weeks.to}`;
    const work = effortOf(files);
    const facts = `${counted(figures.usages, 'usage')} in ${counted(figures.files, 'file')}, about ${work.hours} hours.`;
    return section(3, `${markdownText(name)} (${span})`, figures.usages === 0 ? 'Nothing is left to convert here.' : facts, bullets(contents(files), MOST_NAMED));
  });
  return section(2, 'Migration strategy', ...parts);
}

/** Services by what is left in them; files where a phase has no services. */
function contents(files: PlanSource['phases'][number]['files']): string[] {
  const groups = new Map<string, { usages: number; paths: string[] }>();
  for (const file of files) {
    const usages = file.usages.filter(isOpen).length;
    if (usages === 0) continue;
    const name = file.category === 'test' || file.language === 'other' ? file.path : file.service;
    const group = groups.get(name) ?? { usages: 0, paths: [] };
    groups.set(name, { usages: group.usages + usages, paths: [...group.paths, file.path] });
  }
  return [...groups]
    .sort(([a, x], [b, y]) => y.usages - x.usages || (a < b ? -1 : 1))
    .map(([name, { usages, paths }]) => {
      const where = paths.length === 1 && paths[0] === name ? '' : ` in ${paths.slice(0, 3).map(markdownCode).join(', ')}${paths.length > 3 ? ` and ${paths.length - 3} more` : ''}`;
      return `${markdownText(name)}: ${counted(usages, 'usage')}${where}`;
    });
}
