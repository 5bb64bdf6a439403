/** What a scan says about one state of a codebase: the output of classify, the input of store, report and check. */
import type { Category, Confidence, Severity, State, UsageKind } from '../lib/migration';
import type { Language } from './facts';

/** 1-based lines and columns; columns in UTF-16 code units; the end is exclusive. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One step of evidence, from the usage backwards: `session ← with self.db.get_session()`. */
export interface Evidence {
  readonly text: string;
  readonly path: string;
  readonly line: number;
}

export interface Usage extends Range {
  readonly kind: UsageKind;
  readonly state: State;
  /** The pack's name of what is used: `Session.execute`, `AsyncSession`, `create_engine`. */
  readonly api: string;
  /** Last name of what is used: `execute`; the parameter's name for a session-parameter. */
  readonly method: string;
  readonly awaited: boolean;
  /** Whether the enclosing function is `async def`. */
  readonly asyncContext: boolean;
  /** Qualified name of the enclosing function or class, `TaskQueueService.enqueue_task`; '' at module level. */
  readonly scope: string;
  /** Position among the usages of the same scope, kind and api in this file, from 0: with them the usage's identity. */
  readonly ordinal: number;
  readonly confidence: Confidence;
  /** One sentence, the chain of evidence in words. */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

/** Converted or half-converted code that will fail or stall at run time. */
export interface Hazard extends Range {
  /** Name of the rule, e.g. `unawaited-project-call`: the file in `classify/hazards/` that finds it. */
  readonly rule: string;
  readonly severity: Severity;
  /** `possible` findings are shown apart and never fail a gate by default. */
  readonly certainty: 'certain' | 'possible';
  readonly scope: string;
  readonly ordinal: number;
  readonly message: string;
  readonly evidence: readonly Evidence[];
  /** Reason of the exemption; null where there is none. */
  readonly exempt: string | null;
}

/** Something the reader of a board must know about the data behind it. */
export interface QualityNote {
  readonly kind: 'unparsed' | 'skipped' | 'unreadable' | 'too-large' | 'over-budget' | 'no-units' | 'submodule' | 'lfs-pointer' | 'symlink' | 'encoding' | 'shallow';
  readonly path: string;
  readonly line: number | null;
  readonly message: string;
}

export interface FileResult {
  /** Slash-separated, relative to the repository's root; bytes that are not UTF-8 are shown as `\xNN`. */
  readonly path: string;
  /** git blob id; of uncommitted content the id it would have. */
  readonly blob: string;
  readonly language: Language | 'other';
  readonly service: string;
  readonly category: Category;
  readonly lines: number;
  readonly usages: readonly Usage[];
  readonly hazards: readonly Hazard[];
}

/** The set of functions that must become async together. */
export interface ConversionUnit {
  /** Qualified name of its leading function, stable between snapshots: `path:scope`. */
  readonly id: string;
  readonly title: string;
  readonly functions: readonly UnitFunction[];
  /** What lies around it: an `async def` caller costs nothing, a thread or a sync entry point needs a bridge. */
  readonly boundaries: readonly UnitBoundary[];
  /** Usages that can be converted once these functions are async. */
  readonly unblocks: number;
  readonly hazards: number;
  readonly ready: boolean;
  readonly blockers: readonly string[];
  /** What is particular about it, in a sentence. */
  readonly note?: string;
  /** Helpers that may stay sync for now, called through `run_sync`, as `path:scope`. */
  readonly bridged?: readonly string[];
}

export interface UnitFunction {
  readonly path: string;
  readonly scope: string;
  readonly line: number;
  /** Usages still to be converted. */
  readonly usages: number;
  /** Functions of the unit that it calls, as `path:scope`. */
  readonly calls: readonly string[];
}

export interface UnitBoundary {
  /**
   * `route`: a framework that awaits where there is something to await. `worker`: a task queue. `module`: code that runs
   * when the file is imported. `unknown`: handed on to code that may not await it.
   */
  readonly kind: 'async' | 'route' | 'thread' | 'worker' | 'cli' | 'test' | 'module' | 'unknown';
  readonly path: string;
  readonly scope: string;
  /** Where it calls or names a function of the unit. */
  readonly line: number;
  /** Functions of the unit that it calls, as `path:scope`. */
  readonly calls?: readonly string[];
}

export interface Snapshot {
  /** Full commit id; null for the working tree. */
  readonly commit: string | null;
  /** ISO 8601 of the commit (committer date), or of the scan for the working tree. */
  readonly at: string;
  readonly toolVersion: string;
  readonly pack: string;
  /** Digest of everything that decides verdicts beside the code: pack, config, FACTS_VERSION, rules version. */
  readonly rules: string;
  /** Source files read, whether or not they hold a usage. */
  readonly filesRead: number;
  readonly bytesRead: number;
  /** Only files with a usage or a hazard, by path. */
  readonly files: readonly FileResult[];
  readonly units: readonly ConversionUnit[];
  readonly quality: readonly QualityNote[];
}
