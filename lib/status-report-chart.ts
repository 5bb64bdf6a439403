import { htmlText } from './escape';
import type { StatusReport } from './status-report-shape';

const WIDTH = 720;
const HEIGHT = 150;
const LEFT = 40;
const BOTTOM = 22;

/** Done against scope and plan by week, as an SVG that needs nothing from anywhere. '' where there is no course yet. */
export function courseChart({ course, words }: Pick<StatusReport, 'course' | 'words'>): string {
  const [first, last] = [course[0], course.at(-1)];
  if (!first || !last || course.length < 2) return '';
  const top = Math.max(1, ...course.map((point) => Math.max(point.scope, point.planned ?? 0)));
  const x = (index: number) => LEFT + (index / (course.length - 1)) * (WIDTH - LEFT - 8);
  const y = (value: number) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - 12);
  const path = (values: (number | null)[]) =>
    values.flatMap((value, index) => (value === null ? [] : [`${x(index).toFixed(1)},${y(value).toFixed(1)}`])).join(' L');
  const done = path(course.map((point) => point.done));
  const plan = path(course.map((point) => point.planned));
  const label = `Usages ${words.done} by week, from ${first.week} (${first.done} of ${first.scope}) to ${last.week} (${last.done} of ${last.scope}).`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${htmlText(label)}">
<path class="axis" d="M${LEFT},${y(0)} H${WIDTH - 8}"/>
<path class="scope" d="M${path(course.map((point) => point.scope))}"/>
${plan ? `<path class="plan" d="M${plan}"/>` : ''}
<path class="area" d="M${LEFT},${y(0)} L${done} L${x(course.length - 1).toFixed(1)},${y(0)} Z"/>
<path class="done" d="M${done}"/>
<text x="${LEFT - 6}" y="${y(top) + 4}" text-anchor="end">${top}</text>
<text x="${LEFT - 6}" y="${y(0) + 4}" text-anchor="end">0</text>
<text x="${LEFT}" y="${HEIGHT - 5}">${htmlText(first.week)}</text>
<text x="${WIDTH - 8}" y="${HEIGHT - 5}" text-anchor="end">${htmlText(last.week)}</text>
</svg>
<p class="key"><span class="swatch-done"></span> ${htmlText(words.done)} <span class="swatch-scope"></span> scope${plan ? ' <span class="swatch-plan"></span> plan' : ''}</p>`;
}
