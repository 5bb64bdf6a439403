import { dayOf, plural } from '../../../components/ui/format';
import { listQualityNotes } from '../../../lib/db/read/quality';
import { links } from '../../../lib/links';
import type { View } from './view';

/** As of which commit and by which rules; what could not be read is named, never left out in silence. */
export async function Foot({ view: { db, project, snapshot, place } }: { view: View }) {
  if (!snapshot) return null;
  const notes = await listQualityNotes(db, snapshot.id);
  return (
    <footer className="flex flex-wrap gap-x-4 gap-y-1 border-t border-line pt-3 text-xs text-ink-3">
      <span>
        As of {snapshot.commit ? <code className="font-mono">{snapshot.commit.slice(0, 8)}</code> : 'the working tree'}, {dayOf(snapshot.at)}
        {snapshot.commit && ` on ${project.branch}`}
      </span>
      <span>{plural(snapshot.filesRead, 'file')} read</span>
      <span>Awaited {snapshot.toolVersion}</span>
      {notes.length > 0 ? (
        <a href={links.quality(place)} className="link">
          {plural(notes.length, 'note')} on data quality
        </a>
      ) : (
        <span>every file was read to its end</span>
      )}
      <a href={links.activity(place)} className="link">
        Activity
      </a>
    </footer>
  );
}
