/** The weekly status as data: what `awaited report --format json` prints and `schema/status-report.schema.json` describes. */
import { z } from 'zod';
import { HEALTHS } from './health';
import { CATEGORIES, FILE_STATUSES, SEVERITIES, STATES, USAGE_KINDS } from './migration';

const week = z.string().regex(/^\d{4}-W\d{2}$/).describe('ISO week.');
const count = z.int().min(0);
const change = z.int().describe('Difference from the week before.');

const place = z.object({ path: z.string(), line: count, scope: z.string().describe('Enclosing function or class; empty at module level.') });
const usage = place.extend({ kind: z.enum(USAGE_KINDS), api: z.string(), state: z.enum(STATES) });

const totals = z.object({
  done: count.describe('Usages that are async.'),
  scope: count.describe('Usages that count: all but exempt ones.'),
  change: change.nullable().describe('Change of `done`; null: there is no week before.'),
  scopeChange: change.nullable(),
});

export const statusReportShape = z
  .object({
    format: z.literal('awaited-status-report'),
    version: z.literal(1),
    project: z.string(),
    migration: z.string(),
    week: z.object({ name: week, from: z.string(), to: z.string() }),
    commit: z.string().nullable().describe('Full id of the commit that the report is about; null: the working tree.'),
    committedAt: z.string(),
    toolVersion: z.string(),
    health: z.object({ verdict: z.enum(HEALTHS), because: z.string(), rule: z.string() }),
    headline: totals.extend({
      sentence: z.string(),
      files: count.describe('Files with a usage in scope.'),
      filesDone: count,
      filesDoneChange: change.nullable(),
      converted: count.describe('Usages that became async this week.'),
      regressed: count.describe('Usages that were async and are not any more.'),
      newLegacy: count.describe('Legacy usages that were written this week.'),
      newTarget: count.describe('Usages that were written on the new API this week.'),
      moved: z.boolean().describe('Whether any usage changed since the week before.'),
    }),
    words: z.object({ done: z.string().describe('What a converted usage is.'), states: z.record(z.enum(STATES), z.string()).describe('What the states are called.') }),
    states: z.array(z.object({ state: z.enum(STATES), count, change: change.nullable() })),
    fileStatuses: z.array(z.object({ status: z.enum(FILE_STATUSES), count, change: change.nullable() })).describe('Files by status; empty where it is not on record.'),
    preparation: z
      .object({
        functions: count.describe('Functions that use a session.'),
        functionsAsync: count.describe('Those of them that are `async def`.'),
        functionsAsyncChange: change.nullable(),
        queries: count.describe('Statements sent through a session, and legacy queries.'),
        queriesSelect: count.describe('Those of them in the style of `select()`.'),
        queriesSelectChange: change.nullable(),
      })
      .describe('What can be done before anything becomes async.'),
    forecast: z.object({
      kind: z.enum(['finished', 'too-early', 'no-movement', 'out-of-sight', 'estimate']),
      sentence: z.string(),
      p50: week.nullable(),
      p85: week.nullable(),
      basis: z.string().nullable(),
    }),
    course: z
      .array(z.object({ week, done: count, scope: count, planned: count.nullable() }))
      .describe('The last weeks on record up to this one, oldest first.'),
    phases: z.array(
      totals.extend({
        name: z.string(),
        from: week.nullable(),
        to: week.nullable(),
        planned: count.nullable().describe('Usages that the plan wants done by the end of this week.'),
        forecast: z.string(),
      }),
    ),
    services: z.array(totals.extend({ name: z.string(), files: count })),
    owners: z.array(totals.extend({ name: z.string(), files: count })).describe('By CODEOWNERS; a file with several owners counts for each. Empty without one.'),
    completed: z.array(z.object({ path: z.string(), service: z.string(), usages: count })),
    regressions: z.array(usage.extend({ before: z.enum(STATES) })),
    newLegacy: z.array(usage),
    blockers: z.array(
      z.object({
        what: z.string(),
        unblocks: count.describe('Usages in the functions that wait for it, each counted once; some may wait for something else, too.'),
        files: z.array(z.string()),
        owners: z.array(z.string()),
        since: week.nullable().describe('Since which week it has stood in the way without a break, as far back as is on record; null: not known.'),
        sinceBefore: z.boolean().describe('That week is the first on record: it may have stood in the way before.'),
      }),
    ),
    hazards: z.object({
      open: z.array(z.object({ severity: z.enum(SEVERITIES), count })),
      fixed: count,
      new: z.array(place.extend({ rule: z.string(), severity: z.enum(SEVERITIES), message: z.string() })),
    }),
    decisions: z.array(z.string()),
    next: z.array(
      z.object({ id: z.string(), title: z.string(), functions: count, files: count, unblocks: count, bridges: count.describe('Threads, command lines and the like that would need a bridge.') }),
    ),
    quality: z.object({
      filesRead: count,
      notes: z.array(z.object({ kind: z.string(), path: z.string(), line: count.nullable(), message: z.string() })),
      unknown: count,
      guessed: count.describe('Usages that only a name speaks for.'),
      exempt: count,
      exemptions: z.array(z.object({ path: z.string(), reason: z.string() })),
      excluded: z.array(z.string()),
      unplanned: z.array(z.object({ path: z.string(), category: z.enum(CATEGORIES) })),
      rulesChanged: z.boolean().describe('The analyser or the configuration changed since the week before: part of the change may be theirs.'),
    }),
  })
  .meta({ title: 'Awaited weekly status', description: 'Printed by `awaited report --format json`.' });

export type StatusReport = z.infer<typeof statusReportShape>;
