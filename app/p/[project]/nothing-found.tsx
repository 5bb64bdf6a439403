import { Panel } from '../../../components/ui/panel';
import { plural } from '../../../components/ui/format';
import { links } from '../../../lib/links';
import { Frame } from './frame';
import { Foot } from './foot';
import { Live } from './live-panel';
import type { View } from './view';

/** A project that was read, and holds nothing of its migration in any week: why that may be, and what to do. */
export function NothingFound({ view }: { view: View }) {
  const { project, snapshot, place } = view;
  return (
    <Frame view={view} section="board">
      <div className="space-y-6">
        <h1 className="sr-only">{project.name}</h1>
        <Panel title="Nothing to migrate was found" aside={<Live view={view} />}>
          <div className="max-w-prose space-y-2 text-sm text-ink-2">
            <p>
              {plural(snapshot?.filesRead ?? 0, 'file')} of {project.name} {snapshot?.filesRead === 1 ? 'was' : 'were'} read by the pack <code className="font-mono text-[12.5px]">{project.config.pack}</code>, and none uses{' '}
              {project.words.thing}. If that cannot be:
            </p>
            <ul className="list-disc space-y-1 pl-5">
              <li>
                Is it this pack that you mean? Another is chosen by <code className="font-mono text-[12.5px]">awaited PATH --pack NAME</code>, or in awaited.yaml.
              </li>
              <li>
                Does <code className="font-mono text-[12.5px]">exclude</code> in awaited.yaml leave out more than it should?
              </li>
              <li>
                Could every file be read?{' '}
                <a href={links.quality(place)} className="link">
                  Data quality
                </a>{' '}
                names those that were not.
              </li>
            </ul>
          </div>
        </Panel>
        <Foot view={view} />
      </div>
    </Frame>
  );
}
