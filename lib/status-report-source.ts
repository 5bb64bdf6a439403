import type { Snapshot } from '../scanner/snapshot';
import type { FileChange } from './compare-files';
import type { Config } from './config/config';
import type { PhaseSubject } from './config/phases';
import type { Figures } from './db/read/figures';
import type { StatusCounts } from './db/read/statuses';
import type { ExemptEntry } from './exemptions';
import type { WeekPoint } from './forecast';
import type { StateCounts } from './migration';
import type { Words } from './words';

/** All that a weekly status is made of; everything in it follows from commits, so that the report does. */
export interface ReportSource {
  readonly project: string;
  readonly config: Config;
  readonly week: string;
  readonly now: ReportState;
  /** The state at the end of the week before; null: none on record. */
  readonly before: ReportState | null;
  /** What differs between the two, file by file; empty without a week before. */
  readonly changes: readonly FileChange[];
  /** New path → old path between the two. */
  readonly renames?: ReadonlyMap<string, string>;
  /** Consecutive weeks up to `week`, oldest first; at least the week itself. */
  readonly points: readonly WeekPoint[];
  /** The same by phase. */
  readonly phasePoints?: ReadonlyMap<string, readonly WeekPoint[]>;
  /** What the migration calls things; absent: as for sessions. */
  readonly words?: Words;
  /** What people exempted on the board. */
  readonly exemptions?: readonly ExemptEntry[];
  /** Path → who owns it. */
  readonly owners?: ReadonlyMap<string, readonly string[]>;
  /** The same for files of the state before. */
  readonly ownersBefore?: ReadonlyMap<string, readonly string[]>;
  /** Files by status at the end of this week, and of the week before. */
  readonly statuses?: { readonly now: StatusCounts | null; readonly before: StatusCounts | null };
  /** Blocker → since which week it has stood in the way. */
  readonly blockedSince?: ReadonlyMap<string, string>;
}

/** A state of the code in figures: usages themselves are told only of files that changed. */
export interface ReportState extends Pick<Snapshot, 'commit' | 'at' | 'toolVersion' | 'rules' | 'filesRead' | 'units' | 'quality'> {
  /** By path. */
  readonly files: readonly ReportFile[];
  /** What the files hold beside usages, added up. */
  readonly figures: Figures;
  /** Places that will fail when they run, as `HealthFacts` has them. */
  readonly failing: number;
  /** Usages that were found by name alone. */
  readonly guessed: number;
}

export interface ReportFile extends PhaseSubject {
  readonly counts: StateCounts;
}
