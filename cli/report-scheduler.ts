/** Sends weekly reports when their schedule says so, while a command runs that stays: `serve`, `watch`, or `awaited PATH`. */
import { spawn } from 'node:child_process';
import type { ReportSending } from '../lib/config/config';
import { openDatabase, type Db } from '../lib/db/open';
import { listProjects, type Project } from '../lib/db/read/project';
import { claimReport, reportFailed, reportSent, type Claim } from '../lib/db/report-sendings';
import { Failure } from '../lib/failure';
import { dayIn, lastDue, parseSchedule } from '../lib/report-schedule';
import { addWeeks, weekOf } from '../lib/weeks';
import { sentenceOf } from './failures';
import { NotPosted, postReport, WEBHOOK_VARIABLE, type Env } from './post-report';
import { storedReport } from './weekly-reports';

export interface Sender {
  readonly env: Env;
  readonly isOurs?: (project: Project) => boolean;
  /** Reads what was committed since the last scan. */
  readonly bringUpToDate: (project: Project) => Promise<void>;
  /** One line for whoever runs the command. */
  readonly say: (line: string) => void;
}

/** How often the clock is looked at. */
const TICK_MS = 30_000;

/** Looks now and then whether a report is due, of any project or of one repository alone. Gives a function that ends that, after what is under way. */
export function sendOnSchedule(databaseFile: string, root?: string): () => Promise<void> {
  const warned = new Set<string>();
  const say = (line: string) => {
    if (!warned.has(line)) process.stderr.write(`awaited: ${line}\n`);
    warned.add(line);
  };
  let underWay: Promise<void> | null = null;
  const tick = () => {
    underWay ??= openDatabase(databaseFile)
      .then((db) => sendDueReports(db, new Date(), { env: process.env, say, isOurs: (project) => root === undefined || project.root === root, bringUpToDate: (project) => readHistory(databaseFile, project) }).finally(() => db.destroy()))
      .catch((error: unknown) => say(sentenceOf(error)))
      .finally(() => (underWay = null));
  };
  tick();
  const timer = setInterval(tick, TICK_MS);
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}

/** Sends every report that is due at a moment and that nobody has sent. */
export async function sendDueReports(db: Db, now: Date, sender: Sender): Promise<void> {
  for (const project of await listProjects(db)) {
    const due = dueOf(project, now);
    if (!due || sender.isOurs?.(project) === false) continue;
    if (!sender.env[WEBHOOK_VARIABLE]) {
      sender.say(`${project.name} has a schedule for its weekly report, and nowhere to send it: set ${WEBHOOK_VARIABLE} to the address of the webhook.`);
      continue;
    }
    const claim = await claimReport(db, due, now);
    if (claim) await send(db, project, due.sending, claim, now, sender);
  }
}

function dueOf(project: Project, now: Date) {
  const sending = project.config.report;
  const schedule = sending && parseSchedule(sending.schedule);
  if (!schedule) return null;
  const zone = sending.timezone ?? new Intl.DateTimeFormat('en').resolvedOptions().timeZone;
  const dueAt = lastDue(schedule, zone, now);
  const present = weekOf(dayIn(zone, dueAt));
  const week = sending.week === 'present' ? present : addWeeks(present, -1);
  return { projectId: project.id, schedule: JSON.stringify([schedule, zone, sending.week]), dueAt, week, sending };
}

async function send(db: Db, project: Project, sending: ReportSending, claim: Claim, now: Date, { env, bringUpToDate, say }: Sender): Promise<void> {
  try {
    await bringUpToDate(project);
    const report = await storedReport(db, project, claim.week);
    if (!report) throw new Failure(`There is nothing on record of ${project.name} for ${claim.week}.`);
    await postReport(report, sending.as, env);
    await reportSent(db, claim, now);
    say(`Sent the status of ${project.name} for ${claim.week}.`);
  } catch (error) {
    const { again, arrived } = error instanceof NotPosted ? error : { again: true, arrived: 'no' as const };
    const message = sentenceOf(error);
    const next = await reportFailed(db, claim, { message, again, arrived }, now);
    say(`${message} (${project.name}, ${claim.week}; ${next ? `next try after ${next.toISOString().slice(0, 16)}Z` : 'given up'})`);
  }
}

/** In a process of its own, so that pages stay quick meanwhile. */
function readHistory(databaseFile: string, { root, pack }: Project): Promise<void> {
  const [program = '', main = ''] = process.argv;
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...process.execArgv, main, 'history', root, '--pack', pack, '--db', databaseFile, '--quiet'], { stdio: 'ignore' });
    const failed = () => reject(new Failure(`The history of ${root} could not be read; "awaited history" there says why.`));
    child.once('error', failed);
    child.once('exit', (code) => (code === 0 ? resolve() : failed()));
  });
}
