import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG, type ReportSending } from '../lib/config/config';
import { openDatabase, type Db } from '../lib/db/open';
import { saveProject } from '../lib/db/projects';
import { listAudit } from '../lib/db/read/audit';
import { saveSnapshot } from '../lib/db/save-scan';
import { fileOf, snapshotOf, usageOf } from '../lib/db/testing/snapshot';
import { WEBHOOK_VARIABLE } from './post-report';
import { sendDueReports } from './report-scheduler';

const ON_MONDAYS: ReportSending = { schedule: 'Mon 09:00', timezone: 'Europe/Berlin', week: 'last', as: 'json' };
const FRIDAY = '2026-01-09T12:00:00Z';
/** Of W03, 09:00 in Berlin. */
const MONDAY = '2026-01-12T08:00:00Z';

let db: Db;
let hook: Server;
/** What the webhook answers next, and the weeks of what it was sent. */
let answers: number[];
let received: string[];
let said: string[];
let env: Record<string, string>;

beforeEach(async () => {
  db = await openDatabase(':memory:');
  [answers, received, said] = [[], [], []];
  await plan(ON_MONDAYS);
  for (const week of ['2026-W01', '2026-W02', '2026-W03', '2026-W04']) {
    await saveSnapshot(db, { projectId: 1, week, snapshot: snapshotOf([fileOf('app/orders.py', [usageOf('place', 'execute', 'sync')])]), scannedAt: FRIDAY, durationMs: 1 });
  }
  hook = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      received.push((JSON.parse(body) as { week: { name: string } }).week.name);
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  env = { [WEBHOOK_VARIABLE]: `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook/token-123` };
});
afterEach(async () => {
  hook.closeAllConnections();
  hook.close();
  await db.destroy();
});

async function plan(report: ReportSending | null): Promise<void> {
  await saveProject(db, { root: '/shop', name: 'Shop', pack: 'p', branch: 'main', config: JSON.stringify({ ...DEFAULT_CONFIG, report }) }, FRIDAY);
}

let isReadable = true;
/** What a command that runs at these moments sends: the clock of the test is the only one. */
async function at(...moments: string[]): Promise<string[]> {
  const before = received.length;
  for (const moment of moments) {
    await sendDueReports(db, new Date(moment), { env, say: (line) => said.push(line), bringUpToDate: () => (isReadable ? Promise.resolve() : Promise.reject(new Error('no disk'))) });
  }
  return received.slice(before);
}

const actions = async () => (await listAudit(db, 1, 10)).map((row) => row.action);

describe('a report on a schedule', () => {
  test('is sent once, however often the clock is looked at and whoever does', async () => {
    expect(await at(FRIDAY, '2026-01-12T07:59:59Z')).toEqual([]);
    expect(await at(MONDAY)).toEqual(['2026-W02']);
    expect(await at('2026-01-12T08:00:30Z', '2026-01-13T08:00:00Z', '2026-01-18T23:00:00Z')).toEqual([]);
    expect(await at('2026-01-19T08:00:10Z')).toEqual(['2026-W03']);
    expect(await actions()).toEqual(['weekly report sent', 'weekly report sent']);
    expect(said).toEqual(['Sent the status of Shop for 2026-W02.', 'Sent the status of Shop for 2026-W03.']);
  });

  test('is sent by one of two that look at the same moment', async () => {
    await at(FRIDAY);
    await Promise.all([at(MONDAY), at(MONDAY), at(MONDAY)]);
    expect(received).toEqual(['2026-W02']);
  });

  test('of the week it is sent in, where that is asked for', async () => {
    await plan({ ...ON_MONDAYS, schedule: 'Fri 16:00', week: 'present' });
    await at(FRIDAY);
    expect(await at('2026-01-09T15:00:00Z')).toEqual(['2026-W02']);
  });

  test('is not sent for what was due before there was a schedule, nor after it was changed', async () => {
    expect(await at('2026-01-12T12:00:00Z')).toEqual([]);
    await plan({ ...ON_MONDAYS, schedule: 'Mon 11:00' });
    expect(await at('2026-01-12T13:00:00Z', '2026-01-12T23:00:00Z')).toEqual([]);
    expect(await at('2026-01-19T10:00:00Z')).toEqual(['2026-W03']);
  });

  test('comes late where nothing ran when it was due, but not a week late', async () => {
    await at(FRIDAY);
    expect(await at('2026-01-12T20:00:00Z')).toEqual(['2026-W02']);
    expect(await at('2026-01-23T08:00:00Z')).toEqual([]);
  });

  test('needs an address, and says so', async () => {
    env = {};
    await at(FRIDAY, MONDAY);
    expect(said.at(-1)).toBe('Shop has a schedule for its weekly report, and nowhere to send it: set AWAITED_WEBHOOK_URL to the address of the webhook.');
  });
});

