import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pressedFiles } from './pressed-files';

const folder = mkdtempSync(join(tmpdir(), 'awaited-pressed-'));
const server = createServer();

beforeAll(async () => {
  mkdirSync(join(folder, 'chunks'));
  writeFileSync(join(folder, 'chunks', 'page.js.br'), brotliCompressSync('open()'));
  writeFileSync(join(folder, 'chunks', 'loose.js'), 'close()');
  const serve = pressedFiles(folder);
  server.on('request', (request, response) => void (serve(request, response) || response.writeHead(404).end()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

async function check(path: string, encodings: string, expected: { status: number; text?: string; type?: string }): Promise<void> {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'accept-encoding': encodings } });
  expect({ status: response.status, ...(expected.text !== undefined && { text: await response.text(), type: response.headers.get('content-type') }) }).toEqual(expected);
}

test('a pressed script, whatever its query says', () => check('/_next/static/chunks/page.js?dpl=1', 'gzip, deflate, br', { status: 200, text: 'open()', type: 'application/javascript; charset=UTF-8' }));
test('a browser that cannot unpack it', () => check('/_next/static/chunks/page.js', 'gzip', { status: 404 }));
test('a script that was not pressed', () => check('/_next/static/chunks/loose.js', 'br', { status: 404 }));
test('a way out of the folder', () => check('/_next/static/..%2Fchunks%2Fpage.js', 'br', { status: 404 }));
