'use server';

import { redirect } from 'next/navigation';
import { hashPassword, passwordProblem } from '../../lib/access/password';
import { nameProblem } from '../../lib/access/person-name';
import { isRole, type Role } from '../../lib/access/roles';
import { addAccount, findAccount, removeAccount, setPassword, setRole } from '../../lib/db/access/accounts';
import { authenticate } from '../../lib/db/access/authenticate';
import type { Decider } from '../../lib/db/access/record';
import { endSignInsOf } from '../../lib/db/access/sign-ins';
import { revokeToken } from '../../lib/db/access/tokens';
import { links } from '../../lib/links';
import { systemUser } from '../../lib/system-user';
import { admitted, Denied, type Admitted } from '../access';
import type { Said } from './said';

/** Signs the person out everywhere, here too: the new password is to be proved. */
export async function changePassword(form: FormData): Promise<void> {
  const { db, visitor } = await admittedTo('viewer');
  if (visitor.kind !== 'person') return end('no-account');
  const password = textIn(form, 'password');
  if (passwordProblem(password, visitor.name) !== null) return end('weak-password');
  // Whoever finds an open browser does not find the password; guesses count as they do at the door.
  const known = await authenticate(db, { name: visitor.name, password: textIn(form, 'current'), address: `account ${visitor.id}` }, new Date());
  if (known.kind !== 'known') return end(known.kind === 'wait' ? 'wait' : 'wrong-password');
  await setPassword(db, visitor.id, await hashPassword(password), deciderOf(visitor));
  redirect(links.signIn('/', 'changed'));
}

export async function signOutEverywhere(): Promise<void> {
  const { db, visitor } = await admittedTo('viewer');
  if (visitor.kind !== 'person') return end('no-account');
  await endSignInsOf(db, visitor.id);
  redirect(links.signIn('/', 'ended'));
}

export async function addUser(form: FormData): Promise<void> {
  const { db, visitor } = await admittedTo('admin');
  const [name, password, role] = [textIn(form, 'name'), textIn(form, 'password'), roleIn(form)];
  if (nameProblem(name) !== null || role === null) return end('no-name');
  if (passwordProblem(password, name) !== null) return end('weak-password');
  end((await addAccount(db, { name, role, password: await hashPassword(password) }, deciderOf(visitor))) ? 'added' : 'taken');
}

export async function changeRole(form: FormData): Promise<void> {
  const { db, visitor } = await admittedTo('admin');
  const account = await findAccount(db, textIn(form, 'name'));
  const role = roleIn(form);
  if (!account || role === null) return end('gone');
  if (isOwn(visitor, account.id)) return end('own');
  end((await setRole(db, account.id, role, deciderOf(visitor))) ? 'changed' : 'gone');
}

export async function removeUser(form: FormData): Promise<void> {
  const { db, visitor } = await admittedTo('admin');
  const account = await findAccount(db, textIn(form, 'name'));
  if (!account) return end('gone');
  if (isOwn(visitor, account.id)) return end('own');
  end((await removeAccount(db, account.id, deciderOf(visitor))) ? 'removed' : 'gone');
}

export async function revokeAccess(form: FormData): Promise<void> {
  const { db, visitor } = await admittedTo('admin');
  const id = Number(textIn(form, 'id'));
  end(Number.isSafeInteger(id) && (await revokeToken(db, id, deciderOf(visitor))) ? 'revoked' : 'gone');
}

async function admittedTo(role: Role): Promise<Admitted> {
  try {
    return await admitted(role);
  } catch (error) {
    if (!(error instanceof Denied)) throw error;
    if (error.status === 401) redirect(links.signIn(links.account()));
    return end('denied');
  }
}

function end(said: Said): never {
  redirect(links.account(said));
}

/** On a board that asks nobody to sign in it is whoever runs it. */
function deciderOf(visitor: Admitted['visitor']): Decider {
  return { who: visitor.kind === 'person' ? visitor.name : systemUser(), at: new Date().toISOString() };
}

/** An admin who shut out themselves could not let themselves in again. */
function isOwn(visitor: Admitted['visitor'], id: number): boolean {
  return visitor.kind === 'person' && visitor.id === id;
}

function roleIn(form: unknown): Role | null {
  const role = textIn(form, 'role');
  return isRole(role) ? role : null;
}

/** A browser can send anything, also what is no form. */
function textIn(form: unknown, name: string): string {
  const value = form instanceof FormData ? form.get(name) : null;
  return typeof value === 'string' ? value.slice(0, 1000) : '';
}
