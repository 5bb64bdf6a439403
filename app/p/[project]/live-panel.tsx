import { LiveScan } from '../../../components/board/live-scan';
import { findLiveState } from '../../../lib/db/read/live-state';
import { links } from '../../../lib/links';
import { scanStarter } from '../../../lib/scan-starter';
import { mayOnPage } from '../../access';
import { cancelScan, scanNow } from './actions';
import type { View } from './view';

/** Scan now, and what a scan under way is doing; keeps the page up to date while somebody watches the working tree. */
export async function Live({ view: { db, project, place } }: { view: View }) {
  const state = await findLiveState(db, project.id);
  const mayScan = await mayOnPage('editor');
  return (
    <LiveScan
      source={links.live(place)}
      state={state}
      scan={mayScan && scanStarter() ? scanNow.bind(null, place.project) : null}
      cancel={mayScan ? cancelScan.bind(null, place.project) : null}
    />
  );
}
