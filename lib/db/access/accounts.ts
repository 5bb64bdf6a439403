import type { Kysely } from 'kysely';
import { nameKey } from '../../access/person-name';
import type { Role } from '../../access/roles';
import type { Database } from '../schema';
import { recordDecision, type Decider } from './record';

export interface Account {
  id: number;
  name: string;
  role: Role;
  createdAt: string;
  /** Browsers in which somebody is signed in under this name. */
  signIns: number;
}

/** By name. */
export async function listAccounts(db: Kysely<Database>): Promise<Account[]> {
  return db
    .selectFrom('account')
    .leftJoin('sign_in', 'sign_in.account_id', 'account.id')
    .select(['account.id', 'account.name', 'account.role', 'account.created_at as createdAt'])
    .select((eb) => eb.fn.count<number>('sign_in.id').as('signIns'))
    .groupBy('account.id')
    .orderBy('account.name_key')
    .execute();
}

export async function hasAccounts(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('account').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Null where nobody has that name. */
export async function findAccount(db: Kysely<Database>, name: string): Promise<{ id: number; name: string; role: Role; password: string } | null> {
  return (await db.selectFrom('account').select(['id', 'name', 'role', 'password']).where('name_key', '=', nameKey(name)).executeTakeFirst()) ?? null;
}

/** Whether the name was free. */
export async function addAccount(db: Kysely<Database>, account: { name: string; role: Role; password: string }, by: Decider): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const result = await trx
      .insertInto('account')
      .values({ ...account, name_key: nameKey(account.name), created_at: by.at })
      .onConflict((conflict) => conflict.column('name_key').doNothing())
      .executeTakeFirst();
    if (result.numInsertedOrUpdatedRows !== 1n) return false;
    await recordDecision(trx, by, 'user added', { name: account.name, role: account.role });
    return true;
  });
}

/** Takes effect at the next request. */
export async function setRole(db: Kysely<Database>, id: number, role: Role, by: Decider): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const account = await trx.selectFrom('account').select(['name', 'role']).where('id', '=', id).executeTakeFirst();
    if (!account) return false;
    await trx.updateTable('account').set({ role }).where('id', '=', id).execute();
    if (role !== account.role) await recordDecision(trx, by, 'role changed', { name: account.name, from: account.role, to: role });
    return true;
  });
}

/** A new password ends what was begun with the old one, in every browser. */
export async function setPassword(db: Kysely<Database>, id: number, password: string, by: Decider): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const account = await trx.updateTable('account').set({ password }).where('id', '=', id).returning('name').executeTakeFirst();
    if (!account) return false;
    await trx.deleteFrom('sign_in').where('account_id', '=', id).execute();
    await recordDecision(trx, by, 'password changed', account);
    return true;
  });
}

/** Signs it out everywhere, too. What the person wrote keeps the name. */
export async function removeAccount(db: Kysely<Database>, id: number, by: Decider): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const account = await trx.deleteFrom('account').where('id', '=', id).returning(['name', 'role']).executeTakeFirst();
    if (!account) return false;
    await recordDecision(trx, by, 'user removed', account);
    return true;
  });
}
