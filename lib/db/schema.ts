/**
 * The tables. Column names are those of the queries; migrations/ creates them.
 *
 * *Derived* tables can be rebuilt from git at any time. *Human* tables are never touched by a scan.
 * The same result of one file in many weeks is stored once: `snapshot_file` points to a `verdict`, which is found by
 * the digest of its content, and `usage` and `hazard` belong to the verdict.
 */
import type { Generated } from 'kysely';
import type { Role } from '../access/roles';
import type { Category, Confidence, FileStatus, Severity, State, UsageKind } from '../migration';

export interface Database {
  project: ProjectTable;
  snapshot: SnapshotTable;
  snapshot_file: SnapshotFileTable;
  snapshot_group: SnapshotGroupTable;
  file_group: FileGroupTable;
  snapshot_total: SnapshotTotalTable;
  snapshot_figure: SnapshotFigureTable;
  verdict: VerdictTable;
  verdict_total: VerdictTotalTable;
  usage: UsageTable;
  hazard: HazardTable;
  quality_note: QualityNoteTable;
  unit: UnitTable;
  unit_body: UnitBodyTable;
  rule_change: RuleChangeTable;
  scan_run: ScanRunTable;
  report_schedule: ReportScheduleTable;
  report_sending: ReportSendingTable;
  file: FileTable;
  facts: FactsTable;
  file_plan: FilePlanTable;
  checklist_tick: ChecklistTickTable;
  exemption: ExemptionTable;
  annotation: AnnotationTable;
  audit: AuditTable;
  account: AccountTable;
  sign_in: SignInTable;
  access_token: AccessTokenTable;
  access_audit: AccessAuditTable;
}

/** Derived (but for its id, which human rows refer to). One migration of one repository. */
export interface ProjectTable {
  id: Generated<number>;
  /** URL-safe, unique: `omoi-os`. */
  slug: string;
  name: string;
  /** Absolute path of the repository on this machine. */
  root: string;
  pack: string;
  branch: string;
  /** The effective configuration as JSON, defaults filled in. */
  config: string;
  created_at: string;
}

/** Derived. One scanned state. */
export interface SnapshotTable {
  id: Generated<number>;
  project_id: number;
  /** `2026-W07`: the ISO week this snapshot stands for; null for the latest state, which the board shows by default. */
  week: string | null;
  /** Null for a working tree with changes; a clean one is its commit. */
  commit_sha: string | null;
  /** The commit, or the one below a working tree with changes; null where nothing is committed. */
  base_sha: string | null;
  /** ISO 8601, UTC. */
  committed_at: string;
  scanned_at: string;
  tool_version: string;
  rules: string;
  files_read: number;
  bytes_read: number;
  duration_ms: number;
  /** Rises when an exemption changes what the snapshot counts. */
  revision: Generated<number>;
  /** Names the state that `snapshot_group.soaked` was counted against; null in what older versions stored. */
  soaked_against: string | null;
}

/** Derived. A file as it was in a snapshot; only files with a usage or a hazard. */
export interface SnapshotFileTable {
  snapshot_id: number;
  file_id: number;
  verdict_id: number;
  /** Null in what older versions stored; the next reading of the history does it anew. */
  group_id: number | null;
}

/**
 * Derived. Files that stand in the same places of the board and have the same status. The status leaves the soak time
 * apart: what is completely async is `converted` here, and `soaked` of it are `done`.
 */
export interface FileGroupTable {
  id: Generated<number>;
  project_id: number;
  service: string;
  category: Category;
  /** '' for none. */
  phase: string;
  /** By CODEOWNERS at that commit, separated by spaces; '' for none. */
  owners: string;
  status: FileStatus;
}

/** Derived. How many files of each group a snapshot has. */
export interface SnapshotGroupTable {
  snapshot_id: number;
  group_id: number;
  files: number;
  /** Of files whose status is `converted`: those that were completely async already when the soak time began. */
  soaked: number;
}

