import type { ReactNode } from 'react';
import { namesInCode } from '../../lib/names-in-code';
import { percent } from '../../lib/percent';
import type { StatusReport } from '../../lib/status-report-shape';
import { counted, fileStatusSentence, movementSentence, preparationSentence, qualityLines, signed, waitingFacts } from '../../lib/status-report-words';
import { StateBar } from '../board/state-bar';
import { StateSwatch } from '../board/state-swatch';
import type { Course } from '../charts/course';
import { StateChart } from '../charts/state-chart';
import { count, dayOf, shortWeek } from '../ui/format';
import { ReportTable } from './report-table';

/** So many rows of a list; on paper fewer (`.few-on-paper`), that the whole stays a page or two. */
const ROWS = 12;
const ROWS_ON_PAPER = 4;

/** The weekly status as a page that prints well. */
export function StatusPage({ report, course }: { report: StatusReport; course: Course }) {
  const { headline, week } = report;
  const counts = Object.fromEntries(report.states.map((row) => [row.state, row.count]));
  return (
    <article className="mx-auto max-w-4xl space-y-7 rounded-md border border-line bg-card px-6 py-7 sm:px-10 print:max-w-none print:space-y-3 print:border-0 print:p-0">
      <header className="space-y-3 print:space-y-2">
        <p className="text-sm text-ink-3">
          {report.project} · {report.migration} · {dayOf(week.from)} to {dayOf(week.to)}
        </p>
        <h1 className="text-2xl font-semibold tracking-tight print:text-xl">Status of week {week.name}</h1>
        <p className="text-base font-medium">{headline.sentence}</p>
        <StateBar counts={counts} labels={course.labels} height={14} />
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-2">
          {report.states
            .filter((row) => row.count > 0)
            .map((row) => (
              <li key={row.state} className="flex items-center gap-1.5">
                <StateSwatch state={row.state} />
                {course.labels[row.state]} <span className="font-medium text-ink">{count(row.count)}</span>
                {row.change !== null && row.change !== 0 && <span className="text-ink-3">({signed(row.change)})</span>}
              </li>
            ))}
        </ul>
        <p className="text-sm">
          <strong className="inline-block font-semibold first-letter:uppercase">{report.health.verdict}:</strong> {report.health.because} <span className="text-ink-2">{movementSentence(report)}</span>
        </p>
        {[['Files', fileStatusSentence(report)], ['Preparation', preparationSentence(report)]].map(
          ([label, text]) =>
            text && (
              <p key={label} className="text-sm text-ink-2 print:text-[9pt] print:leading-[12.5pt]">
                {label}: {text}
              </p>
            ),
        )}
        {headline.change !== null && !headline.moved && <p className="text-sm font-medium">Nothing moved this week.</p>}
      </header>
      {course.weeks.length > 1 && (
        <figure aria-label="Usages by state and week" className="h-56 print:h-36">
          <StateChart course={course} />
        </figure>
      )}
      <Section title="Phases">
        <ReportTable
          label="Phases"
          head={['Phase', 'Weeks', 'Done', 'Share', 'Change', 'Scope', 'Planned', 'Forecast']}
          rows={report.phases.map((row) => [
            row.name,
            row.from && row.to ? `${shortWeek(row.from)}–${shortWeek(row.to)}` : '–',
            `${count(row.done)} / ${count(row.scope)}`,
            percent(row.done, row.scope),
            row.change === null ? '–' : signed(row.change),
            row.scopeChange === null ? '–' : signed(row.scopeChange),
            row.planned === null ? '–' : count(row.planned),
            row.scope === 0 ? 'nothing in scope' : row.forecast,
          ])}
          left={[0, 1, 7]}
        />
      </Section>
      <Section title="Services">
        <ReportTable
          label="Services"
          head={['Service', 'Files', 'Done', 'Share', 'Change', 'Scope']}
          rows={report.services
            .slice(0, ROWS)
            .map((row) => [row.name, count(row.files), `${count(row.done)} / ${count(row.scope)}`, percent(row.done, row.scope), row.change === null ? '–' : signed(row.change), row.scopeChange === null ? '–' : signed(row.scopeChange)])}
          left={[0]}
          isFewOnPaper
        />
        <More of={report.services.length} />
      </Section>
      {report.owners.length > 0 && (
        <Section title="Owners">
          <ReportTable
            label="Owners"
            head={['Owner', 'Files', 'Done', 'Share', 'Change', 'Scope']}
            rows={report.owners
              .slice(0, ROWS)
              .map((row) => [row.name, count(row.files), `${count(row.done)} / ${count(row.scope)}`, percent(row.done, row.scope), row.change === null ? '–' : signed(row.change), row.scopeChange === null ? '–' : signed(row.scopeChange)])}
            left={[0]}
            isFewOnPaper
          />
          <More of={report.owners.length} />
        </Section>
      )}
      <div className="space-y-7 print:columns-2 print:gap-x-8 print:space-y-3">
        <List title="Completed this week" items={report.completed.map((row) => `${row.path} (${counted(row.usages, 'usage')})`)} none="No file was completed this week." />
        {report.regressions.length > 0 && <List title="Went back" items={report.regressions.map((row) => `${row.path}:${row.line} ${row.api}: ${row.before} to ${row.state}`)} none="" />}
        {report.newLegacy.length > 0 && <List title="New in the old style" items={report.newLegacy.map((row) => `${row.path}:${row.line} ${row.api} (${row.state})`)} none="" />}
        {report.blockers.length > 0 && (
          <List title="Blockers" items={report.blockers.map((row) => `${namesInCode(row.what)}; it holds up ${waitingFacts(row, report.blockers).join(', ')}`)} none="" />
        )}
        <List
          title="Hazards"
          lead={`Open: ${report.hazards.open.map((row) => counted(row.count, row.severity)).join(', ')}. Fixed this week: ${count(report.hazards.fixed)}.`}
          items={report.hazards.new.map((row) => `new: ${row.path}:${row.line} ${row.message}`)}
          none=""
        />
        {report.decisions.length > 0 && <List title="Decisions needed" items={report.decisions} none="" />}
        <List title="Next week" items={report.next.map((row) => `${row.title}: ${counted(row.functions, 'function')} in ${counted(row.files, 'file')}, unblocks ${counted(row.unblocks, 'usage')}`)} none="No unit is ready." />
        <List title="Data quality" items={qualityLines(report.quality)} none="" />
      </div>
      <footer className="border-t border-line pt-3 text-xs text-ink-3 print:pt-1.5 print:text-[8pt] print:leading-[11pt]">
        {report.commit ? `Commit ${report.commit.slice(0, 10)}` : 'Working tree'} of {dayOf(report.committedAt)} · Awaited {report.toolVersion} · {report.forecast.basis ? `Forecast by ${report.forecast.basis}` : report.forecast.sentence}
        <p className="mt-1">{report.health.rule}</p>
      </footer>
    </article>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-1.5 text-sm font-semibold print:mb-0.5">{title}</h2>
      {children}
    </section>
  );
}

