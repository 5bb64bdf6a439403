import { shortNames } from '../../../../../components/board/short-names';
import { count, plural } from '../../../../../components/ui/format';
import { Panel } from '../../../../../components/ui/panel';
import { listDependents } from '../../../../../lib/db/read/dependents';
import { stampOf } from '../../../../../lib/db/read/snapshots';
import { links } from '../../../../../lib/links';
import { derived } from '../../../../derived';
import type { View } from '../../view';

const FILES = 8;

/** Which files depend on this one, converted or not: their usages were traced through it. */
export async function UsedBy({ view: { db, snapshot, place }, path }: { view: View; path: string }) {
  if (!snapshot) return null;
  const files = await derived(`dependents ${stampOf(snapshot)} ${path}`, () => listDependents(db, snapshot.id, path));
  if (files.length === 0) return null;
  const names = shortNames(files.slice(0, FILES).map((file) => file.path));
  return (
    <Panel title="Used by" aside={`${plural(files.reduce((sum, file) => sum + file.usages, 0), 'usage')} in ${plural(files.length, 'file')}`}>
      <ul className="space-y-1 text-sm">
        {files.slice(0, FILES).map((file) => (
          <li key={file.id} className="flex items-baseline justify-between gap-3">
            <a href={links.file(place, file.id)} className="link min-w-0 truncate decoration-transparent" title={file.path}>
              {names.get(file.path)}
            </a>
            <span className="font-medium">{count(file.usages)}</span>
          </li>
        ))}
      </ul>
      {files.length > FILES && <p className="mt-2 text-xs text-ink-3">and {plural(files.length - FILES, 'more file')}</p>}
      <p className="mt-3 border-t border-line pt-2 text-xs text-ink-3">Their usages were traced through this file: it hands on what they use.</p>
    </Panel>
  );
}
