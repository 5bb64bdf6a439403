import type { Row, Spent } from './row';

const HEAD = ['part', 'measured', 'ours', 'beside', 'theirs', 'ours ÷ theirs', 'the same in CPU time', 'aim'];

/** The rows as a Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [HEAD, HEAD.map((_, index) => (index >= 2 && index <= 6 && index !== 3 ? '---:' : '---')), ...rows.map(cellsOf)];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellsOf(row: Row): string[] {
  if (row.kind === 'figure') return [row.part, row.what, figureText(row.value, row.unit), '', '', '', '', row.aim];
  const { ours, theirs } = row;
  return [row.part, row.what, time(ours), row.against, time(theirs), ratio(ours.ms / theirs.ms), ratio(ours.cpuMs / theirs.cpuMs), row.aim];
}

function figureText(value: number, unit: string): string {
  // As everywhere, 100 % means all.
  if (unit === '%') return `${Math.floor(value)} %`;
  return unit === 'exponent' ? `n^${value.toFixed(2)}` : unit === '×' ? ratio(value) : `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

function time({ ms }: Spent): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function ratio(value: number): string {
  return !Number.isFinite(value) ? '' : value < 0.1 ? `${value.toFixed(3)} ×` : `${value.toFixed(2)} ×`;
}
