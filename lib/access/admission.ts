/** Who may do what: the one place where it is decided. Before pages, handlers and actions it is asked twice, by proxy.ts and app/access.ts. */
import { covers, type Role } from './roles';
import { scopeCovers, type Scope } from './scopes';

export type Visitor =
  | { kind: 'nobody' }
  /** Whoever uses this machine, where it alone reaches the board and nobody was given an account. */
  | { kind: 'local' }
  | { kind: 'person'; id: number; name: string; role: Role; signIn: number; isDue: boolean }
  | { kind: 'token'; name: string; scopes: readonly Scope[] };

export interface Refusal {
  status: 401 | 403;
  sentence: string;
}

/** Why a visitor may not have what needs a role; null where all is well. `path`: where a program asks; null for what no program may have. */
export function refusalOf(visitor: Visitor, needed: Role, path: string | null): Refusal | null {
  switch (visitor.kind) {
    case 'local':
      return null;
    case 'nobody':
      return { status: 401, sentence: 'Sign in first, or send a token that is valid.' };
    case 'person':
      return covers(visitor.role, needed) ? null : { status: 403, sentence: `This takes the role ${needed}; ${visitor.name} has the role ${visitor.role}.` };
    case 'token': {
      const isCovered = needed === 'viewer' && path !== null && visitor.scopes.some((scope) => scopeCovers(scope, path));
      return isCovered ? null : { status: 403, sentence: 'The scope of this token does not cover that.' };
    }
  }
}

/** What a request needs at least, by its method and path; null for what everybody may have. What it does may need more. */
export function neededFor(method: string, path: string): Role | null {
  if (PUBLIC.has(path)) return null;
  // Whoever is signed in may sign out and change the own password.
  if (method === 'GET' || method === 'HEAD' || path === '/account') return 'viewer';
  return 'editor';
}

/** The way in, the way out, and the icon. Neither shows anything of a project. */
const PUBLIC = new Set(['/sign-in', '/sign-in/session', '/sign-out', '/icon.svg', '/favicon.ico']);
