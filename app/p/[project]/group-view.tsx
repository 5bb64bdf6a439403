import type { ReactNode } from 'react';
import { FileColumns } from '../../../components/board/file-columns';
import { Legend } from '../../../components/board/legend';
import { StateBar } from '../../../components/board/state-bar';
import { CourseFigure } from '../../../components/charts/course-figure';
import { Delta } from '../../../components/ui/delta';
import { count } from '../../../components/ui/format';
import { Panel } from '../../../components/ui/panel';
import { basisSentence } from '../../../lib/forecast';
import { NO_FILTER, type Filter } from '../../../lib/filter';
import { links } from '../../../lib/links';
import { doneOf, scopeOf } from '../../../lib/migration';
import { percent } from '../../../lib/percent';
import { finishSentence } from '../../../lib/status-report-words';
import { stateLabels } from '../../../lib/words';
import type { FileEntry } from './file-entries';
import type { GroupProgress } from './group-progress';
import type { View } from './view';

interface GroupViewProps {
  view: View;
  /** What kind of group it is. */
  of: string;
  name: string;
  note?: ReactNode;
  progress: GroupProgress;
  files: readonly FileEntry[];
  filter: Partial<Filter>;
}

/** One service or phase: how far it is, its own burn-up, and its files by status. */
export function GroupView({ view, of, name, note, progress, files, filter }: GroupViewProps) {
  const { counts, before, course, forecast } = progress;
  const labels = stateLabels(view.project.words);
  return (
    <div className="space-y-6">
      <section className="space-y-3">
        <div>
          <p className="text-xs text-ink-3">{of}</p>
          <h1 className="text-xl font-semibold wrap-anywhere">{name}</h1>
        </div>
        <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-ink-2">
          <span className="text-lg font-semibold text-ink">{percent(doneOf(counts), scopeOf(counts))}</span>
          <span>
            {count(doneOf(counts))} of {count(scopeOf(counts))} usages {view.project.words.done}
          </span>
          {before && (
            <span>
              <Delta value={doneOf(counts) - doneOf(before)} rising="good" /> this week, scope <Delta value={scopeOf(counts) - scopeOf(before)} rising={null} />
            </span>
          )}
          <span title={'basis' in forecast ? basisSentence(forecast.basis) : undefined}>{finishSentence(forecast)}</span>
          {note && <span>{note}</span>}
        </p>
        <StateBar counts={counts} labels={labels} height={14} />
        <Legend counts={counts} place={view.place} words={view.project.words} filter={filter} />
      </section>
      {course.weeks.length > 1 && (
        <Panel title="Usages by week">
          <CourseFigure course={course} tableHref={links.weeks(view.place, { [of.toLowerCase()]: name })} />
        </Panel>
      )}
      <Panel
        title="Files"
        aside={
          <a href={links.files(view.place, filter)} className="link">
            As a table
          </a>
        }
      >
        <FileColumns files={files} place={view.place} labels={labels} filter={{ ...NO_FILTER, ...filter }} cards={8} />
      </Panel>
    </div>
  );
}
