/** `npm run bench [-- PART …] [--quick] [--rounds N] [--json]`: measures and prints one table. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Part } from './bench';
import { machineLine } from './machine';
import { backfill } from './parts/backfill';
import { check } from './parts/check';
import { coldScan } from './parts/cold-scan';
import { extraction } from './parts/extraction';
import { growth } from './parts/growth';
import { nasty } from './parts/nasty';
import { typescript } from './parts/typescript';
import { warmRescan } from './parts/warm-rescan';
import type { Row } from './row';
import { tableOf } from './table';

const PARTS: Readonly<Record<string, Part>> = {
  extraction,
  typescript,
  'cold-scan': coldScan,
  'warm-rescan': warmRescan,
  check,
  backfill,
  growth,
  nasty,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, rounds: { type: 'string' }, json: { type: 'boolean', default: false } },
});
const unknown = positionals.find((name) => !Object.hasOwn(PARTS, name));
if (unknown === undefined) await measure(positionals.length > 0 ? positionals : Object.keys(PARTS));
else {
  process.stderr.write(`bench: there is no part "${unknown}"; choose from ${Object.keys(PARTS).join(', ')}.\n`);
  process.exitCode = 2;
}

async function measure(names: readonly string[]): Promise<void> {
  const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));
  const machine = await machineLine();
  const rows: Row[] = [];
  for (const name of names) {
    // Removed after each part: the disk need not hold all of them.
    const scratch = mkdtempSync(join(tmpdir(), 'awaited-bench-'));
    try {
      const say = (text: string) => void process.stderr.write(`bench: ${name}: ${text}\n`);
      rows.push(...((await PARTS[name]?.({ rounds, isQuick: values.quick, scratch, say })) ?? []));
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }
  const notes = `Median of ${rounds}${values.quick ? ', small samples: not for quoting' : ''}. ${machine}`;
  process.stdout.write(values.json ? `${JSON.stringify({ machine, rounds, quick: values.quick, rows }, null, 2)}\n` : `${notes}\n\n${tableOf(rows)}\n`);
}
