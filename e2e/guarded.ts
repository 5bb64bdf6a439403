/** The board that asks for sign-in: who there is, and all that it can be asked, as the folder of pages and the build say. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const GUARDED = `http://127.0.0.1:${process.env.E2E_GUARDED_PORT}`;
export const PASSWORD = 'four words in a row';
export const ROLES = ['viewer', 'editor', 'admin'] as const;
export type Who = 'nobody' | (typeof ROLES)[number];

/** The cookie of somebody who signs in; null where that fails. */
export async function cookieOf(name: string, password = PASSWORD): Promise<string | null> {
  const response = await fetch(`${GUARDED}/sign-in/session`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ name, password }) });
  return response.headers.get('set-cookie')?.split(';')[0] ?? null;
}

export interface Asked {
  cookie?: string | null;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** An answer without following it. Events never end: their body is left. */
export async function ask(path: string, { cookie, method = 'GET', headers = {}, body }: Asked = {}): Promise<{ status: number; headers: Headers; text: string }> {
  const response = await fetch(`${GUARDED}${path}`, { method, redirect: 'manual', body, headers: { ...headers, ...(cookie && { cookie }) } });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const text = isStream ? '' : await response.text();
  if (isStream) await response.body?.cancel();
  return { status: response.status, headers: response.headers, text };
}

export interface Route {
  kind: 'page' | 'handler';
  /** Its file below `app/`. */
  file: string;
  /** With what stands for its parameters filled in. */
  path: string;
  methods: string[];
}

/** Every page and handler there is. A parameter that nobody has filled in yet is an error: a new page is walked, too. */
export function everyRoute(filling: Record<string, string>): Route[] {
  const app = join(import.meta.dirname, '../app');
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
    .map((file) => {
      const parts = file.split('/').slice(0, -1).filter((part) => !/^\(.*\)$/.test(part));
      const path = parts.map((part) => (/^\[\[?\.{3}/.test(part) ? 'nothing/here' : part.startsWith('[') ? filled(file, part, filling) : part)).join('/');
      const methods = file.endsWith('page.tsx') ? ['GET'] : [...readFileSync(join(app, file), 'utf8').matchAll(/^export (?:const|(?:async )?function) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/gm)].map(([, method = '']) => method);
      return { kind: file.endsWith('page.tsx') ? 'page' : 'handler', file, path: `/${path}`, methods } as const;
    });
}

function filled(file: string, part: string, filling: Record<string, string>): string {
  const value = filling[`${file.split('/')[0]}/${part}`] ?? filling[part];
  if (value === undefined) throw new Error(`Say in everyRoute's filling what ${part} of app/${file} stands for.`);
  return value;
}

export interface Action {
  id: string;
  name: string;
  /** Its file. */
  file: string;
}

/** Every server action of the build. */
export function everyAction(): Action[] {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../.next/server/server-reference-manifest.json'), 'utf8')) as { node: Record<string, { filename: string; exportedName: string }> };
  return Object.entries(manifest.node).map(([id, { filename, exportedName }]) => ({ id, name: exportedName, file: filename }));
}
