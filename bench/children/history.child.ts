/** `history.child REPOSITORY DATABASE WEEKS NOW`: what `awaited history` does, as of a given day. Prints JSON. */
import { statSync } from 'node:fs';
import { sql } from 'kysely';
import { fillHistory } from '../../cli/fill-history';
import { openProject } from '../../cli/open-project';
import { openDatabase } from '../../lib/db/open';
import { startGitElsewhere } from '../../cli/git-runner';
import { memoryPeak, type Phases } from '../phases';

const [path = '', file = '', weeks = '', now = ''] = process.argv.slice(2);
const endRunner = startGitElsewhere();
const db = await openDatabase(file);
const project = await openProject(path, { db: file });
const spent = { other: 0, extract: 0, link: 0, store: 0 };
let step: keyof typeof spent = 'other';
let since = performance.now();
/** Counts the time since the last call under the step that ends. */
const begin = (next: keyof typeof spent) => {
  spent[step] += performance.now() - since;
  since = performance.now();
  step = next;
};
await fillHistory(db, project, {
  weeks: Number(weeks),
  now: new Date(now),
  onStep: begin,
  onWeek: () => {
    // What follows are the tree of the next week and its contents.
    begin('extract');
    return true;
  },
});
begin('other');
const { usages } = await db.selectFrom('usage').select(({ fn }) => fn.countAll<number>().as('usages')).executeTakeFirstOrThrow();
const { filesRead } = await db.selectFrom('snapshot').select(({ fn }) => fn.max('files_read').as('filesRead')).executeTakeFirstOrThrow();
await sql`pragma wal_checkpoint(truncate)`.execute(db);
await db.destroy();
endRunner();
const answer: Phases = {
  extractMs: spent.extract,
  linkMs: spent.link,
  storeMs: spent.store,
  peakMb: memoryPeak(),
  databaseBytes: statSync(file).size,
  files: filesRead,
  usages,
};
process.stdout.write(JSON.stringify(answer));
