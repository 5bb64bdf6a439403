import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashPassword } from '../../access/password';
import { parseScope } from '../../access/scopes';
import { openDatabase, type Db } from '../open';
import { addAccount, findAccount, listAccounts, removeAccount, setPassword, setRole } from './accounts';
import { authenticate } from './authenticate';
import { listDecisions } from './record';
import { beginSignIn, endSignIn, findSignIn, renewSignIn } from './sign-ins';
import { createToken, findToken, listTokens, revokeToken } from './tokens';
import { visitorOf } from './visitor';

const T0 = Date.parse('2026-01-05T09:00:00Z');
const after = ({ days = 0, hours = 0, seconds = 0 } = {}) => new Date(T0 + ((days * 24 + hours) * 3600 + seconds) * 1000);
const by = (who = 'root') => ({ who, at: after().toISOString() });
const PASSWORD = 'four words in a row';
let hash: string;
let db: Db;
let ada: number;

beforeEach(async () => {
  db = await openDatabase(':memory:');
  hash ??= await hashPassword(PASSWORD);
  await addAccount(db, { name: 'Ada', role: 'editor', password: hash }, by());
  ada = (await findAccount(db, 'ada'))?.id ?? 0;
});
afterEach(() => db.destroy());

const signedInAs = async (secret: string, now: Date) => (await findSignIn(db, secret, now))?.account.name ?? 'nobody';

test('two people cannot have names that look the same', async () => {
  expect(await addAccount(db, { name: 'ＡＤＡ', role: 'admin', password: hash }, by())).toBe(false);
  expect((await listAccounts(db)).map(({ name, role }) => `${name}: ${role}`)).toEqual(['Ada: editor']);
});

test('neither passwords nor secrets nor tokens are in the database', async () => {
  const secret = await beginSignIn(db, ada, after());
  const token = await createToken(db, { name: 'ci', scopes: [], expiresAt: after({ days: 1 }).toISOString() }, by());
  const rows = JSON.stringify([await db.selectFrom('account').selectAll().execute(), await db.selectFrom('sign_in').selectAll().execute(), await db.selectFrom('access_token').selectAll().execute()]);
  for (const hidden of [PASSWORD, secret, token]) expect(rows).not.toContain(hidden);
});

test('who is signed in stays so for a week without a visit, and for thirty days at most', async () => {
  const secret = await beginSignIn(db, ada, after());
  expect(await signedInAs(secret, after({ days: 6 }))).toBe('Ada');
  expect(await signedInAs(secret, after({ days: 7 }))).toBe('nobody');
  let latest = secret;
  for (let day = 5; day < 30; day += 5) {
    latest = (await renewSignIn(db, (await findSignIn(db, latest, after({ days: day })))?.id ?? 0, latest, after({ days: day }))) ?? '';
    expect(await signedInAs(latest, after({ days: day }))).toBe('Ada');
  }
  expect(await signedInAs(latest, after({ days: 30 }))).toBe('nobody');
});

test('a secret is replaced by the first of several requests, and the old one is worth nothing a minute later', async () => {
  const old = await beginSignIn(db, ada, after());
  expect(await findSignIn(db, old, after({ hours: 11 }))).toMatchObject({ isDue: false });
  const found = await findSignIn(db, old, after({ hours: 13 }));
  expect(found).toMatchObject({ isDue: true });
  const [first, second] = await Promise.all([renewSignIn(db, found?.id ?? 0, old, after({ hours: 13 })), renewSignIn(db, found?.id ?? 0, old, after({ hours: 13 }))]);
  expect([first === null, second === null].sort()).toEqual([false, true]);
  expect(await signedInAs(first ?? second ?? '', after({ hours: 13 }))).toBe('Ada');
  expect(await signedInAs(old, after({ hours: 13, seconds: 59 }))).toBe('Ada');
  expect(await signedInAs(old, after({ hours: 13, seconds: 61 }))).toBe('nobody');
});

test('signing out, a new password and a removed account end it', async () => {
  const now = after();
  const secrets = async () => [await beginSignIn(db, ada, now), await beginSignIn(db, ada, now)] as const;
  const [here, there] = await secrets();
  await endSignIn(db, here);
  expect([await signedInAs(here, now), await signedInAs(there, now)]).toEqual(['nobody', 'Ada']);
  await setPassword(db, ada, hash, by());
  expect(await signedInAs(there, now)).toBe('nobody');
  const [again] = await secrets();
  await removeAccount(db, ada, by());
  expect(await signedInAs(again, now)).toBe('nobody');
  expect(await db.selectFrom('sign_in').selectAll().execute()).toEqual([]);
});

