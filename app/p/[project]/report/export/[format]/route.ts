import { statusReportCsv } from '../../../../../../lib/status-report-csv';
import { statusReportHtml } from '../../../../../../lib/status-report-html';
import { statusReportMarkdown } from '../../../../../../lib/status-report-markdown';
import type { StatusReport } from '../../../../../../lib/status-report-shape';
import { guarded } from '../../../../../access';
import { viewIn } from '../../../view';
import { reportOf } from '../../report';

const FORMATS: Record<string, { type: string; text: (report: StatusReport) => string }> = {
  md: { type: 'text/markdown; charset=utf-8', text: statusReportMarkdown },
  html: { type: 'text/html; charset=utf-8', text: statusReportHtml },
  csv: { type: 'text/csv; charset=utf-8', text: statusReportCsv },
  json: { type: 'application/json', text: (report) => `${JSON.stringify(report, null, 2)}\n` },
};

/** The weekly status as a file, the same bytes as `awaited report` prints. */
export const GET = guarded(async (request, { params }: { params: Promise<{ project: string; format: string }> }, { db }) => {
  const { project, format } = await params;
  const known = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  const view = await viewIn(db, project, new URL(request.url).searchParams.get('week') ?? '');
  const report = await reportOf(view);
  if (!known || !report) return new Response('There is no such report.\n', { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
  return new Response(known.text(report), {
    headers: {
      'Content-Type': known.type,
      'Content-Disposition': `attachment; filename="${view.project.slug}-${view.week}.${format}"`,
      'X-Content-Type-Options': 'nosniff',
    },
  });
});