/** Where on the board figures are shown. A file with several owners counts for each of them. */
export const DIMENSIONS = ['all', 'service', 'category', 'phase', 'owner'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Derived. Counts for charts. `dimension` 'all' has key ''. */
export interface SnapshotTotalTable {
  snapshot_id: number;
  dimension: Dimension;
  key: string;
  kind: UsageKind;
  state: State;
  count: number;
}

/**
 * What a week holds beside usages. Hazards count where they are certain and not exempt; `hazards-possible` apart.
 * `functions` are functions that hold a usage of a session; `functions-async` those of them that are `async def`, so
 * that preparation shows before the flip. `queries` are statements sent through a session and legacy queries;
 * `queries-select` those of them in the style of `select()`. `files` hold a usage or a hazard; `files-done` have all usages
 * in scope async.
 */
export const FIGURES = [
  'files',
  'files-done',
  'files-started',
  'functions',
  'functions-async',
  'queries',
  'queries-select',
  'hazards-error',
  'hazards-warning',
  'hazards-note',
  'hazards-possible',
] as const;
export type Figure = (typeof FIGURES)[number];

/** Derived. Keys as in `snapshot_total`. A missing row is zero. */
export interface SnapshotFigureTable {
  snapshot_id: number;
  dimension: Dimension;
  key: string;
  figure: Figure;
  count: number;
}

/** Derived. What was found in one content of one file. */
export interface VerdictTable {
  id: Generated<number>;
  /** SHA-256 of the canonical JSON of the FileResult. */
  digest: string;
  file_id: number;
  /** Where the file was then; `file.path` is where it is now. */
  path: string;
  blob: string;
  language: string;
  service: string;
  category: Category;
  lines: number;
  /** Hazards that are certain and not exempt. */
  hazards: number;
  /** 1 where something is in scope and all of it is async. */
  converted: 0 | 1;
}

/** Derived. The usages of a verdict, counted, so that a list of files reads no usages. */
export interface VerdictTotalTable {
  verdict_id: number;
  kind: UsageKind;
  state: State;
  count: number;
}

export interface UsageTable {
  id: Generated<number>;
  verdict_id: number;
  line: number;
  column: number;
  end_line: number;
  end_column: number;
  kind: UsageKind;
  state: State;
  api: string;
  method: string;
  awaited: 0 | 1;
  async_context: 0 | 1;
  scope: string;
  ordinal: number;
  confidence: Confidence;
  reason: string;
  /** JSON of Evidence[]. */
  evidence: string;
  /** The exemption of the board that lies over it; `state` and `reason` stay as they were found. */
  exemption_id: number | null;
}

export interface HazardTable {
  id: Generated<number>;
  verdict_id: number;
  rule: string;
  severity: Severity;
  certainty: 'certain' | 'possible';
  line: number;
  column: number;
  end_line: number;
  end_column: number;
  scope: string;
  ordinal: number;
  message: string;
  evidence: string;
  /** Reason of the configuration or of a comment. */
  exempt: string | null;
  /** The exemption of the board that lies over it. */
  exemption_id: number | null;
}

export interface QualityNoteTable {
  id: Generated<number>;
  snapshot_id: number;
  kind: string;
  path: string;
  line: number | null;
  message: string;
}

/** Derived. Units of conversion of a snapshot, ranked. */
export interface UnitTable {
  snapshot_id: number;
  rank: number;
  unit_id: string;
  body_id: number;
}

/** Derived. JSON of ConversionUnit, shared by all snapshots in which the unit looks the same. */
export interface UnitBodyTable {
  id: Generated<number>;
  digest: string;
  body: string;
}

/** Derived, kept: when the rules that decide verdicts changed and history was redone with the new ones. */
export interface RuleChangeTable {
  id: Generated<number>;
  project_id: number;
  /** ISO 8601, UTC. */
  at: string;
  before: string;
  after: string;
  /** In words: `Awaited 0.1.0 → 0.2.0`, `configuration changed`. */
  note: string;
}

/** Derived. A scan or backfill that is under way; its row goes when it ends well and stays with a message when it fails. */
export interface ScanRunTable {
  id: Generated<number>;
  project_id: number;
  /** `watch`: somebody watches, so that scans may come at any moment. */
  kind: 'scan' | 'history' | 'watch';
  started_at: string;
  /** Beats while the run lives; a run without a beat for a minute was killed. */
  beat_at: string;
  pid: number;
  state: 'running' | 'cancelling' | 'failed';
  files_done: number;
  files_total: number;
  bytes_done: number;
  bytes_total: number;
  weeks_done: number;
  weeks_total: number;
  message: string | null;
}

/** Since when a project's reports have been sent by its present schedule: what was due before is not sent. */
export interface ReportScheduleTable {
  project_id: number;
  /** Everything that decides when a report is due, as JSON. */
  schedule: string;
  /** ISO 8601, UTC. */
  since: string;
}

/** What became of a report that was due. A row is written before anything is sent, so that nothing is sent twice. */
export interface ReportSendingTable {
  id: Generated<number>;
  project_id: number;
  due_at: string;
  week: string;
  /** `waiting`: failed for certain, to be tried again. `unknown`: it may or may not have arrived. */
  state: 'sending' | 'waiting' | 'sent' | 'failed' | 'unknown';
  attempts: number;
  claimed_at: string;
  next_try_at: string | null;
  message: string | null;
}

/**
 * A file's lineage: a rename keeps the id, so that human rows follow it. `path` is the latest one.
 * A path that was deleted and later taken by a renamed file has two lineages; `current` is the one that lives.
 */
export interface FileTable {
  id: Generated<number>;
  project_id: number;
  path: string;
  /** 1 for the lineage that has this path in the latest snapshot's tree; at most one per project and path. */
  current: 0 | 1;
}

/** Derived. Extracted facts, shared by all projects and weeks. */
export interface FactsTable {
  blob: string;
  language: string;
  version: number;
  /** Encoded by scanner/facts-codec.ts. */
  body: Uint8Array;
  /** JSON of what the data-quality list says about this content (encoding, LFS pointer); null for nothing. */
  notes: string | null;
  /** ISO date, for pruning. */
  used_at: string;
}

/** Human. */
export interface FilePlanTable {
  file_id: number;
  assignee: string | null;
  due: string | null;
  pr_url: string | null;
  note: string | null;
  /** Rises with each write; a write names the version it saw. */
  version: number;
  updated_by: string;
  updated_at: string;
}

/** Human. A manual checklist item that somebody ticked. */
export interface ChecklistTickTable {
  file_id: number;
  item: string;
  ticked_by: string;
  ticked_at: string;
}

/** Human. */
export interface ExemptionTable {
  id: Generated<number>;
  project_id: number;
  file_id: number;
  /** Identity of the exempted usage or hazard within the file as JSON; null exempts the file. */
  target: string | null;
  reason: string;
  author: string;
  created_at: string;
  revoked_at: string | null;
}

/** Human. A flag on the time axis. */
export interface AnnotationTable {
  id: Generated<number>;
  project_id: number;
  /** ISO date. */
  date: string;
  text: string;
  author: string;
  created_at: string;
  version: number;
  deleted_at: string | null;
}

/** Human. Append-only. */
export interface AuditTable {
  id: Generated<number>;
  project_id: number;
  at: string;
  who: string;
  action: string;
  /** JSON: what it was and what it became. */
  detail: string;
}

/** Human. Somebody who may sign in. */
export interface AccountTable {
  id: Generated<number>;
  name: string;
  /** As lib/access/person-name.ts makes it: no two people have names that look the same. */
  name_key: string;
  role: Role;
  /** As lib/access/password.ts makes it. */
  password: string;
  created_at: string;
}

/** A browser in which somebody is signed in. Goes with its account. */
export interface SignInTable {
  id: Generated<number>;
  account_id: number;
  /** Of the secret in the browser's cookie. */
  digest: string;
  /** Of the secret before that one, good for a moment more: several requests may be under way with it. */
  previous_digest: string | null;
  started_at: string;
  renewed_at: string;
}

/** Human. What a program shows to read the API. */
export interface AccessTokenTable {
  id: Generated<number>;
  name: string;
  digest: string;
  /** Separated by spaces, as lib/access/scopes.ts reads them. */
  scopes: string;
  created_at: string;
  expires_at: string;
  /** The day of its last use. */
  used_at: string | null;
  revoked_at: string | null;
}

/** Human. A line for each decision about users and tokens, of no project. */
export interface AccessAuditTable {
  id: Generated<number>;
  at: string;
  who: string;
  action: string;
  /** JSON: what it was about. */
  detail: string;
}
