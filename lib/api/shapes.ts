/** What the API publishes. Fields are only ever added within a version; `schema/openapi.json` is written from this. */
import { z } from 'zod';
import { MOVE_KINDS } from '../moves';
import { CATEGORIES, FILE_STATUSES, SEVERITIES, STATES, USAGE_KINDS, doneOf, progressOf, scopeOf, type StateCounts } from '../migration';

const count = z.int().min(0);
const line = z.int().min(1);
const week = z.string().regex(/^\d{4}-W\d{2}$/);
const commit = z.string().nullable().describe('Full id; null: a working tree with changes, or nothing scanned yet.');
const place = z.object({ file: z.int().describe('Id of the file; it survives renames.'), path: z.string(), service: z.string(), line, column: line });
const scope = z.string().describe('Enclosing function or class; empty at module level.');
const names = z.array(z.string().describe('`path:scope`'));

export const progressShape = z.object({
  counts: z.record(z.enum(STATES), count).describe('Usages by state.'),
  done: count.describe('Usages that are async.'),
  scope: count.describe('Usages that count: all but exempt ones.'),
  progress: z.number().min(0).max(1).nullable().describe('`done` ÷ `scope`; null where nothing is in scope.'),
});

export const projectShape = progressShape.extend({
  project: z.string().describe('Its name in URLs.'),
  name: z.string(),
  migration: z.string(),
  pack: z.string(),
  branch: z.string(),
  commit,
  committedAt: z.iso.datetime({ offset: true }).nullable(),
});

export const snapshotShape = z.object({
  week: week.nullable().describe('ISO week that it stands for; null: the latest state.'),
  commit,
  committedAt: z.iso.datetime({ offset: true }),
  scannedAt: z.iso.datetime({ offset: true }),
  toolVersion: z.string(),
  rules: z.string().describe('Digest of what decides verdicts beside the code; figures compare exactly where it is the same.'),
  filesRead: count,
  durationMs: count,
});

export const pointShape = progressShape.extend(snapshotShape.pick({ week: true, commit: true, committedAt: true }).shape).extend({
  kinds: z.partialRecord(z.enum(USAGE_KINDS), z.record(z.enum(STATES), count)).describe('Usages by kind and state; a kind that is left out has none.'),
  files: z.record(z.enum(FILE_STATUSES), count).nullable().describe('Files by status; null where an older version stored the snapshot.'),
  figures: z
    .object({
      functions: count.describe('Functions that use a session.'),
      functionsAsync: count.describe('Those of them that are `async def`.'),
      queries: count.describe('Statements sent through a session, and legacy queries.'),
      queriesSelect: count.describe('Those of them in the style of `select()`.'),
      hazards: z.object({ error: count, warning: count, note: count, possible: count }).describe('Hazards that are certain, by severity, and those that are possible; none of them exempt.'),
    })
    .nullable()
    .describe('What there is beside usages; null in the series of one file.'),
});

const owners = z.array(z.string()).describe('By CODEOWNERS at that commit.');

export const fileShape = progressShape.extend({
  file: z.int().describe('Id of the file; it survives renames.'),
  path: z.string(),
  service: z.string(),
  category: z.enum(CATEGORIES),
  phase: z.string().nullable(),
  language: z.string(),
  lines: count,
  status: z.enum(FILE_STATUSES),
  because: z.string().describe('Why it has that status.'),
  hazards: count.describe('Hazards that are certain and not exempt.'),
  assignee: z.string().nullable(),
  due: z.iso.date().nullable(),
  owners,
});

export const usageShape = place.extend({
  endLine: line,
  endColumn: line,
  kind: z.enum(USAGE_KINDS),
  state: z.enum(STATES),
  api: z.string().describe('What is used: `Session.execute`.'),
  method: z.string(),
  awaited: z.boolean(),
  asyncContext: z.boolean().describe('Whether the enclosing function is `async def`.'),
  scope,
  ordinal: count.describe('Position among the usages of the same scope, kind and api in this file: with them its identity.'),
  confidence: z.enum(['resolved', 'guessed']),
  reason: z.string(),
  evidence: z.array(z.object({ text: z.string(), path: z.string(), line: z.int().min(0) })).describe('The steps that the reason sums up, from the usage backwards.'),
});

export const moveShape = z.object({
  move: z.enum(MOVE_KINDS).describe('`converted`: async now. `regressed`: async before. `changed`: any other change of state. `added`, `removed`: there on one side only.'),
  file: z.int().describe('Id of the file; it survives renames.'),
  path: z.string(),
  service: z.string(),
  line: line.nullable().describe('Null where the usage is gone.'),
  scope,
  kind: z.enum(USAGE_KINDS),
  api: z.string(),
  before: z.enum(STATES).nullable(),
  after: z.enum(STATES).nullable(),
  owners,
  author: z.string().nullable().describe('With `authors=yes`: whose commit it was; null where that is nobody’s alone.'),
  commit: z.string().nullable(),
});

export const hazardShape = place.extend({
  rule: z.string(),
  severity: z.enum(SEVERITIES),
  certainty: z.enum(['certain', 'possible']),
  scope,
  message: z.string(),
  exempt: z.string().nullable().describe('Reason of the exemption; null where there is none.'),
});

export const unitShape = z.object({
  unit: z.string().describe('`path:scope` of its leading function; the same in every snapshot.'),
  title: z.string(),
  ready: z.boolean(),
  blockers: z.array(z.string()),
  unblocks: count.describe('Usages that can be converted once these functions are async.'),
  hazards: count,
  note: z.string().nullable(),
  functions: z.array(z.object({ path: z.string(), scope, line, usages: count, calls: names })),
  boundaries: z.array(
    z.object({ kind: z.enum(['async', 'route', 'thread', 'worker', 'cli', 'test', 'module', 'unknown']), path: z.string(), scope, line, calls: names }),
  ),
  bridged: names.describe('Helpers that may stay sync for now, called through `run_sync`.'),
});

export const reportEntryShape = z.object({ week, commit, committedAt: z.iso.datetime({ offset: true }), url: z.string() });

export const errorShape = z.object({ error: z.string().describe('One sentence.') });

/** One page of a list. */
export function pageShape<Item extends z.ZodType>(item: Item) {
  return z.object({
    total: count.describe('Items on all pages.'),
    items: z.array(item),
    next: z.string().nullable().describe('URL of the next page, as in the `Link` header; null on the last one.'),
  });
}

export function progressIn(counts: StateCounts): z.output<typeof progressShape> {
  const { async = 0, bridged = 0, sync = 0, blocking = 0, broken = 0, unknown = 0, exempt = 0 } = counts;
  return {
    counts: { async, bridged, sync, blocking, broken, unknown, exempt },
    done: doneOf(counts),
    scope: scopeOf(counts),
    progress: progressOf(counts),
  };
}
