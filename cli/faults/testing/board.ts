/** A built board asked as its own pages ask it. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from 'vitest';

/** Calls a server action as the page at a path does; the answer, or null where the server is gone. */
export async function callAction(url: string, path: string, name: string, args: readonly unknown[]): Promise<string | null> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'next-action': actionOf(name), 'content-type': 'text/plain;charset=UTF-8', origin: url, accept: 'text/x-component' },
    body: JSON.stringify(args),
  }).catch(() => null);
  if (response === null) return null;
  expect(response.status).toBe(200);
  // An answer that breaks off acknowledges nothing.
  return response.text().catch(() => null);
}

interface Manifest {
  readonly node: Readonly<Record<string, { readonly exportedName?: string }>>;
}

/** The id that the build gave to a server action. */
function actionOf(name: string): string {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../../.next/server/server-reference-manifest.json'), 'utf8')) as Manifest;
  const found = Object.entries(manifest.node).find(([, action]) => action.exportedName === name);
  if (!found) throw new Error(`The build has no action ${name}`);
  return found[0];
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
