import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildBoard } from './build-board.mjs';
import { buildCli } from './build-cli.mjs';
import { ROOT } from './run.mjs';

const COMMON = ['package.json', 'package-lock.json', 'tsconfig.json', 'lib', 'scanner'];
const PARTS = [
  { name: 'command', stamp: 'dist/.inputs', inputs: [...COMMON, 'cli', 'scripts/build-cli.mjs'], build: buildCli },
  { name: 'board', stamp: '.next/.inputs', inputs: [...COMMON, 'app', 'components', 'public', 'next.config.js', 'postcss.config.mjs', 'proxy.ts', 'instrumentation.ts', 'scripts/build-board.mjs'], build: buildBoard },
];

/** Builds the command and the board where they are missing or older than their sources. Messages go to stderr. */
export async function ensureBuilt() {
  for (const part of PARTS) {
    const inputs = digestOf(part.inputs);
    if (readStamp(part.stamp) === inputs) continue;
    console.error(`awaited: building the ${part.name} …`);
    await part.build();
    mkdirSync(dirname(join(ROOT, part.stamp)), { recursive: true });
    writeFileSync(join(ROOT, part.stamp), inputs);
  }
}

/** By content, not by time: a checkout of another branch and back builds nothing. */
function digestOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesUnder)) {
    if (/\.test\.tsx?$|\.md$/.test(path)) continue;
    hash.update(path).update('\0').update(readFileSync(join(ROOT, path))).update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  const stat = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [path];
  return readdirSync(join(ROOT, path)).sort().flatMap((name) => filesUnder(`${path}/${name}`));
}

function readStamp(path) {
  try {
    return readFileSync(join(ROOT, path), 'utf8');
  } catch {
    return undefined;
  }
}
