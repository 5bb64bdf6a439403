import { statusReportSlack } from '../lib/status-report-slack';
import type { StatusReport } from '../lib/status-report-shape';
import { Failure } from '../lib/failure';

/** Where the address of the webhook stands. It is a secret: it is not an argument, is not stored and is never printed. */
export const WEBHOOK_VARIABLE = 'AWAITED_WEBHOOK_URL';

type Env = Readonly<Record<string, string | undefined>>;

const SECONDS = 20;

/** Posts a weekly status as JSON: Slack's message, or the whole report for anything else. Throws `Failure`. */
export async function postReport(report: StatusReport, format: 'slack' | 'json', env: Env = process.env): Promise<void> {
  const body = JSON.stringify(format === 'slack' ? statusReportSlack(report) : report);
  const response = await fetch(address(env), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(SECONDS * 1000),
  }).catch((error: unknown) => {
    // The cause is left out on purpose: its message may hold the address.
    const why = error instanceof Error && error.name === 'TimeoutError' ? `no answer within ${SECONDS} seconds` : 'the connection failed';
    throw new Failure(`The report was not posted: ${why}; check ${WEBHOOK_VARIABLE}.`);
  });
  if (!response.ok) throw new Failure(`The report was not posted: the webhook answered ${response.status}; check ${WEBHOOK_VARIABLE}.`);
}

function address(env: Env): URL {
  const text = env[WEBHOOK_VARIABLE];
  if (!text) throw new Failure(`Set ${WEBHOOK_VARIABLE} to the address of the webhook.`);
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLocal = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol !== 'https:' && !(isLocal && url.protocol === 'http:')) throw new Failure(`${WEBHOOK_VARIABLE} is not an https address.`);
  return url;
}
