import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { exampleReport } from '../lib/testing/status-report';
import { postReport, WEBHOOK_VARIABLE } from './post-report';

const servers: Server[] = [];
afterEach(() => void servers.splice(0).forEach((server) => server.close()));

/** A webhook on loopback that answers with a status; gives its environment and what it was sent. */
async function webhook(status: number): Promise<{ env: Record<string, string>; bodies: string[] }> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      bodies.push(body);
      response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end('secret-answer');
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { env: { [WEBHOOK_VARIABLE]: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/token-123` }, bodies };
}

test('as a message for Slack', async () => {
  const { env, bodies } = await webhook(200);
  await postReport(exampleReport({ project: '<!channel> & *x*' }), 'slack', env);
  const { text } = JSON.parse(bodies[0] ?? '') as { text: string };
  expect(text).toContain('60 % · 3 of 5 usages async');
  expect(text).toContain('&lt;!channel&gt; &amp; *\u200bx*\u200b');
});

test('as the whole report', async () => {
  const { env, bodies } = await webhook(204);
  await postReport(exampleReport(), 'json', env);
  expect(JSON.parse(bodies[0] ?? '')).toEqual(exampleReport());
});

test.each([[404], [500], [302]])('an answer of %i is a failure that names no address', async (status) => {
  const { env } = await webhook(status);
  const message = await postReport(exampleReport(), 'slack', env).then(
    () => 'posted',
    (error: Error) => `${error.message} ${String(error.cause)}`,
  );
  expect(message).toMatch(/^The report was not posted: /);
  expect(message).not.toMatch(/token-123|127\.0\.0\.1|secret-answer/);
});

test.each(['', 'not a url', 'http://example.org/hook', 'file:///etc/passwd'])('the address %j is refused, and not printed', async (address) => {
  const message = await postReport(exampleReport(), 'slack', { [WEBHOOK_VARIABLE]: address }).then(() => '', (error: Error) => error.message);
  expect(message).toMatch(/^(Set AWAITED_WEBHOOK_URL|AWAITED_WEBHOOK_URL is not an https address)/);
});
