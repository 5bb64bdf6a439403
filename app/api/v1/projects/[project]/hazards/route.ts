import { ENDPOINTS } from '../../../../../../lib/api/endpoints';
import { Pager } from '../../../../../../lib/api/paging';
import { listHazards } from '../../../../../../lib/db/read/hazards';
import { stampOf } from '../../../../../../lib/db/read/snapshots';
import { answers } from '../../../answer';
import { snapshotAt } from '../../../place';

export const GET = answers(ENDPOINTS.hazards, async ({ db, url, params, query }) => {
  const { file, rule, severity, certainty, exempt } = query;
  const { snapshot } = await snapshotAt(db, params, query.week);
  const hazards = (await listHazards(db, snapshot.id)).filter(
    (hazard) =>
      (file === undefined || hazard.fileId === file) &&
      (!rule || rule.includes(hazard.rule)) &&
      (!severity || severity.includes(hazard.severity)) &&
      (!certainty || certainty.includes(hazard.certainty)) &&
      (exempt === undefined || (exempt === 'yes') === (hazard.exempt !== null)),
  );
  return new Pager(url, query, stampOf(snapshot)).of(hazards.map(({ id: _, fileId, path, service, ...hazard }) => ({ file: fileId, path, service, ...hazard })));
});
