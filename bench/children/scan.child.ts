/** `scan.child REPOSITORY DATABASE [REVISION]`: what `awaited scan` does, with the time of each step. Prints JSON. */
import { statSync } from 'node:fs';
import { sql } from 'kysely';
import { openProject } from '../../cli/open-project';
import { scanProject } from '../../cli/scan-project';
import { openDatabase } from '../../lib/db/open';
import { memoryPeak, type Phases } from '../phases';

const [path = '', file = '', rev] = process.argv.slice(2);
const db = await openDatabase(file);
const project = await openProject(path, { db: file, rev });
const started = performance.now();
let extracted = started;
const { snapshot, durationMs } = await scanProject(db, project, ({ phase }) => {
  if (phase === 'link') extracted = performance.now();
});
const ended = performance.now();
await sql`pragma wal_checkpoint(truncate)`.execute(db);
await db.destroy();
const linked = started + durationMs;
const answer: Phases = {
  extractMs: extracted - started,
  linkMs: linked - extracted,
  storeMs: ended - linked,
  peakMb: memoryPeak(),
  databaseBytes: statSync(file).size,
  files: snapshot.filesRead,
  usages: snapshot.files.reduce((sum, { usages }) => sum + usages.length, 0),
};
process.stdout.write(JSON.stringify(answer));
