import { Panel } from '../../../components/ui/panel';
import { Frame } from './frame';
import { Live } from './live-panel';
import type { View } from './view';

/** A project that has not been scanned to its end yet. */
export function FirstScan({ view }: { view: View }) {
  return (
    <Frame view={view} section="board">
      <h1 className="sr-only">{view.project.name}</h1>
      <Panel title="Not scanned yet">
        <p className="text-sm text-ink-2">Nothing has been stored for {view.project.name} so far. This scans it and shows the board here:</p>
        <pre className="my-2 overflow-x-auto rounded bg-sunken px-3 py-2 font-mono text-sm" tabIndex={0} aria-label="Command">
          awaited scan {view.project.root}
        </pre>
        <Live view={view} />
      </Panel>
    </Frame>
  );
}
