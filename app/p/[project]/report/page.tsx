import type { Metadata } from 'next';
import { StatusPage } from '../../../../components/report/status-page';
import { ViewTabs } from '../../../../components/ui/view-tabs';
import { progressOf } from '../course';
import { FirstScan } from '../first-scan';
import { Frame } from '../frame';
import { viewOf, type PageProps } from '../view';
import { reportOf } from './report';

export const metadata: Metadata = { title: 'Weekly report' };

export default async function ReportPage(props: PageProps) {
  const view = await viewOf(props);
  const report = await reportOf(view);
  if (!report) return <FirstScan view={view} />;
  const { course } = await progressOf(view);
  const exportLink = (format: string) => `/p/${view.place.project}/report/export/${format}?week=${view.week}`;
  return (
    <Frame view={view} section="report">
      <div className="no-print mb-6 flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-ink-2">The weekly status, made from the code alone. Print it, or take it elsewhere:</p>
        <ViewTabs label="Export" tabs={[['Markdown', 'md'], ['HTML', 'html'], ['CSV', 'csv'], ['JSON', 'json']].map(([label = '', format = '']) => ({ label, href: exportLink(format), current: false, isFile: true }))} />
      </div>
      <StatusPage report={report} course={course} />
    </Frame>
  );
}
