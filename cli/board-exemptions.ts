import type { Db } from '../lib/db/open';
import { exemptionsByPath, listExemptions } from '../lib/db/read/exemptions';
import { exemptionEntry, type ExemptEntry, type ExemptionsOf } from '../lib/exemptions';
import type { OpenProject } from './open-project';

/** What people exempted on the board of a project. */
export interface BoardExemptions {
  /** Whether there is a board to know: where a check runs there is often none. */
  readonly isKnown: boolean;
  readonly of: ExemptionsOf;
  /** For lists of what is exempt. */
  readonly entries: readonly ExemptEntry[];
}

export const NO_BOARD: BoardExemptions = { isKnown: false, of: () => [], entries: [] };

/** From the database that holds the project's board; `NO_BOARD` where it holds none. */
export async function boardExemptions(db: Db, { repository, pack }: OpenProject): Promise<BoardExemptions> {
  const project = await db.selectFrom('project').select('id').where('root', '=', repository.root).where('pack', '=', pack.name).executeTakeFirst();
  if (!project) return NO_BOARD;
  const paths = await exemptionsByPath(db, project.id);
  const entries = (await listExemptions(db, project.id)).reverse().map(exemptionEntry);
  return { isKnown: true, of: (path) => paths.get(path) ?? [], entries };
}