test('a new role holds from the next request on', async () => {
  const secret = await beginSignIn(db, ada, after());
  await setRole(db, ada, 'viewer', by());
  expect(await visitorOf(db, { secret, bearer: null }, true, after())).toMatchObject({ kind: 'person', name: 'Ada', role: 'viewer' });
});

test('a token is good for its scopes until it expires or is revoked', async () => {
  const scope = parseScope('read:shop');
  const token = await createToken(db, { name: 'ci', scopes: scope ? [scope] : [], expiresAt: after({ days: 30 }).toISOString() }, by());
  expect(token).toMatch(/^awaited_[\w-]{43}$/);
  expect(await findToken(db, token, after({ days: 29 }))).toEqual({ name: 'ci', scopes: [scope] });
  expect((await listTokens(db))[0]).toMatchObject({ name: 'ci', usedAt: '2026-02-03', revokedAt: null });
  expect(await findToken(db, token, after({ days: 30 }))).toBeNull();
  expect(await findToken(db, `${token}x`, after())).toBeNull();
  expect(await revokeToken(db, 1, by())).toBe(true);
  expect(await revokeToken(db, 1, by())).toBe(false);
  expect(await findToken(db, token, after())).toBeNull();
});

test('without accounts this machine is let in, and nobody from elsewhere', async () => {
  const nothing = { secret: null, bearer: null };
  expect(await visitorOf(db, nothing, true, after())).toEqual({ kind: 'nobody' });
  await removeAccount(db, ada, by());
  expect(await visitorOf(db, nothing, true, after())).toEqual({ kind: 'local' });
  expect(await visitorOf(db, nothing, false, after())).toEqual({ kind: 'nobody' });
});

test('a token that is wrong is not made up for by a cookie', async () => {
  const secret = await beginSignIn(db, ada, after());
  expect(await visitorOf(db, { secret, bearer: 'awaited_wrong' }, true, after())).toEqual({ kind: 'nobody' });
});

test('a name and a password that belong together', async () => {
  const at = { address: '10.0.0.1' };
  expect(await authenticate(db, { name: 'ADA', password: PASSWORD, ...at }, after())).toEqual({ kind: 'known', id: ada, name: 'Ada' });
  expect(await authenticate(db, { name: 'ada', password: 'wrong', ...at }, after())).toEqual({ kind: 'wrong' });
  expect(await authenticate(db, { name: 'nobody', password: PASSWORD, ...at }, after())).toEqual({ kind: 'wrong' });
});

test('each decision about users and tokens is on record, once, without what is secret', async () => {
  await addAccount(db, { name: 'ada', role: 'admin', password: hash }, by());
  await setRole(db, ada, 'admin', by('grace'));
  await setRole(db, ada, 'admin', by('grace'));
  await setPassword(db, ada, hash, by('Ada'));
  const token = await createToken(db, { name: 'ci', scopes: [], expiresAt: after({ days: 1 }).toISOString() }, by('grace'));
  await revokeToken(db, 1, by('grace'));
  await revokeToken(db, 1, by('grace'));
  await removeAccount(db, ada, by('grace'));
  await removeAccount(db, ada, by('grace'));
  const decisions = await listDecisions(db, 100);
  expect(decisions.map(({ at, who, action, detail }) => `${at.slice(0, 10)} ${who}: ${action} ${detail}`).reverse()).toEqual([
    '2026-01-05 root: user added {"name":"Ada","role":"editor"}',
    '2026-01-05 grace: role changed {"name":"Ada","from":"editor","to":"admin"}',
    '2026-01-05 Ada: password changed {"name":"Ada"}',
    '2026-01-05 grace: token created {"id":1,"name":"ci","scopes":"","expires":"2026-01-06T09:00:00.000Z"}',
    '2026-01-05 grace: token revoked {"id":1,"name":"ci"}',
    '2026-01-05 grace: user removed {"name":"Ada","role":"admin"}',
  ]);
  expect(JSON.stringify(decisions)).not.toContain(token);
});
