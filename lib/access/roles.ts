/** What people may do on the board. Each role may do all that the ones before it may. */
export const ROLES = ['viewer', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_MEANINGS: Record<Role, string> = {
  viewer: 'sees everything',
  editor: 'also writes plans, ticks, notes and exemptions, and starts scans',
  admin: 'also decides who may sign in',
};

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

export function covers(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
