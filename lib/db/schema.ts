/**
 * The tables. Column names are those of the queries; migrations/ creates them.
 *
 * *Derived* tables can be rebuilt from git at any time. *Human* tables are never touched by a scan.
 * The same result of one file in many weeks is stored once: `snapshot_file` points to a `verdict`, which is found by
 * the digest of its content, and `usage` and `hazard` belong to the verdict.
 */
import type { Generated } from 'kysely';
import type { Category, Confidence, Severity, State, UsageKind } from '../migration';

export interface Database {
  project: ProjectTable;
  snapshot: SnapshotTable;
  snapshot_file: SnapshotFileTable;
  snapshot_total: SnapshotTotalTable;
  verdict: VerdictTable;
  usage: UsageTable;
  hazard: HazardTable;
  quality_note: QualityNoteTable;
  unit: UnitTable;
  file: FileTable;
  facts: FactsTable;
  file_plan: FilePlanTable;
  checklist_tick: ChecklistTickTable;
  exemption: ExemptionTable;
  annotation: AnnotationTable;
  audit: AuditTable;
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
  commit_sha: string | null;
  /** ISO 8601, UTC. */
  committed_at: string;
  scanned_at: string;
  tool_version: string;
  rules: string;
  files_read: number;
  bytes_read: number;
  duration_ms: number;
}

/** Derived. A file as it was in a snapshot; only files with a usage or a hazard. */
export interface SnapshotFileTable {
  snapshot_id: number;
  file_id: number;
  verdict_id: number;
}

/** Derived. Counts for charts. `dimension` 'all' has key ''. */
export interface SnapshotTotalTable {
  snapshot_id: number;
  dimension: 'all' | 'service' | 'category' | 'phase';
  key: string;
  kind: UsageKind;
  state: State;
  count: number;
}

/** Derived. What was found in one content of one file. */
export interface VerdictTable {
  id: Generated<number>;
  /** SHA-256 of the canonical JSON of the FileResult. */
  digest: string;
  file_id: number;
  blob: string;
  language: string;
  service: string;
  category: Category;
  lines: number;
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
  exempt: string | null;
}

export interface QualityNoteTable {
  id: Generated<number>;
  snapshot_id: number;
  kind: string;
  path: string;
  line: number | null;
  message: string;
}

/** Derived. Units of conversion of a snapshot, as JSON of ConversionUnit, ranked. */
export interface UnitTable {
  snapshot_id: number;
  rank: number;
  unit_id: string;
  body: string;
}

/** A file's lineage: a rename keeps the id, so that human rows follow it. `path` is the latest one. */
export interface FileTable {
  id: Generated<number>;
  project_id: number;
  path: string;
}

/** Derived. Extracted facts, shared by all projects and weeks. */
export interface FactsTable {
  blob: string;
  language: string;
  version: number;
  /** Encoded by scanner/facts-codec.ts. */
  body: Uint8Array;
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
