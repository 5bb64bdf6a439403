import type { Db } from '../lib/db/open';
import { BUILT_IN, packNamed } from '../scanner/packs/built-in';

/** What pages say of a migration comes from its pack: after an update the new words hold without a scan. */
export async function refreshPresentations(db: Db): Promise<void> {
  for (const { id, pack, config } of await db.selectFrom('project').select(['id', 'pack', 'config']).execute()) {
    if (!BUILT_IN.some((name) => name === pack)) continue;
    const fresh = JSON.stringify({ ...(JSON.parse(config) as object), presentation: packNamed(pack).presentation });
    if (fresh !== config) await db.updateTable('project').set({ config: fresh }).where('id', '=', id).execute();
  }
}