function List({ title, lead, items, none }: { title: string; lead?: string; items: readonly string[]; none: string }) {
  return (
    <Section title={title}>
      {lead && <p className="text-sm text-ink-2 print:text-[9pt] print:leading-[12.5pt]">{lead}</p>}
      {items.length === 0 && none && <p className="text-sm text-ink-2">{none}</p>}
      <ul className="few-on-paper list-disc space-y-0.5 pl-5 text-sm break-words marker:text-ink-3 print:pl-4 print:text-[9pt] print:leading-[12.5pt]">
        {items.slice(0, ROWS).map((item, index) => (
          <li key={index}>
            <Prose text={item} />
          </li>
        ))}
      </ul>
      <More of={items.length} />
    </Section>
  );
}

/** Names stand in backticks. */
function Prose({ text }: { text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : <code key={index} className="font-mono text-[0.92em]">{part}</code>));
}

function More({ of }: { of: number }) {
  return (
    <>
      {of > ROWS && <p className="mt-0.5 text-xs text-ink-3 print:hidden">and {count(of - ROWS)} more</p>}
      {of > ROWS_ON_PAPER && <p className="mt-0.5 hidden text-xs text-ink-3 print:block">and {count(of - ROWS_ON_PAPER)} more</p>}
    </>
  );
}
