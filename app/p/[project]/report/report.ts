import 'server-only';
import { listExemptions } from '../../../../lib/db/read/exemptions';
import { reportSource } from '../../../../lib/db/read/report-source';
import { statusReport } from '../../../../lib/status-report';
import type { StatusReport } from '../../../../lib/status-report-shape';
import { derived } from '../../../derived';
import { historyStampOf, type View } from '../view';

/** The weekly status of the week shown; null before the first scan. */
export async function reportOf(view: View): Promise<StatusReport | null> {
  const { db, project, week, snapshot, before, weeks } = view;
  if (!snapshot) return null;
  // A scan may change the plan and a person an exemption while the week stays as it is.
  const changing = JSON.stringify([project.config, (await listExemptions(db, project.id)).map((exemption) => exemption.id)]);
  return derived(`report ${week} ${historyStampOf(view)} ${changing}`, async () => statusReport(await reportSource(db, project, { week, snapshot, before, weeks })));
}
