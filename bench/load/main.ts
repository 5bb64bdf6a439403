/** `npm run bench:load [-- --quick] [--minutes N] [--answers N]`: the board under many readers while scans write, beside an empty page. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { machineLine } from '../machine';
import { median } from '../median';
import { writeRepository } from '../synthetic/history';
import { writeLargeDatabase, type Size } from './database';
import { buildEmptyPage } from './empty-page';
import { readAll, type Read } from './readers';
import { rescan } from './rescans';
import { MeasuredServer } from './server';

const ROOT = resolve(import.meta.dirname, '../../..');
const CACHE = join(ROOT, 'node_modules/.cache/bench-load-data');
const CLI = join(ROOT, 'dist/cli.js');

const HEAD = ['readers', 'asked', 'answers', 'errors', 'per second', 'p50', 'p99', 'CPU each', 'p50 ÷ empty', 'p99 ÷ empty', 'throughput ÷ empty', 'CPU ÷ empty'];

/** What people look at, as often the one as the other. */
const PAGES = ['', '/files', '/files?view=map', '/services', '/services/Area7Service', '/weeks', '/week', '/week?week=2026-W20', '/hazards', '/report', '/search?q=part_77', '/files?q=area_5', '/activity'];

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, minutes: { type: 'string' }, answers: { type: 'string' } },
});
const size: Size = values.quick ? { files: 500, weeks: 20, usages: 5000 } : { files: 10_000, weeks: 200, usages: 100_000 };
/** Of each measurement; at least one for each reader. */
const answers = Number(values.answers ?? (values.quick ? 50 : 1000));
const minutes = Number(values.minutes ?? (values.quick ? 0.2 : 10));
const say = (text: string) => void process.stderr.write(`bench: ${text}\n`);

const scratch = mkdtempSync(join(tmpdir(), 'awaited-load-'));
try {
  await measure();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const kept = join(CACHE, `${size.files}-${size.weeks}-${size.usages}.db`);
  say(`database of ${size.files} files, ${size.weeks} weeks, ${size.usages} usages`);
  const slug = await writeLargeDatabase(kept, size, say);
  const database = join(scratch, 'awaited.db');
  copyFileSync(kept, database);
  const repository = join(scratch, 'repository');
  mkdirSync(repository);
  await writeRepository(repository, { files: values.quick ? 100 : 1000, weeks: 3, editsPerWeek: 20 });
  say('empty page');
  const empty = await MeasuredServer.start(await buildEmptyPage(ROOT, join(CACHE, 'empty')));
  const board = await MeasuredServer.start(CLI, ['serve', '--db', database]);
  const pages = PAGES.map((page) => `/p/${slug}${page}`);
  const rows: string[][] = [];
  try {
    await readAll(empty, ['/'], 10, { answers: 50 });
    await readAll(board, pages, 4, { answers: 2 * pages.length });
    for (const readers of [50, 500]) {
      say(`${readers} readers`);
      const nothing = await readAll(empty, ['/'], readers, { answers });
      const calm = await readAll(board, pages, readers, { answers });
      const scans = rescan(CLI, repository, database);
      const busy = await readAll(board, pages, readers, { answers });
      const { done, failed } = await scans.stop();
      rows.push(line('an empty page', nothing, nothing), line('the board', calm, nothing), line(`the board, ${done} scans meanwhile${failed > 0 ? `, ${failed} FAILED` : ''}`, busy, nothing));
    }
    // One page after another, one reader: where the time goes.
    const none = await readAll(empty, ['/'], 1, { answers: 20 });
    const alone: Read[] = [];
    for (const page of pages) alone.push(await readAll(board, [page], 1, { answers: 5 }));
    rows.push(...alone.map((read, index) => line(pages[index] ?? '', read, none)));
    process.stdout.write(`${await machineLine()}\n\n${tableOf(rows)}\n\n`);
    const growth = await memoryOver(board, pages, minutes);
    process.stdout.write(`${growth}\n`);
  } finally {
    await Promise.all([empty.stop(), board.stop()]);
  }
}

function line(what: string, read: Read, empty: Read): string[] {
  const ratio = (ours: number, theirs: number) => `${(ours / theirs).toFixed(ours / theirs < 0.1 ? 3 : 2)} ×`;
  return [`${read.readers}`, what, `${read.answers}`, `${read.errors}`, read.perSecond.toFixed(1), `${read.p50} ms`, `${read.p99} ms`, `${read.cpu.toFixed(1)} ms`, ratio(read.p50, empty.p50), ratio(read.p99, empty.p99), ratio(read.perSecond, empty.perSecond), ratio(read.cpu, empty.cpu)];
}

function tableOf(rows: readonly string[][]): string {
  return [HEAD, HEAD.map((_, index) => (index === 1 ? '---' : '---:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Reads for so long and looks at the server's memory every few seconds: what is there at the end against the second fifth. */
async function memoryOver(board: MeasuredServer, pages: readonly string[], minutes: number): Promise<string> {
  say(`memory over ${minutes} minutes`);
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(board.memory()), Math.max(500, (minutes * 60_000) / 120));
  const read = await readAll(board, pages, 50, { seconds: minutes * 60 });
  clearInterval(timer);
  const fifth = (index: number) => median(samples.slice(Math.floor((samples.length * index) / 5), Math.floor((samples.length * (index + 1)) / 5)));
  const [early, late] = [fifth(1), fifth(4)];
  return `Memory over ${minutes} minutes of 50 readers (${read.answers} answers, ${read.errors} errors): ${early.toFixed(0)} MB in the second fifth, ${late.toFixed(0)} MB in the last (${(late / early).toFixed(2)} ×), highest ${Math.max(...samples).toFixed(0)} MB.`;
}
