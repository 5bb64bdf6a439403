import { Panel } from '../../../components/ui/panel';
import { Frame } from './frame';
import type { View } from './view';

/** A project that has not been scanned to its end yet. */
export function FirstScan({ view }: { view: View }) {
  return (
    <Frame view={view} section="board">
      <Panel title="Not scanned yet">
        <p className="text-sm text-ink-2">Nothing has been stored for {view.project.name} so far. This scans it and shows the board here:</p>
        <pre className="mt-2 overflow-x-auto rounded bg-sunken px-3 py-2 font-mono text-sm">awaited scan {view.project.root}</pre>
      </Panel>
    </Frame>
  );
}
