import { statusReportSlack } from '../lib/status-report-slack';
import type { StatusReport } from '../lib/status-report-shape';
import { Failure } from '../lib/failure';

/** Where the address of the webhook stands. It is a secret: it is not an argument, is not stored and is never printed. */
export const WEBHOOK_VARIABLE = 'AWAITED_WEBHOOK_URL';

export type Env = Readonly<Record<string, string | undefined>>;

const SECONDS = 20;

/** Why a report is not known to have arrived. */
export class NotPosted extends Failure {
  constructor(
    why: string,
    /** Whether it is certain that it did not arrive. */
    readonly arrived: 'no' | 'unknown',
    /** Whether another try may go better. */
    readonly again: boolean,
  ) {
    super(`The report was not posted: ${why}; check ${WEBHOOK_VARIABLE}.`);
  }
}

/** Nobody was reached who could have taken it. */
const NOT_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Posts a weekly status as JSON: Slack's message, or the whole report for anything else. Throws `NotPosted`, or `Failure` where there is no address. */
export async function postReport(report: StatusReport, format: 'slack' | 'json', env: Env = process.env): Promise<void> {
  const body = JSON.stringify(format === 'slack' ? statusReportSlack(report) : report);
  const response = await fetch(address(env), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(SECONDS * 1000),
  }).catch((error: unknown) => {
    // The cause is left out on purpose: its message may hold the address.
    if (error instanceof Error && error.name === 'TimeoutError') throw new NotPosted(`no answer within ${SECONDS} seconds`, 'unknown', false);
    throw new NotPosted('the connection failed', NOT_REACHED.has(codeOf(error)) ? 'no' : 'unknown', true);
  });
  const mayPass = response.status >= 500 || response.status === 429 || response.status === 408;
  if (!response.ok) throw new NotPosted(`the webhook answered ${response.status}`, 'no', mayPass);
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

function address(env: Env): URL {
  const text = env[WEBHOOK_VARIABLE];
  if (!text) throw new Failure(`Set ${WEBHOOK_VARIABLE} to the address of the webhook.`);
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLocal = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol !== 'https:' && !(isLocal && url.protocol === 'http:')) throw new Failure(`${WEBHOOK_VARIABLE} is not an https address.`);
  return url;
}
