/**
 * `rescan.child REPOSITORY DATABASE ROUNDS FILE`: what `awaited watch` does after each save of a file, in turns with
 * `git status`, after an edit each. Prints JSON.
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { openProject } from '../../cli/open-project';
import { scanProject } from '../../cli/scan-project';
import { openDatabase } from '../../lib/db/open';
import { startGitElsewhere } from '../../cli/git-runner';
import { ScanMemory } from '../../cli/scan-memory';
import { runCommand } from '../command';
import { sideBySide, spent } from '../median';
import type { Rescans } from '../phases';

const [path = '', file = '', rounds = '', edited = ''] = process.argv.slice(2);
const endRunner = startGitElsewhere();
const db = await openDatabase(file);
const memory = new ScanMemory();
const rescan = async () => scanProject(db, await openProject(path, { db: file }), () => {}, memory);
const edit = () => appendFileSync(join(path, edited), '\n\ndef added_later():\n    return 1\n');
await rescan();
// The first rescan finds the code of a rescan cold; whoever watches meets that once.
edit();
const first = await spent(rescan);
const taken = await sideBySide(Number(rounds), {
  rescan: () => (edit(), spent(rescan)),
  status: () => (edit(), runCommand('git', ['status', '--porcelain'], { cwd: path })),
});
await db.destroy();
endRunner();
const answer: Rescans = { first, ...taken };
process.stdout.write(JSON.stringify(answer));
