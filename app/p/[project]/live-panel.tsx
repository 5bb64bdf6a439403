import { LiveScan } from '../../../components/board/live-scan';
import { findScanRun } from '../../../lib/db/read/scan-run';
import { links } from '../../../lib/links';
import { scanStarter } from '../../../lib/scan-starter';
import { mayOnPage } from '../../access';
import { cancelScan, scanNow } from './actions';
import type { View } from './view';

/** Scan now, and what a scan under way is doing. */
export async function Live({ view: { db, project, place } }: { view: View }) {
  const run = await findScanRun(db, project.id);
  const mayScan = await mayOnPage('editor');
  return (
    <LiveScan
      source={links.live(place)}
      run={run}
      scan={mayScan && scanStarter() ? scanNow.bind(null, place.project) : null}
      cancel={mayScan ? cancelScan.bind(null, place.project) : null}
    />
  );
}
