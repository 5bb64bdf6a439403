import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Db } from '../../lib/db/open';
import { TestRepository } from '../../scanner/testing/repository';
import { fillHistory, type FilledHistory, type HistoryOptions } from '../fill-history';
import { openProject } from '../open-project';
import { scanProject, type ScannedProject } from '../scan-project';

/** Wednesday of W06, and a moment in each week up to it. */
export const NOW = new Date('2026-02-04T12:00:00Z');
export const W03 = '2026-01-12T10:00:00Z';
export const W04 = '2026-01-19T10:00:00Z';
export const W05 = '2026-01-26T10:00:00Z';
export const W06 = '2026-02-02T10:00:00Z';

/** A module with one sync operation for each name. */
export function sync(...names: string[]): string {
  return `from sqlalchemy.orm import Session\n\n${names.map((name) => `def ${name}(db: Session):\n    db.commit()\n`).join('\n')}`;
}

/** The same, converted. */
export function converted(...names: string[]): string {
  return `from sqlalchemy.ext.asyncio import AsyncSession\n\n${names.map((name) => `async def ${name}(db: AsyncSession):\n    await db.commit()\n`).join('\n')}`;
}

/** A repository with a database for its history. */
export class TestHistory {
  readonly repository = new TestRepository();
  readonly folder = mkdtempSync(join(tmpdir(), 'awaited-history-'));
  readonly databaseFile = join(this.folder, 'awaited.db');
  #db: Promise<Db> | null = null;

  open(): Promise<Db> {
    return (this.#db ??= openDatabase(this.databaseFile));
  }

  async close(): Promise<void> {
    await (await this.#db)?.destroy();
    this.#db = null;
  }

  async remove(): Promise<void> {
    await this.close();
    this.repository.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async scan(path = this.repository.path): Promise<ScannedProject> {
    return scanProject(await this.open(), await openProject(path, { db: this.databaseFile }));
  }

  async fill(options: HistoryOptions = {}, path = this.repository.path): Promise<FilledHistory> {
    return fillHistory(await this.open(), await openProject(path, { db: this.databaseFile }), { now: NOW, ...options });
  }

  /** `2026-W05 orders.py#1 async 1, sync 1`: per week each file with its lineage, and its `commit` operations by state. */
  async stored(): Promise<string[]> {
    const rows = await (await this.open())
      .selectFrom('snapshot')
      .leftJoin('snapshot_file', 'snapshot_file.snapshot_id', 'snapshot.id')
      .leftJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
      .leftJoin('verdict_total', (join) => join.onRef('verdict_total.verdict_id', '=', 'verdict.id').on('kind', '=', 'session-operation'))
      .select(['week', 'verdict.path', 'snapshot_file.file_id', 'state', 'count'])
      .where('week', 'is not', null)
      .orderBy('week')
      .orderBy('path')
      .orderBy('state')
      .execute();
    return rows.map((row) => `${row.week}${row.path === null ? '' : ` ${row.path}#${row.file_id} ${row.state} ${row.count}`}`);
  }
}
