import type { Kysely } from 'kysely';
import { nameKey } from '../../access/person-name';
import type { Role } from '../../access/roles';
import type { Database } from '../schema';

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
export async function addAccount(db: Kysely<Database>, account: { name: string; role: Role; password: string }, at: string): Promise<boolean> {
  const result = await db
    .insertInto('account')
    .values({ ...account, name_key: nameKey(account.name), created_at: at })
    .onConflict((conflict) => conflict.column('name_key').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Takes effect at the next request. */
export async function setRole(db: Kysely<Database>, id: number, role: Role): Promise<boolean> {
  const result = await db.updateTable('account').set({ role }).where('id', '=', id).executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** A new password ends what was begun with the old one, in every browser. */
export async function setPassword(db: Kysely<Database>, id: number, password: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const result = await trx.updateTable('account').set({ password }).where('id', '=', id).executeTakeFirst();
    await trx.deleteFrom('sign_in').where('account_id', '=', id).execute();
    return result.numUpdatedRows === 1n;
  });
}

/** Signs it out everywhere, too. What the person wrote keeps the name. */
export async function removeAccount(db: Kysely<Database>, id: number): Promise<boolean> {
  const result = await db.deleteFrom('account').where('id', '=', id).executeTakeFirst();
  return result.numDeletedRows === 1n;
}