describe('a report that did not arrive', () => {
  beforeEach(() => at(FRIDAY));

  test('is tried again after a while, and sent once then', async () => {
    answers = [503, 429];
    expect(await at(MONDAY, '2026-01-12T08:00:30Z')).toEqual(['2026-W02']);
    expect(await at('2026-01-12T08:01:00Z', '2026-01-12T08:03:00Z')).toEqual(['2026-W02']);
    expect(await at('2026-01-12T08:06:00Z', '2026-01-12T08:07:00Z', '2026-01-12T12:00:00Z')).toEqual(['2026-W02']);
    expect(await actions()).toEqual(['weekly report sent']);
    expect(said[0]).toBe('The report was not posted: the webhook answered 503; check AWAITED_WEBHOOK_URL. (Shop, 2026-W02; next try after 2026-01-12T08:01Z)');
  });

  test('is given up after five tries', async () => {
    answers = [500, 500, 500, 500, 500, 500];
    const hours = Array.from({ length: 20 }, (_, hour) => `2026-01-12T${String(hour + 8 > 23 ? 23 : hour + 8).padStart(2, '0')}:${hour + 8 > 23 ? '59' : '30'}:00Z`);
    expect(await at(MONDAY, ...hours.flatMap((hour) => [hour, hour]))).toHaveLength(5);
    expect(await actions()).toEqual(['weekly report not sent']);
  });

  test('is not tried again where the address is wrong', async () => {
    answers = [404];
    expect(await at(MONDAY, '2026-01-12T10:00:00Z')).toEqual(['2026-W02']);
    expect(await actions()).toEqual(['weekly report not sent']);
  });

  test('is tried again where nobody answered at the address, or git could not be read', async () => {
    const address = env;
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    env = { [WEBHOOK_VARIABLE]: `http://127.0.0.1:${(closed.address() as AddressInfo).port}/hook` };
    await new Promise((resolve) => closed.close(resolve));
    expect(await at(MONDAY)).toEqual([]);
    env = address;
    isReadable = false;
    expect(await at('2026-01-12T08:02:00Z')).toEqual([]);
    isReadable = true;
    expect(await at('2026-01-12T08:10:00Z')).toEqual(['2026-W02']);
  });

  test('is not sent a second time where it may have arrived: the connection broke, or the process was killed', async () => {
    hook.removeAllListeners('request');
    hook.on('request', (request) => request.socket.destroy());
    expect(await at(MONDAY, '2026-01-12T12:00:00Z')).toEqual([]);
    expect(await actions()).toEqual(['weekly report may not have arrived']);
    await db.updateTable('report_sending').set({ state: 'sending' }).execute();
    await at('2026-01-12T13:00:00Z');
    expect(await db.selectFrom('report_sending').select(['state', 'attempts']).execute()).toEqual([{ state: 'unknown', attempts: 1 }]);
  });

  test('leaves no trace of the address', async () => {
    answers = [500];
    await at(MONDAY);
    const rows = [await db.selectFrom('report_sending').selectAll().execute(), await db.selectFrom('report_schedule').selectAll().execute(), await listAudit(db, 1, 10), said];
    expect(JSON.stringify(rows)).not.toMatch(/token-123|127\.0\.0\.1/);
  });
});
