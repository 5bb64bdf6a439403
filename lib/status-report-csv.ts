import { csvLine } from './escape';
import type { StatusReport } from './status-report-shape';

/** One row per phase and service, and one for the whole: what a spreadsheet adds up and charts. Numbers stay numbers. */
export function statusReportCsv(report: StatusReport): string {
  const stamp = [report.project, report.week.name, report.commit, report.committedAt.slice(0, 10)];
  const row = (level: string, name: string, totals: StatusReport['phases'][number] | StatusReport['services'][number] | StatusReport['headline']) =>
    csvLine([
      ...stamp,
      level,
      name,
      totals.done,
      totals.scope,
      totals.change,
      totals.scopeChange,
      'planned' in totals ? totals.planned : null,
      'files' in totals ? totals.files : null,
    ]);
  return [
    csvLine(['project', 'week', 'commit', 'committed', 'level', 'name', 'done', 'scope', 'change', 'scope change', 'planned', 'files']),
    row('all', report.migration, report.headline),
    ...report.phases.map((phase) => row('phase', phase.name, phase)),
    ...report.services.map((service) => row('service', service.name, service)),
    ...report.owners.map((owner) => row('owner', owner.name, owner)),
  ].join('');
}
