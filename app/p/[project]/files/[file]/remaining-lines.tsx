import { count, dayOf } from '../../../../../components/ui/format';
import { Panel } from '../../../../../components/ui/panel';
import type { UsageRow } from '../../../../../lib/db/read/file';
import { lineOrigins } from '../../../../../lib/source';
import type { View } from '../../view';

export function isRemaining({ state }: UsageRow): boolean {
  return state !== 'async' && state !== 'exempt';
}

/** Who wrote the lines that are still to convert, and how old they are: whom to ask. */
export async function RemainingLines({ view: { project, snapshot }, path, usages }: { view: View; path: string; usages: readonly UsageRow[] }) {
  if (!snapshot?.commit) return null;
  const origins = await lineOrigins(project.root, snapshot.commit, path);
  const authors = new Map<string, { lines: Set<number>; oldest: string; newest: string }>();
  for (const { line } of usages) {
    const origin = origins.get(line);
    if (!origin) continue;
    const known = authors.get(origin.author) ?? { lines: new Set(), oldest: origin.at, newest: origin.at };
    known.lines.add(line);
    if (origin.at < known.oldest) known.oldest = origin.at;
    if (origin.at > known.newest) known.newest = origin.at;
    authors.set(origin.author, known);
  }
  if (authors.size === 0) return null;
  const sorted = [...authors].sort(([, a], [, b]) => b.lines.size - a.lines.size);
  return (
    <Panel title="Remaining lines" aside="by author">
      <ul className="space-y-1 text-sm">
        {sorted.slice(0, 6).map(([author, { lines, oldest, newest }]) => (
          <li key={author}>
            <span className="flex justify-between gap-3">
              <span className="min-w-0 truncate">{author}</span>
              <span className="font-medium">{count(lines.size)}</span>
            </span>
            <span className="block text-xs text-ink-3">{dayOf(oldest) === dayOf(newest) ? dayOf(oldest) : `${dayOf(oldest)} to ${dayOf(newest)}`}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
