/**
 * What `awaited.yaml` may say. One description for three readers: the loader, the published JSON schema
 * (`schema/awaited.schema.json`) and `docs/config.md`. Data only: nothing in it is ever run.
 */
import { z } from 'zod';
import { CATEGORIES } from '../migration';
import { isTimeZone, parseSchedule } from '../report-schedule';
import { globProblem } from './glob';

/** What a phase may select by category: the categories, and `driver` for the files that only declare dependencies. */
export const PHASE_CATEGORIES = [...CATEGORIES, 'driver'] as const;
export type PhaseCategory = (typeof PHASE_CATEGORIES)[number];

const text = (limit: number) => z.string().min(1, 'must not be empty').max(limit, `must not be longer than ${limit} characters`);

const glob = z
  .string()
  .max(300)
  .superRefine((value, context) => {
    const problem = globProblem(value);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  })
  .meta({ description: 'A path pattern from the repository’s root: `*`, `**`, `?` and `{a,b}`.' });

const weekRange = z
  .union([z.number(), z.string()])
  .transform((value, context) => {
    const match = /^(\d{1,3})(?:\s*-\s*(\d{1,3}))?$/.exec(String(value));
    const from = Number(match?.[1]);
    const to = Number(match?.[2] ?? match?.[1]);
    if (match && from >= 1 && to >= from) return { from, to };
    context.addIssue({ code: 'custom', message: 'expected a week of the plan such as 1, or a range such as 2-3' });
    return z.NEVER;
  })
  .meta({ description: 'Week of the plan, counted from `start`: `1`, or a range such as `2-3`.' });

const startDate = z
  .string()
  .refine(isDay, 'expected a day such as 2025-11-17')
  .meta({ description: 'A day in the first week of the plan, as `YYYY-MM-DD`.', examples: ['2025-11-17'] });

const days = z
  .union([z.number(), z.string()])
  .transform((value, context) => {
    const match = /^(\d{1,3})([dw])$/.exec(String(value));
    if (match) return Number(match[1]) * (match[2] === 'w' ? 7 : 1);
    context.addIssue({ code: 'custom', message: 'expected a time such as 7d or 2w' });
    return z.NEVER;
  })
  .meta({ description: 'How long a converted file is watched before it counts as done: `7d`, `2w`, `0d`.' });

const phase = z
  .strictObject({
    name: text(80).describe('What the phase is called on the board.'),
    weeks: weekRange,
    match: z
      .strictObject({
        category: z.array(z.enum(PHASE_CATEGORIES)).min(1).optional().describe('Any of these categories.'),
        service: z.array(text(200)).min(1).max(1000).optional().describe('Any of these services, by name.'),
        path: z.array(glob).min(1).max(500).optional().describe('Any of these paths.'),
      })
      .refine((rule) => Object.keys(rule).length > 0, {
        error: 'expected at least one of category, service, path',
        when: (payload) => payload.issues.length === 0,
      })
      .describe('What belongs to the phase. All keys given must hold; a file belongs to the first phase that matches.'),
  })
  .describe('A part of the plan.');

const exemption = z
  .strictObject({
    path: glob,
    reason: text(300).describe('Why these files stay as they are; shown wherever the exemption is.'),
  })
  .describe('Files whose usages do not count, with the reason.');

const report = z
  .strictObject({
    schedule: z
      .string()
      .refine((value) => parseSchedule(value) !== null, 'expected days and a time such as Mon 09:00 or Mon,Thu 09:00')
      .describe('When the weekly status is sent, while `awaited serve` or `awaited watch` runs: `Mon 09:00`, or `Mon,Thu 09:00`.'),
    timezone: z.string().refine(isTimeZone, 'expected the name of a time zone such as Europe/Berlin').optional().describe('Whose clock that is, such as `Europe/Berlin`. Without it: that of the machine.'),
    week: z.enum(['last', 'present']).default('last').describe('The week it is about: the one that ended last, or the one it is sent in.'),
    as: z.enum(['slack', 'json']).default('slack').describe('A message for Slack, or the whole report as JSON.'),
  })
  .describe('Sends the weekly status to the webhook in the environment variable AWAITED_WEBHOOK_URL.');

/** What a migration may say for itself. */
const ofMigration = {
  start: startDate.optional(),
  roots: z
    .array(text(300))
    .max(200)
    .optional()
    .describe('Folders that imports start from, such as `src`. Without it they are found from the files.'),
  exclude: z.array(glob).max(500).optional().describe('Files that are not read at all.'),
  services: z
    .record(text(300), text(200))
    .optional()
    .describe('Path pattern → name of the service; `{name}` stands for the file’s stem. The first match wins. Else it is the class that most of a file is in, or its stem; where that says only a role, as in `order/service.py`, the folder.'),
  phases: z.array(phase).min(1).max(50).optional().describe('The plan. Files that no phase matches are shown as unplanned.'),
  exempt: z.array(exemption).max(500).optional().describe('Allow-list, with reasons.'),
  checklist: z
    .partialRecord(z.enum(CATEGORIES), z.array(text(120)).max(30))
    .optional()
    .describe('Checklist items that people tick, per category, beside those that Awaited derives.'),
  soak: days.optional(),
  report: report.optional(),
};

const title = text(120).optional().describe('Title of the migration.');
const pack = text(300).describe('What is migrated: the name of a built-in pack, or the path of a team’s own, from the folder of this file.');

const migration = z.strictObject({ migration: title, pack, ...ofMigration }).describe('One of several migrations of the repository, each with a board of its own. What it does not say is as above.');

export const configSchema = z
  .strictObject({
    migration: title,
    pack: pack.optional(),
    branch: text(250).optional().describe('The branch that counts. Without it: the repository’s default branch.'),
    ...ofMigration,
    migrations: z
      .array(migration)
      .min(1)
      .max(20)
      .superRefine((list, context) => {
        for (const [index, one] of list.entries()) {
          if (list.findIndex((other) => other.pack === one.pack) < index) context.addIssue({ code: 'custom', path: [index, 'pack'], message: 'expected a pack that no other migration has' });
        }
      })
      .optional()
      .describe('Several migrations in one repository.'),
  })
  .meta({ title: 'awaited.yaml', description: 'Configuration of Awaited for the migrations of one repository.' });

/** The file as it is after validation; absent keys are absent. */
export type ConfigFile = z.output<typeof configSchema>;

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
