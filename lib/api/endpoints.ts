/** Every endpoint of `/api/v1`: what may be asked, and what is answered. Handlers, the OpenAPI document and its test go by this list. */
import { z } from 'zod';
import { MOVE_KINDS } from '../moves';
import { CATEGORIES, FILE_STATUSES, SEVERITIES, STATES, USAGE_KINDS } from '../migration';
import { statusReportShape } from '../status-report-shape';
import { isWeek } from '../weeks';
import { fileShape, hazardShape, moveShape, pageShape, pointShape, projectShape, reportEntryShape, snapshotShape, unitShape, usageShape } from './shapes';

export interface Endpoint<Query extends z.ZodObject = z.ZodObject, Answer extends z.ZodType = z.ZodType> {
  /** Below `/api/v1`; `{name}` is a part that the caller fills in. */
  readonly path: string;
  readonly summary: string;
  readonly query: Query;
  readonly answer: Answer;
}

const paging = {
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe('Items on a page.'),
  cursor: z
    .string()
    .regex(/^\d{1,9}-[0-9a-f]{12}$/, 'take it from `next` of the page before')
    .optional()
    .describe('Where the page begins; taken from `next`.'),
};
const week = { week: z.string().refine(isWeek, 'write an ISO week such as 2026-W07').optional().describe('ISO week; left out: the latest state.') };
const any = <Value extends string>(values: readonly Value[], what: string) => z.array(z.enum(values)).min(1).optional().describe(`Any of these ${what}.`);
const file = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().describe('Id of a file.');
const names = (what: string) => z.array(z.string()).min(1).optional().describe(`Any of these ${what}; a comma within a name is written \`\\,\`.`);
const yesNo = z.enum(['yes', 'no']).optional();
const one = z.string().min(1).max(500).optional();

export const ENDPOINTS = {
  projects: endpoint('/projects', 'Projects, by name, each with its latest figures', paging, pageShape(projectShape)),
  project: endpoint('/projects/{project}', 'One project with its latest figures', {}, projectShape),
  snapshots: endpoint('/projects/{project}/snapshots', 'Scanned states: the weeks in order, the latest state last', paging, pageShape(snapshotShape)),
  series: endpoint(
    '/projects/{project}/series',
    'What each snapshot holds: usages by kind and state, files by status, preparation, hazards; of one service, category, phase, owner or file where named',
    { ...paging, service: one, category: z.enum(CATEGORIES).optional(), phase: one, owner: one, file },
    pageShape(pointShape),
  ),
  files: endpoint(
    '/projects/{project}/files',
    'Files that hold a usage or a hazard, by path',
    {
      ...paging,
      ...week,
      q: z.string().max(200).optional().describe('Words that the path or the service must contain.'),
      state: any(STATES, 'states occurs in the file'),
      category: any(CATEGORIES, 'categories'),
      status: any(FILE_STATUSES, 'statuses'),
      service: names('services'),
      phase: names('phases'),
      owner: names('owners'),
      hazard: yesNo.describe('`yes`: only files with a hazard.'),
    },
    pageShape(fileShape),
  ),
  file: endpoint('/projects/{project}/files/{file}', 'One file', week, fileShape),
  usages: endpoint(
    '/projects/{project}/usages',
    'Usages, by path and line',
    {
      ...paging,
      ...week,
      file,
      kind: any(USAGE_KINDS, 'kinds'),
      state: any(STATES, 'states'),
      category: any(CATEGORIES, 'categories'),
      service: names('services'),
    },
    pageShape(usageShape),
  ),
  moves: endpoint(
    '/projects/{project}/moves',
    'What moved since the week before, usage by usage',
    { ...paging, ...week, move: any(MOVE_KINDS, 'moves'), authors: yesNo.describe('`yes`: with whose commit each was, which asks git about every file that moved.') },
    pageShape(moveShape),
  ),
  hazards: endpoint(
    '/projects/{project}/hazards',
    'Hazards, worst first, then by path and line',
    {
      ...paging,
      ...week,
      file,
      rule: names('rules'),
      severity: any(SEVERITIES, 'severities'),
      certainty: any(['certain', 'possible'], 'certainties'),
      exempt: yesNo.describe('Only those that are exempt, or only those that are not.'),
    },
    pageShape(hazardShape),
  ),
  units: endpoint(
    '/projects/{project}/units',
    'Units of conversion: what must become async together; what unlocks most for least first',
    { ...paging, ...week, ready: yesNo.describe('Only those that can be converted now, or only those that wait.') },
    pageShape(unitShape),
  ),
  reports: endpoint('/projects/{project}/reports', 'Weeks that have a weekly status, oldest first', paging, pageShape(reportEntryShape)),
  report: endpoint('/projects/{project}/reports/{week}', 'The weekly status of a week; `latest` stands for the latest state', {}, statusReportShape),
};

function endpoint<Query extends z.core.$ZodLooseShape, Answer extends z.ZodType>(path: string, summary: string, query: Query, answer: Answer) {
  return { path, summary, query: z.strictObject(query), answer };
}
