import { TestRepository } from '../../../scanner/testing/repository';
import { converted, sync } from '../../testing/history';

const WEEK = 7 * 86_400_000;
const MODULES = 24;

/** A repository of the last weeks, in which files are converted, renamed and removed: history walks on to the present. */
export function repositoryOf(weeks: number): TestRepository {
  const repository = new TestRepository();
  const first = Date.now() - weeks * WEEK;
  for (let week = 0; week < weeks; week++) {
    const files: Record<string, string | null> = week === 0 ? { 'requirements.txt': 'sqlalchemy\npsycopg2\n', 'app/__init__.py': '' } : {};
    for (let module = 0; module < MODULES; module++) {
      if (week > 0 && module % weeks !== week) continue;
      const write = week === 0 ? sync : converted;
      files[`app/part_${module}.py`] = write(...Array.from({ length: 6 }, (_, index) => `step_${module}_${index}`));
    }
    if (week > 0) repository.git('mv', `app/part_${week}.py`, `app/renamed_${week}.py`);
    if (week > 0) files[`app/renamed_${week}.py`] = converted(`step_${week}_0`, `step_${week}_1`, `step_${week}_2`);
    if (week > 0) delete files[`app/part_${week}.py`];
    repository.commit(new Date(first + week * WEEK).toISOString(), files);
  }
  return repository;
}
