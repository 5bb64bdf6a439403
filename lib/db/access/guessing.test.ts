import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDatabase, type Db } from '../open';
import { addAccount } from './accounts';
import { authenticate } from './authenticate';

// The real one takes its time, as it should; lib/access has its tests.
vi.mock('../../access/password', () => ({ verifyPassword: (password: string, stored: string | null) => Promise.resolve(password === stored) }));

const T0 = Date.parse('2026-01-05T09:00:00Z');
const after = ({ seconds = 0 } = {}) => new Date(T0 + seconds * 1000);
const PASSWORD = 'four words in a row';
let db: Db;

beforeEach(async () => {
  db = await openDatabase(':memory:');
  await addAccount(db, { name: 'Ada', role: 'editor', password: PASSWORD }, { who: 'root', at: after().toISOString() });
  Reflect.deleteProperty(globalThis, 'awaitedSignInGate');
});
afterEach(() => db.destroy());

test('whoever guesses is soon told to wait, by name and by address', async () => {
  const guess = async (name: string, address: string, at = after()) => (await authenticate(db, { name, password: 'wrong', address }, at)).kind;
  const kinds: string[] = [];
  for (let tries = 0; tries < 11; tries++) kinds.push(await guess('ada', `10.0.0.${tries}`));
  expect(kinds).toEqual([...Array<string>(10).fill('wrong'), 'wait']);
  expect(await authenticate(db, { name: 'ada', password: PASSWORD, address: '10.0.1.1' }, after())).toEqual({ kind: 'wait', seconds: 900 });
  expect(await authenticate(db, { name: 'ada', password: PASSWORD, address: '10.0.1.1' }, after({ seconds: 900 }))).toMatchObject({ kind: 'known' });
  const answers: string[] = [];
  for (let index = 0; index < 51; index++) answers.push(await guess(`name${index}`, '10.0.2.2'));
  expect(answers.filter((kind) => kind === 'wrong')).toHaveLength(50);
  expect(answers.at(-1)).toBe('wait');
});

test('a crowd at the door is turned away rather than served from memory that is not there', async () => {
  const crowd = await Promise.all(Array.from({ length: 40 }, (_, index) => authenticate(db, { name: `name${index}`, password: 'wrong', address: `10.1.0.${index}` }, after())));
  expect(crowd.map((answer) => answer.kind)).toEqual([...Array<string>(16).fill('wrong'), ...Array<string>(24).fill('wait')]);
});
