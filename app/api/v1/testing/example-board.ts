import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { awaited } from '../../../../cli/testing/awaited';
import { buildExample } from '../../../../example/build.mjs';
import type { RouteContext } from '../answer';

interface Route {
  GET(request: Request, context: RouteContext): Promise<Response>;
}

/** The example repository, really scanned with its history, behind the route handlers. */
export class ExampleBoard {
  readonly #folder = mkdtempSync(join(tmpdir(), 'awaited-api-'));
  readonly databaseFile = join(this.#folder, 'awaited.db');

  async scan(...commands: string[]): Promise<void> {
    const repository = await buildExample(join(this.#folder, 'orderdesk'));
    for (const command of commands) {
      const { code, err } = await awaited(command, repository, '--db', this.databaseFile);
      if (code !== 0) throw new Error(err);
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Asks a route handler as the server would. `route` is its folder below `app`, with `[name]` or `{name}` for what the URL fills in. */
export async function ask(route: string, path: string, headers: Record<string, string> = {}): Promise<Response> {
  const folder = route.replace(/\{(\w+)\}/g, '[$1]');
  const { GET } = (await import(/* @vite-ignore */ `../../../${folder}/route.ts`)) as Route;
  const parts = path.replace(/\?.*/, '').split('/').slice(1);
  const params = Object.fromEntries(folder.split('/').flatMap((part, at) => (part.startsWith('[') ? [[part.slice(1, -1), parts[at] ?? '']] : [])));
  return GET(new Request(`http://127.0.0.1:4310${path}`, { headers }), { params: Promise.resolve(params) });
}
