/** What a token lets a program read: `read` all answers, `badge` badges alone; `read:orderdesk` those of one project. */

const KINDS = ['read', 'badge'] as const;
type Kind = (typeof KINDS)[number];

export interface Scope {
  kind: Kind;
  /** Null for all projects. */
  project: string | null;
}

export function parseScope(text: string): Scope | null {
  const [kind = '', project = null, ...rest] = text.split(':');
  const known = KINDS.find((name) => name === kind);
  return known === undefined || rest.length > 0 || project === '' ? null : { kind: known, project };
}

export function scopeText({ kind, project }: Scope): string {
  return project === null ? kind : `${kind}:${project}`;
}

/** Whether a scope covers a path. Pages are for people: no scope covers them. */
export function scopeCovers(scope: Scope, path: string): boolean {
  const place = placeOf(path);
  if (place === null || (scope.kind === 'badge' && place.kind !== 'badge')) return false;
  return scope.project === null || scope.project === place.project;
}

/** What programs may ask for; `project` is null for what is of no single project. */
function placeOf(path: string): { kind: Kind; project: string | null } | null {
  const [, badge] = /^\/badge\/([^/]+)\.svg$/.exec(path) ?? [];
  if (badge !== undefined) return { kind: 'badge', project: decoded(badge) };
  const [, project] = /^\/api\/v1\/projects\/([^/]+)(?:\/|$)/.exec(path) ?? /^\/p\/([^/]+)\/report\/export\/[^/]+$/.exec(path) ?? [];
  if (project !== undefined) return { kind: 'read', project: decoded(project) };
  return /^\/api\/v1(?:\/|$)/.test(path) ? { kind: 'read', project: null } : null;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
