import 'server-only';
import { cache } from 'react';
import { reportSource } from '../../../../lib/db/read/report-source';
import { statusReport } from '../../../../lib/status-report';
import type { StatusReport } from '../../../../lib/status-report-shape';
import type { View } from '../view';

/** The weekly status of the week shown; null before the first scan. */
export const reportOf = cache(async ({ db, project, week, snapshot, before, weeks }: View): Promise<StatusReport | null> =>
  snapshot ? statusReport(await reportSource(db, project, { week, snapshot, before, weeks })) : null,
);
